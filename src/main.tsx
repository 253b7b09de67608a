import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

createRoot(root).render(
  <StrictMode>
    <main>
      <h1>Glasspod</h1>
      <p>Look inside a Kubernetes Pod.</p>
    </main>
  </StrictMode>,
)

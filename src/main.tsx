import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { keepOffline, Site } from '#site'
import { currentTheme, spareTime, wearTheme } from '#ui'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

wearTheme(currentTheme())
createRoot(root).render(
  <StrictMode>
    <Site />
  </StrictMode>,
)

void spareTime.then(keepOffline)

import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { keepOffline, Site } from '#site'
import { currentTheme, wearTheme } from '#ui'

/** Until then the page itself needs the network. */
const SPARE_TIME_MS = 6000

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

wearTheme(currentTheme())
createRoot(root).render(
  <StrictMode>
    <Site />
  </StrictMode>,
)

setTimeout(keepOffline, SPARE_TIME_MS)

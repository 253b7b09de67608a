// npm run screenshot: the picture in the README, of the built site: run npm run build first.
import { chromium } from '@playwright/test'
import { browserArguments, findBrowser } from './browser.mjs'
import { serveDist } from './static-server.mjs'

const port = 4274
const server = await serveDist(port)
const executablePath = findBrowser()
const browser = await chromium.launch({
  args: browserArguments(),
  ...(executablePath === undefined ? {} : { executablePath }),
})
// Without motion an exchange stays on its way long enough to be photographed.
const page = await browser.newPage({
  viewport: { width: 1600, height: 1000 },
  locale: 'en',
  colorScheme: 'light',
  reducedMotion: 'reduce',
})
await page.goto(`http://localhost:${port}/#/two-containers`)
await page.locator('.monaco-editor').waitFor()
await page.getByRole('radio', { name: '10 times' }).click()
await run('kubectl create -f ./twocontainers.yaml')
await page.getByLabel('Container shell Running').waitFor()
await page.getByRole('button', { name: 'Step 2 of 4' }).click()
await run('kubectl get pods')
await page.getByRole('button', { name: 'Step 4 of 4' }).click()
await page.getByRole('radio', { name: 'sise, the other container' }).check()
await run('kubectl exec twocontainers -c shell -i -t -- bash')
await page.getByText('[root@twocontainers /]#').waitFor()
await page.getByRole('radio', { name: '1 times' }).click()
await run('curl -s localhost:9876/info')
await page.getByRole('img', { name: 'met', exact: true }).waitFor()
await page.getByText('200 OK').waitFor()
await page.screenshot({ path: 'public/screenshot.png' })
await browser.close()
server.close()

/** @param {string} command */
async function run(command) {
  await page.getByRole('button', { name: `Type into the terminal: ${command}` }).click()
}

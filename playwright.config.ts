import { defineConfig } from '@playwright/test'
import { browserArguments, findBrowser } from './tools/browser.mjs'

const port = Number(process.env.E2E_PORT ?? 4273)
const executablePath = findBrowser()

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // On a machine that is busy with others a test gets a second chance, and is told as flaky.
  retries: process.env.CI === undefined ? 0 : 1,
  forbidOnly: process.env.CI !== undefined,
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  // A busy machine may take its time; what is never there fails all the same.
  expect: { timeout: 15_000 },
  use: {
    baseURL: `http://localhost:${port}`,
    trace: 'retain-on-failure',
    // Only the test of it lets the site be kept: fetching all of it takes time.
    serviceWorkers: 'block',
    launchOptions: {
      args: browserArguments(),
      ...(executablePath === undefined ? {} : { executablePath }),
    },
  },
  webServer: {
    command: `node tools/serve-dist.mjs ${port}`,
    url: `http://localhost:${port}`,
    reuseExistingServer: false,
  },
})

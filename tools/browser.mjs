// Finds a browser for the tests that need a real page.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/chromium-browser',
  '/opt/google/chrome/chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * The Chrome or Chromium of this machine, if there is one. CHROME_PATH names another.
 * @returns {string | undefined}
 */
export function findBrowser() {
  const named = process.env.CHROME_PATH
  if (named !== undefined && named !== '') return named
  return usual.find((path) => existsSync(path))
}

/**
 * Makes sure that there is a browser: this machine's, else the one that Playwright downloads, else
 * Debian's package when that may be installed.
 * @returns {boolean} whether there is one now
 */
export function installBrowserIfNeeded() {
  if (findBrowser() !== undefined || hasPlaywrightBrowser()) return true
  console.log('No Chrome or Chromium was found (CHROME_PATH can name one). Installing one …')
  const playwright = ['node_modules/@playwright/test/cli.js', 'install', 'chromium']
  if (succeeds(process.execPath, playwright) && hasPlaywrightBrowser()) return true
  const mayInstall = process.getuid?.() === 0 && existsSync('/etc/debian_version')
  if (!mayInstall) return false
  const apt = ['install', '-y', '--no-install-recommends', 'chromium']
  if (!succeeds('apt-get', apt)) {
    succeeds('apt-get', ['update'])
    succeeds('apt-get', apt)
  }
  return findBrowser() !== undefined
}

function hasPlaywrightBrowser() {
  const { chromium } = createRequire(import.meta.url)('@playwright/test')
  return existsSync(chromium.executablePath())
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 */
function succeeds(program, args) {
  const env = {
    ...process.env,
    DEBIAN_FRONTEND: 'noninteractive',
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '',
    PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '20000',
  }
  return spawnSync(program, args, { stdio: 'inherit', env, timeout: 3 * 60_000 }).status === 0
}

/** A browser that talks to nobody but the page under test. */
export function browserArguments() {
  const quiet = [
    '--disable-background-networking',
    '--disable-quic',
    '--no-first-run',
    '--disable-component-update',
    '--disable-sync',
  ]
  return process.getuid?.() === 0 ? ['--no-sandbox', ...quiet] : quiet
}

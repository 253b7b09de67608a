// Brings node_modules up to the lock file. Uses nothing but Node, so that it runs on a fresh clone.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const oldestNode = [20, 19]

/** Installs what the lock file names, unless it is there already. Ends the process if it cannot. */
export function installIfNeeded() {
  refuseOldNode()
  if (isInstalled()) return
  console.log('Installing the packages of package-lock.json …')
  const status = npm(['ci', '--no-audit', '--no-fund'])
  if (status === 0) return
  console.error('npm ci failed (see above). Nothing else was tried.')
  process.exit(1)
}

/**
 * Runs npm as the npm that started us would run it.
 * @param {readonly string[]} args
 */
function npm(args) {
  const env = { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' }
  const own = process.env.npm_execpath
  const { status } =
    own === undefined || !/npm-cli\.c?js$/.test(own)
      ? spawnSync('npm', args, { stdio: 'inherit', env, shell: process.platform === 'win32' })
      : spawnSync(process.execPath, [own, ...args], { stdio: 'inherit', env })
  return status ?? 1
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const [oldMajor = 0, oldMinor = 0] = oldestNode
  if (major > oldMajor || (major === oldMajor && minor >= oldMinor)) return
  console.error(`Node ${oldestNode.join('.')} or newer is needed; this is ${process.version}.`)
  process.exit(1)
}

/** npm writes node_modules/.package-lock.json at the end of every install: what it names is there. */
function isInstalled() {
  const wanted = packagesOf('package-lock.json')
  const present = packagesOf('node_modules/.package-lock.json')
  return wanted !== undefined && present !== undefined && holdsAll(wanted, present)
}

/**
 * Contents are compared, not times, because a checkout touches the lock file without changing it.
 * What is optional may be missing: it belongs to another machine.
 * @param {Packages} wanted
 * @param {Packages} present
 */
export function holdsAll(wanted, present) {
  return Object.entries(wanted).every(([place, { version, integrity, optional }]) => {
    if (place === '' || (optional === true && present[place] === undefined)) return true
    return present[place]?.version === version && present[place]?.integrity === integrity
  })
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean }} Locked
 * @typedef {Record<string, Locked>} Packages
 * @param {string} file
 * @returns {Packages | undefined}
 */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined // Missing, or cut off while it was written: either way, install again.
  }
}

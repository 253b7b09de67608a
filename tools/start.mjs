// npm start: from a fresh clone to a page, with nothing but Node.
import { spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { installIfNeeded } from './install.mjs'
import { serveDist, stopOnSignal } from './static-server.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const port = wantedPort()
await insistOnFreePort()
installIfNeeded()
build()
const server = await serveDist(port)
stopOnSignal(server)
console.log(`\nGlasspod is at http://localhost:${port}\nStop it with Ctrl-C.`)

function wantedPort() {
  const wanted = Number(process.env.PORT ?? 4173)
  if (Number.isInteger(wanted) && wanted > 0 && wanted < 65_536) return wanted
  console.error(`PORT=${process.env.PORT} is not a port. Give a number from 1 to 65535.`)
  process.exit(1)
}

/** Asked before the long part, so that nobody waits for a build only to be turned away. */
async function insistOnFreePort() {
  const probe = createServer()
  /** @type {NodeJS.ErrnoException | undefined} */
  const refusal = await new Promise((resolve) => {
    probe.once('error', resolve)
    probe.listen(port, () => resolve(undefined))
  })
  if (refusal === undefined) {
    await new Promise((resolve) => probe.close(resolve))
    return
  }
  const why = refusal.code === 'EADDRINUSE' ? 'is taken' : `cannot be used (${refusal.code})`
  console.error(
    `Port ${port} ${why}. Choose another: PORT=${port === 4173 ? 4180 : 4173} npm start`,
  )
  process.exit(1)
}

function build() {
  const { status } = spawnSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build'], {
    stdio: 'inherit',
  })
  if (status === 0) return
  console.error('The site could not be built (see above).')
  process.exit(1)
}

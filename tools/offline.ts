import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Plugin, transformWithOxc } from 'vite'

const WORKER = 'src/offline/service-worker.ts'
/** Pictures for other sites, which the pages do not show. */
const NOT_NEEDED = ['screenshot.png']

/** Adds the service worker to the build, and tells it of which files the site consists. */
export function offline(): Plugin {
  let publicDir = ''
  return {
    name: 'offline',
    apply: 'build',
    configResolved(config) {
      publicDir = config.publicDir
    },
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const files = new Map<string, string | Uint8Array>()
        for (const [name, output] of Object.entries(bundle))
          files.set(name, output.type === 'chunk' ? output.code : output.source)
        for (const name of readdirSync(publicDir))
          if (!NOT_NEEDED.includes(name)) files.set(name, readFileSync(join(publicDir, name)))
        const source = await workerFor(files)
        this.emitFile({ type: 'asset', fileName: 'service-worker.js', source })
      },
    },
  }
}

async function workerFor(files: ReadonlyMap<string, string | Uint8Array>): Promise<string> {
  const names = [...files.keys()].filter((name) => !name.endsWith('.map')).sort()
  const digest = createHash('sha256')
  for (const name of names) digest.update(name).update(files.get(name) ?? '')
  const constants =
    `const FILES = ${JSON.stringify(names)}\n` +
    `const VERSION = ${JSON.stringify(digest.digest('hex').slice(0, 16))}\n`
  const { code } = await transformWithOxc(readFileSync(WORKER, 'utf8'), WORKER)
  return constants + code
}

import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'

export type Peer = typeof import('@ngrok/webernetes')
export type PeerCluster = InstanceType<Peer['Cluster']>

/** So much simulated time passes with each step of the peer's clock. */
const STEP_MS = 100

/** @ngrok/webernetes, bundled: its modules do not say their extensions, which Node insists on. */
export async function loadPeer(): Promise<Peer> {
  const entry = fileURLToPath(import.meta.resolve('@ngrok/webernetes'))
  const outDir = mkdtempSync(join(tmpdir(), 'peer-'))
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      outDir,
      minify: false,
      target: 'es2023',
      lib: { entry, formats: ['es'], fileName: () => 'peer.mjs' },
    },
  })
  return (await import(pathToFileURL(join(outDir, 'peer.mjs')).href)) as Peer
}

/** Two nodes, whose clock only moves by hand, as ours does. */
export async function startPeer({ Cluster }: Peer): Promise<PeerCluster> {
  const cluster = new Cluster({ nodes: 2 })
  await cluster.init()
  cluster.pause()
  await elapse(cluster, 30_000)
  return cluster
}

/** Its work goes on in promises, which have to be let run between two steps. */
export async function elapse(cluster: PeerCluster, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += STEP_MS) {
    cluster.clock.step(STEP_MS)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

import { Cluster } from '@ngrok/webernetes'

export { BaseImage } from '@ngrok/webernetes'
export type PeerCluster = InstanceType<typeof Cluster>

/** So much simulated time passes with each step of the peer's clock. */
const STEP_MS = 100

/** Two nodes, whose clock only moves by hand, as ours does. */
export async function startPeer(): Promise<PeerCluster> {
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

import { type Cluster, createCluster, createClient, loadParts, type Pod } from '#engine'
import { registry } from '#images'

const EPOCH_MS = 1767225600000

await loadParts()

/** Two nodes, half a minute after their start. */
export function startOurs(): Cluster {
  const cluster = createCluster({ seed: 1, epochMs: EPOCH_MS, nodes: 2, registry })
  cluster.clock.advanceBy(30_000)
  return cluster
}

/** Creates objects in the namespace `default`, as any client does. */
export function create(cluster: Cluster, pods: readonly object[]): void {
  const client = createClient(cluster.api, { user: 'bench', agent: 'bench' })
  for (const pod of pods) client.create('/api/v1/namespaces/default/pods', pod, () => undefined)
}

export function podsOf(cluster: Cluster): readonly Pod[] {
  const { objects } = cluster.observer.world()
  return [...objects].flatMap(([path, object]) =>
    path.startsWith('pods/default/') ? [object as Pod] : [],
  )
}

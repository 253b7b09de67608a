import type { Deployment } from '../../api/generated/types.ts'
import { asking, replacement, type Task } from '../task.ts'

/** Where the ReplicaSets of a namespace are. */
export function setsPath(namespace: string): string {
  return `/apis/apps/v1/namespaces/${namespace}/replicasets`
}

/** Writes status and annotations; what stands then, or null when it was refused. */
export function* writeStatus(deployment: Deployment): Task<Deployment | null> {
  const { namespace, name } = deployment.metadata
  const path = `/apis/apps/v1/namespaces/${namespace}/deployments/${name}/status`
  const reply = yield* asking<Deployment>(replacement(path, deployment))
  return reply.ok ? reply.object : null
}

import type { Deployment, IntOrString } from '../../api/generated/types.ts'

/** How many Pods there may be beyond those asked for, while an update is rolled out. */
export function maxSurge(deployment: Deployment): number {
  const { strategy, replicas = 1 } = deployment.spec
  if (strategy.type !== 'RollingUpdate') return 0
  return Math.ceil(share(strategy.rollingUpdate?.maxSurge ?? 0, replicas))
}

/** How many of those asked for may be missing meanwhile; one, where neither was allowed. */
export function maxUnavailable(deployment: Deployment): number {
  const { strategy, replicas = 1 } = deployment.spec
  if (strategy.type !== 'RollingUpdate' || replicas === 0) return 0
  const allowed = Math.floor(share(strategy.rollingUpdate?.maxUnavailable ?? 0, replicas))
  const isStuck = allowed === 0 && maxSurge(deployment) === 0
  return isStuck ? 1 : Math.min(allowed, replicas)
}

/** A number, or a percentage of `whole`. */
function share(value: IntOrString, whole: number): number {
  if (typeof value === 'number') return value
  return (Number(value.replace('%', '')) * whole) / 100
}

import type { Container } from './container.ts'
import { Refusal } from './refusal.ts'
import type { RuntimeVerbs } from './runtime.ts'

type Limits = Omit<RuntimeVerbs['updateContainer']['args'], 'container'>

/** Other limits for a container while it runs; what is used already cannot be taken away. */
export function updateContainer(container: Container, limits: Limits): void {
  const { cgroup } = container.made
  const { memoryLimitBytes, cpuLimitMillis } = limits
  if (cgroup.memoryBytes > (memoryLimitBytes ?? Infinity))
    throw new Refusal('Unknown', 'attempting to set memory limit below current usage')
  cgroup.limits = {
    ...(memoryLimitBytes === undefined ? {} : { memoryBytes: memoryLimitBytes }),
    ...(cpuLimitMillis === undefined ? {} : { cpuMillis: cpuLimitMillis }),
  }
}

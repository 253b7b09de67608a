import type { Pod } from '../api/generated/types.ts'

interface HostPort {
  readonly ip: string
  readonly port: number
  readonly protocol: string
}

/** Whether a port of the node that the Pod wants is taken by one that is there. */
export function portsConflict(pod: Pod, others: readonly Pod[]): boolean {
  const wanted = hostPortsOf(pod)
  if (wanted.length === 0) return false
  return others.flatMap(hostPortsOf).some((taken) => wanted.some((want) => collide(want, taken)))
}

function hostPortsOf(pod: Pod): readonly HostPort[] {
  const sidecars = (pod.spec.initContainers ?? []).filter((it) => it.restartPolicy === 'Always')
  return [...pod.spec.containers, ...sidecars]
    .flatMap((container) => container.ports ?? [])
    .filter(({ hostPort }) => hostPort !== undefined && hostPort > 0)
    .map(({ hostIP, hostPort = 0, protocol = 'TCP' }) => ({
      ip: hostIP === undefined || hostIP === '' ? '0.0.0.0' : hostIP,
      port: hostPort,
      protocol,
    }))
}

function collide(a: HostPort, b: HostPort): boolean {
  const sameAddress = a.ip === b.ip || a.ip === '0.0.0.0' || b.ip === '0.0.0.0'
  return sameAddress && a.port === b.port && a.protocol === b.protocol
}

import type { Container, Pod } from '../api/generated/types.ts'
import type { SandboxConfig } from '../runtime/runtime.ts'
import { dnsOf } from './dns-config.ts'
import { hostDomainOf, hostnameOf } from './hostname.ts'
import type { NodeConfig } from './node-config.ts'
import { isSidecar } from './restart.ts'

/** What the runtime is told about the sandbox of a Pod. */
export function sandboxConfig(pod: Pod, attempt: number, node: NodeConfig): SandboxConfig {
  const { metadata, spec } = pod
  return {
    podUid: metadata.uid,
    podName: metadata.name,
    podNamespace: metadata.namespace,
    attempt,
    hostname: kernelHostname(pod, node),
    hostNetwork: spec.hostNetwork ?? false,
    hostPID: spec.hostPID ?? false,
    shareProcessNamespace: spec.shareProcessNamespace ?? false,
    dns: dnsOf(pod, node),
    portMappings: [...spec.containers, ...(spec.initContainers ?? []).filter(isSidecar)].flatMap(
      portMappings,
    ),
    sysctls: spec.securityContext?.sysctls ?? [],
  }
}

function kernelHostname(pod: Pod, { name, clusterDomain }: NodeConfig): string {
  const hostname = hostnameOf(pod, name)
  const domain = hostDomainOf(pod, clusterDomain)
  return pod.spec.setHostnameAsFQDN === true && domain !== '' ? `${hostname}.${domain}` : hostname
}

function portMappings({ ports = [] }: Container): SandboxConfig['portMappings'] {
  return ports.flatMap(({ hostPort = 0, containerPort, protocol = 'TCP', hostIP = '' }) =>
    hostPort === 0
      ? []
      : [{ hostPort, containerPort, protocol, ...(hostIP === '' ? {} : { hostIP }) }],
  )
}

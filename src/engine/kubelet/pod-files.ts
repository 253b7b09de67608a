import type { Container, EphemeralContainer, HostAlias } from '../api/generated/types.ts'
import type { Mount } from '../runtime/runtime.ts'
import { podDirectory } from '../volumes/pod-volumes.ts'
import { hostDomainOf, hostnameOf } from './hostname.ts'
import { aliasLines, hostsFile } from './hosts-file.ts'
import type { Parts } from './parts.ts'
import type { PodState } from './pod-state.ts'
import { surroundingsOf } from './surroundings.ts'

const HOSTS = '/etc/hosts'
/** Longer than any hosts file that is worth anything. */
const LONGEST_HOSTS = 1024 * 1024

/** Writes the hosts file of a Pod, and gives its mount. */
export function hostsMount(parts: Parts, state: PodState): Mount {
  const { files, node } = parts
  const { metadata, spec } = state.pod
  const path = `${podDirectory(metadata.uid)}/etc-hosts`
  const text =
    spec.hostNetwork === true
      ? hostNetworkHosts(parts, spec.hostAliases ?? [])
      : hostsFile({
          podIPs: surroundingsOf(parts, state).podIPs,
          hostname: hostnameOf(state.pod, node.name),
          domain: hostDomainOf(state.pod, node.clusterDomain),
          aliases: spec.hostAliases ?? [],
        })
  files.makeDirectory(podDirectory(metadata.uid))
  files.writeFile(path, new TextEncoder().encode(text), { mode: 0o644 })
  return { hostPath: path, containerPath: HOSTS, readOnly: false }
}

/** The node's own, and what the Pod adds to it. */
function hostNetworkHosts({ files }: Parts, aliases: readonly HostAlias[]): string {
  const own = new TextDecoder().decode(files.readTail(HOSTS, LONGEST_HOSTS) ?? new Uint8Array(0))
  return `# Kubernetes-managed hosts file (host network).\n${own}${aliasLines(aliases)}`
}

/** An empty termination log of a new instance of a container; everybody may write to it. */
export function terminationLogMount(
  { files, random }: Parts,
  { pod }: PodState,
  container: Container | EphemeralContainer,
): Mount {
  const directory = `${podDirectory(pod.metadata.uid)}/containers/${container.name}`
  const hostPath = `${directory}/${random.text(8, '0123456789abcdef')}`
  files.makeDirectory(directory)
  files.writeFile(hostPath, new Uint8Array(0), { mode: 0o666 })
  const { terminationMessagePath = '/dev/termination-log' } = container
  return { hostPath, containerPath: terminationMessagePath, readOnly: false }
}

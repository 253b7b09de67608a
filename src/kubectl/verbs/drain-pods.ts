import type { Pod } from '#engine'

export interface DrainRules {
  readonly force: boolean
  readonly 'delete-emptydir-data': boolean
  readonly 'ignore-daemonsets': boolean
}

/** What becomes of one Pod when its node is drained, and what is said of it. */
export interface DrainVerdict {
  readonly goes: boolean
  readonly warning?: string
  readonly error?: string
}

/** Decides for one Pod; DaemonSets are no part of the cluster, so one that is named is an orphan. */
export function drainVerdict(pod: Pod, rules: DrainRules): DrainVerdict {
  const { metadata, spec, status } = pod
  const hasEnded = status.phase === 'Succeeded' || status.phase === 'Failed'
  const controller = metadata.ownerReferences?.find((owner) => owner.controller === true)
  if (controller?.kind === 'DaemonSet' && !hasEnded) {
    if (!rules['ignore-daemonsets'])
      return {
        goes: false,
        error: 'DaemonSet-managed Pods (use --ignore-daemonsets to ignore)',
      }
    return { goes: false, warning: 'ignoring DaemonSet-managed Pods' }
  }
  const isMirror = Object.hasOwn(metadata.annotations ?? {}, 'kubernetes.io/config.mirror')
  if (isMirror) return { goes: false }
  if (hasEnded) return { goes: true }
  const hasLocalData = spec.volumes?.some(({ emptyDir }) => emptyDir !== undefined) === true
  if (hasLocalData && !rules['delete-emptydir-data'])
    return {
      goes: false,
      error: 'Pods with local storage (use --delete-emptydir-data to override)',
    }
  if (controller === undefined && !rules.force)
    return {
      goes: false,
      error: 'Pods that declare no controller (use --force to override)',
    }
  if (controller === undefined)
    return { goes: true, warning: 'deleting Pods that declare no controller' }
  return hasLocalData ? { goes: true, warning: 'deleting Pods with local storage' } : { goes: true }
}

/** `what: ns/a, ns/b`, one for each thing that is said of some Pods. */
export function grouped(
  said: readonly { readonly pod: Pod; readonly what: string | undefined }[],
): readonly string[] {
  const groups = new Map<string, string[]>()
  for (const { pod, what } of said) {
    if (what === undefined) continue
    const names = groups.get(what) ?? []
    names.push(`${pod.metadata.namespace}/${pod.metadata.name}`)
    groups.set(what, names)
  }
  return [...groups].map(([what, names]) => `${what}: ${names.join(', ')}`)
}

import { formatReference, type ImageReference } from './image-reference.ts'
import type { LaunchFailure } from './launch.ts'

export type RuntimeName = 'containerd' | 'cri-o'

/** Why a registry does not give an image. */
export type PullRefusal =
  { readonly kind: 'denied' | 'not found' } | { readonly kind: 'no host'; readonly lookup: string }

/** What one runtime does and says where another does and says something else. */
export interface Dialect {
  /** As it names itself to the kubelet. */
  readonly name: RuntimeName
  readonly version: string
  /** Whether the command of a container is looked for when it is created, or when it is started. */
  readonly looksForCommand: 'at creation' | 'at start'
  cannotPull(reference: ImageReference, why: PullRefusal): string
  cannotLaunch(failure: LaunchFailure): string
  /** What an exec that nobody speaks with (ExecSync) is refused with; `exec`: its name. */
  cannotExec(failure: LaunchFailure, exec: string): string
  /** How a failed exec ends for whoever speaks with it, where that is no refusal. */
  readonly failedExec?: (failure: LaunchFailure) => {
    readonly stderr: string
    readonly code: number
  }
  notRunning(state: string): string
  noCommand(container: string): string
  noUser(of: { readonly user: string; readonly message: string; readonly mount: number }): string
}

export function dialectOf(name: RuntimeName): Dialect {
  return name === 'containerd' ? CONTAINERD : CRIO
}

/** With runc. Source: containerd, internal/cri/server. */
const CONTAINERD: Dialect = {
  name: 'containerd',
  version: '2.2.1',
  looksForCommand: 'at start',
  cannotPull: (reference, why) => {
    const full = formatReference(reference)
    return `failed to pull and unpack image "${full}": failed to resolve reference "${full}": ${containerdPull(reference, why)}`
  },
  cannotLaunch: ({ message }) =>
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: ' +
    `runc create failed: unable to start container process: error during container init: ${message}`,
  cannotExec: ({ message }, exec) =>
    `failed to exec in container: failed to start exec "${exec}": ` +
    `OCI runtime exec failed: exec failed: unable to start container process: ${message}`,
  notRunning: (state) => `failed to exec in container: container is in CONTAINER_${state} state`,
  noCommand: (container) =>
    `failed to generate container "${container}" spec: failed to generate spec: no command specified`,
  noUser: ({ message, mount }) =>
    'failed to create containerd container: mount callback failed on ' +
    `/var/lib/containerd/tmpmounts/containerd-mount${mount}: ${message}`,
}

function containerdPull(reference: ImageReference, why: PullRefusal): string {
  const { domain, path, tag, digest } = reference
  switch (why.kind) {
    case 'denied':
      return (
        'pull access denied, repository does not exist or may require authorization: ' +
        'server message: insufficient_scope: authorization failed'
      )
    case 'not found':
      return `${formatReference(reference)}: not found`
    case 'no host': {
      const url = `https://${domain}/v2/${path}/manifests/${digest ?? tag ?? 'latest'}`
      return `failed to do request: Head "${url}": ${why.lookup}`
    }
  }
}

/**
 * With crun and conmon, which has a container made as far as its command before it counts as
 * created. Sources: cri-o internal/storage/image.go, internal/oci/runtime_oci.go; crun error.c.
 */
const CRIO: Dialect = {
  name: 'cri-o',
  version: '1.36.0',
  looksForCommand: 'at creation',
  cannotPull: (reference, why) => {
    const fault = crioPull(reference, why)
    const source = `docker://${familiarName(reference)}`
    return (
      `unable to pull image or OCI artifact: pull image err: initializing source ${source}: ${fault}; ` +
      `artifact err: get manifest: build image source: ${fault}`
    )
  },
  cannotLaunch: ({ crun }) => `container create failed: ${crun}\n`,
  cannotExec: ({ crun }) => `command error: ${crun}\n, stdout: , stderr: , exit code -1`,
  failedExec: ({ crun }) => ({ stderr: `${crun}\n`, code: 1 }),
  notRunning: () => 'container is not created or running',
  noCommand: () => 'no command specified',
  noUser: ({ user }) => `unable to find user ${user}: no matching entries in passwd file`,
}

function crioPull({ domain, repository, tag, digest }: ImageReference, why: PullRefusal): string {
  const manifest = `reading manifest ${digest ?? tag ?? 'latest'} in ${repository}`
  switch (why.kind) {
    case 'denied':
      return `${manifest}: requested access to the resource is denied`
    case 'not found':
      return `${manifest}: manifest unknown`
    case 'no host':
      return `pinging container registry ${domain}: Get "https://${domain}/v2/": ${why.lookup}`
  }
}

/** As people write it: without docker.io and library. */
function familiarName(reference: ImageReference): string {
  return formatReference(reference).replace(/^docker\.io\/(library\/)?/, '')
}

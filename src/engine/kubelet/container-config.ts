import type { Container, EphemeralContainer, Pod, VolumeMount } from '../api/generated/types.ts'
import type { ContainerConfig, Mount } from '../runtime/runtime.ts'
import { ConfigFailure } from './environment.ts'
import { expand, expandStrictly } from './expansion.ts'
import { limitsOf } from './resize.ts'
import { podText } from './wording.ts'

/** All that the runtime's configuration of a container is made from. */
export interface ContainerSituation {
  readonly pod: Pod
  readonly container: Container | EphemeralContainer
  readonly attempt: number
  readonly sandbox: string
  readonly env: readonly (readonly [string, string])[]
  /** The path on the node of a volume; undefined when there is none of that name. */
  readonly pathOf: (volume: string) => string | undefined
  /** Whether a volume is mounted read-only whatever the mount says. */
  readonly isReadOnly: (volume: string) => boolean
  /** Mounts that the kubelet adds: /etc/hosts, the termination log. */
  readonly ownMounts: readonly Mount[]
  /** The user that the image names. */
  readonly imageUser: string
  readonly pidNamespaceOf?: string
}

/** What the runtime is told about a container; throws a ConfigFailure in the kubelet's words. */
export function containerConfig(situation: ContainerSituation): ContainerConfig {
  const { pod, container, env } = situation
  const variables = new Map(env)
  const valueOf = (name: string) => variables.get(name)
  const { pidNamespaceOf } = situation
  return {
    sandbox: situation.sandbox,
    name: container.name,
    attempt: situation.attempt,
    image: container.image ?? '',
    command: (container.command ?? []).map((word) => expand(word, valueOf)),
    args: (container.args ?? []).map((word) => expand(word, valueOf)),
    env,
    ...(container.workingDir === undefined ? {} : { workingDir: container.workingDir }),
    mounts: mountsOf(situation, valueOf),
    stdin: container.stdin ?? false,
    stdinOnce: container.stdinOnce ?? false,
    tty: container.tty ?? false,
    ...security(pod, container, situation.imageUser),
    ...limitsOf(container.resources),
    ...(container.lifecycle?.stopSignal && { stopSignal: container.lifecycle.stopSignal }),
    ...(pidNamespaceOf === undefined ? {} : { pidNamespaceOf }),
  }
}

function mountsOf(
  situation: ContainerSituation,
  valueOf: (name: string) => string | undefined,
): readonly Mount[] {
  const { container, ownMounts } = situation
  const mounts = (container.volumeMounts ?? []).map((mount): Mount => {
    const { name, mountPath, readOnly = false } = mount
    const volumePath = situation.pathOf(name)
    if (volumePath === undefined)
      throw new ConfigFailure(
        `cannot find volume "${name}" to mount into container "${container.name}"`,
      )
    const subPath = subPathOf(mount, container, valueOf)
    checkSubPath(subPath)
    const hostPath = subPath === '' ? volumePath : `${volumePath}/${subPath}`
    const isReadOnly = readOnly || situation.isReadOnly(name)
    return { hostPath, containerPath: mountPath, readOnly: isReadOnly, volume: name }
  })
  const taken = new Set(mounts.map(({ containerPath }) => containerPath))
  return [...mounts, ...ownMounts.filter(({ containerPath }) => !taken.has(containerPath))]
}

/** What was written in the manifest is valid; what an expression comes to need not be. */
function checkSubPath(subPath: string): void {
  if (subPath.startsWith('/'))
    throw new ConfigFailure(`error SubPath \`${subPath}\` must not be an absolute path`)
  if (subPath.split('/').includes('..'))
    throw new ConfigFailure(`unable to provision SubPath \`${subPath}\`: must not contain '..'`)
}

function subPathOf(
  { subPath = '', subPathExpr = '' }: VolumeMount,
  { name }: Pick<Container, 'name'>,
  valueOf: (name: string) => string | undefined,
): string {
  if (subPathExpr === '') return subPath
  const expanded = expandStrictly(subPathExpr, valueOf)
  if ('text' in expanded) return expanded.text
  throw new ConfigFailure(
    `failed to expand subPathExpr for container "${name}": missing value for "${expanded.missing}"`,
  )
}

function security(
  pod: Pod,
  { name, securityContext = {} }: Pick<Container, 'name' | 'securityContext'>,
  imageUser: string,
) {
  const whole = pod.spec.securityContext ?? {}
  const runAsUser = securityContext.runAsUser ?? whole.runAsUser
  const runAsGroup = securityContext.runAsGroup ?? whole.runAsGroup
  if (securityContext.runAsNonRoot ?? whole.runAsNonRoot ?? false)
    checkNotRoot({ runAsUser, imageUser, at: `(pod: "${podText(pod)}", container: ${name})` })
  const { fsGroup, supplementalGroups = [] } = whole
  return {
    ...(runAsUser === undefined ? {} : { runAsUser }),
    ...(runAsGroup === undefined ? {} : { runAsGroup }),
    supplementalGroups: [...supplementalGroups, ...(fsGroup === undefined ? [] : [fsGroup])],
    addCapabilities: securityContext.capabilities?.add ?? [],
    dropCapabilities: securityContext.capabilities?.drop ?? [],
    privileged: securityContext.privileged ?? false,
    noNewPrivileges: securityContext.allowPrivilegeEscalation === false,
    readOnlyRootFilesystem: securityContext.readOnlyRootFilesystem ?? false,
  }
}

/** runAsNonRoot is checked before there is a container: the user has to be known as a number. */
function checkNotRoot(of: {
  readonly runAsUser: number | undefined
  readonly imageUser: string
  readonly at: string
}): void {
  const { runAsUser, at } = of
  if (runAsUser === 0) throw new ConfigFailure(`container's runAsUser breaks non-root policy ${at}`)
  if (runAsUser !== undefined) return
  const user = of.imageUser.split(':', 1)[0] ?? ''
  if (user === '' || Number(user) === 0)
    throw new ConfigFailure(`container has runAsNonRoot and image will run as root ${at}`)
  if (!/^\d+$/.test(user))
    throw new ConfigFailure(
      `container has runAsNonRoot and image has non-numeric user (${user}), cannot verify user is non-root ${at}`,
    )
}

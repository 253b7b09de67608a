import type { Random } from '../clock/random.ts'
import { RegularFile } from '../files/regular-file.ts'
import type { ContainerFiles } from '../kernel/container-files.ts'
import type { PidNamespace } from '../kernel/pid-namespace.ts'
import { boundingSet } from './capabilities.ts'
import { Container, type ContainerPlace, credentialsOf } from './container.ts'
import type { Dialect } from './dialect.ts'
import type { Image } from './image.ts'
import { findUser, type FoundUser } from './passwd.ts'
import { processSpec } from './process-spec.ts'
import { Refusal } from './refusal.ts'
import type { ContainerConfig } from './runtime.ts'
import type { Sandbox } from './sandbox.ts'

export interface ContainerWanted {
  readonly id: string
  readonly config: ContainerConfig
  readonly image: Image
  readonly sandbox: Sandbox
  /** Of the container whose processes it is to see. */
  readonly sharedPids?: PidNamespace
}

/** Everything of a container but its process; throws a Refusal. */
export function createContainer(
  place: ContainerPlace & { readonly random: Random; readonly dialect: Dialect },
  wanted: ContainerWanted,
): Container {
  const { kernel } = place
  const { id, config, image, sandbox, sharedPids } = wanted
  const found = processSpec(image.config, config, sandbox.hostname)
  if (found === undefined) throw new Refusal('Unknown', place.dialect.noCommand(id))
  const cgroup = kernel.createCgroup({
    path: `${sandbox.cgroup.path}/${id}`,
    container: id,
    parent: sandbox.cgroup,
    limits: {
      ...(config.memoryLimitBytes === undefined ? {} : { memoryBytes: config.memoryLimitBytes }),
      ...(config.cpuLimitMillis === undefined ? {} : { cpuMillis: config.cpuLimitMillis }),
    },
  })
  const pidNamespace = sharedPids ?? sandbox.pidNamespace ?? kernel.createPidNamespace()
  const files = kernel.createContainerFiles({
    id,
    files: image.files,
    isReadOnlyRoot: config.readOnlyRootFilesystem,
    network: sandbox.network,
    cgroup,
    uts: sandbox.uts,
    pidNamespace,
    boundingSet: boundingSet(config),
    noNewPrivileges: config.noNewPrivileges ?? false,
  })
  const user = userOf(files, wanted, place)
  const env = new Map(found.env)
  if (!env.has('HOME')) env.set('HOME', user.home)
  return new Container(place, {
    ...wanted,
    files,
    cgroup,
    pidNamespace,
    spec: { ...found, env },
    credentials: credentialsOf(user, config),
  })
}

function userOf(
  files: ContainerFiles,
  wanted: ContainerWanted,
  { random, dialect }: { readonly random: Random; readonly dialect: Dialect },
): FoundUser {
  const { config, image } = wanted
  const { runAsUser, runAsGroup, supplementalGroups } = config
  const lookup = findUser(
    {
      imageUser: image.config.user ?? '',
      supplementalGroups,
      ...(runAsUser === undefined ? {} : { runAsUser }),
      ...(runAsGroup === undefined ? {} : { runAsGroup }),
    },
    { passwd: textOf(files, '/etc/passwd'), group: textOf(files, '/etc/group') },
  )
  if (lookup.ok) return lookup.user
  const mount = random.below(2 ** 32)
  const user = image.config.user ?? ''
  throw new Refusal('Unknown', dialect.noUser({ user, message: lookup.message, mount }))
}

function textOf(files: ContainerFiles, path: string): string {
  const view = files.mounts.view()
  if (!view.exists(path)) return ''
  const { inode } = view.find(path)
  return inode instanceof RegularFile ? new TextDecoder().decode(inode.read(0, inode.size)) : ''
}

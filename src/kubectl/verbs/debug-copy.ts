import type { Container, Pod } from '#engine'
import { CommandError } from '../failure.ts'
import type { DebugFlags } from './debug-flags.ts'
import { debugSettings } from './debug-pods.ts'

export interface CopyOptions {
  readonly flags: DebugFlags
  readonly command: readonly string[]
  /** Whether --share-processes stands on the line. */
  readonly isSharingSaid: boolean
  /** The name of a new container; asked for only when one is made. */
  readonly newName: string
}

export interface PodCopy {
  readonly body: object
  /** The container to look around with; empty when only images were changed. */
  readonly container: string
}

/** The Pod under another name, with other images or one container more; free to run anywhere. */
export function podCopy(pod: Pod, options: CopyOptions): PodCopy {
  const { flags, isSharingSaid } = options
  const spec = without(pod.spec, ['ephemeralContainers', 'nodeName'])
  const { nodeName } = pod.spec
  const copied: Pod['spec'] = {
    ...spec,
    containers: spec.containers.map((it) => withImage(it, flags)),
    ...(flags['same-node'] && nodeName !== undefined ? { nodeName } : {}),
    ...(isSharingSaid ? { shareProcessNamespace: flags['share-processes'] } : {}),
  }
  const name = nameOf(copied, options)
  if (name === '') return { body: bodyOf(pod, copied, flags), container: '' }
  const profiled = withoutParts(withContainer(copied, name, options), flags)
  const body = bodyOf(bare(pod, flags), { shareProcessNamespace: true, ...profiled }, flags)
  return { body, container: name }
}

function without<T extends object, Field extends keyof T & string>(
  object: T,
  fields: readonly Field[],
): Omit<T, Field> {
  const names: readonly string[] = fields
  const kept = Object.entries(object).filter(([field]) => !names.includes(field))
  // Whatever was not to go is still there.
  return Object.fromEntries(kept) as Omit<T, Field>
}

/** True when a container is added that has no name yet. */
export function needsName({ container, image }: DebugFlags): boolean {
  return container === '' && image !== ''
}

type Spec = Omit<Pod['spec'], 'containers' | 'initContainers'> & {
  readonly containers: readonly object[]
  readonly initContainers?: readonly object[]
}

/** The container that the line names is changed; one that is not there is added. */
function withContainer(spec: Pod['spec'], name: string, options: CopyOptions): Spec {
  const { containers, initContainers } = spec
  const change = (container: Container): object =>
    container.name === name ? settled(container, options) : container
  const added = settled({ name, terminationMessagePolicy: 'File' }, options)
  return {
    ...spec,
    containers: [...containers.map(change), ...(hasContainer(spec, name) ? [] : [added])],
    ...(initContainers === undefined ? {} : { initContainers: initContainers.map(change) }),
  }
}

function hasContainer({ containers, initContainers = [] }: Pod['spec'], name: string): boolean {
  return [...containers, ...initContainers].some((container) => container.name === name)
}

function nameOf(spec: Pod['spec'], { flags, newName }: CopyOptions): string {
  if (hasContainer(spec, flags.container)) return flags.container
  if (flags.image !== '') return flags.container === '' ? newName : flags.container
  if (flags['set-image'].length > 0) return ''
  throw new CommandError('you must specify image when creating new container')
}

function withImage(container: Container, flags: DebugFlags): Container {
  const images = new Map(flags['set-image'])
  const image = images.get(container.name) ?? images.get('*')
  return image === undefined ? container : { ...container, image }
}

/** What the line says of the container, and what its profile lets it do. */
function settled(container: Partial<Container>, { flags, command }: CopyOptions): object {
  const isReplaced = command.length > 0 && !flags['arguments-only']
  const kept = without(container, isReplaced ? ['stdin', 'tty', 'args'] : ['stdin', 'tty'])
  const settings = debugSettings(command, flags)
  const added = settings.securityContext
  if (added === undefined) return { ...kept, ...settings }
  const { securityContext = {} } = container
  const before = securityContext.capabilities
  const capabilities = { ...before, add: [...(before?.add ?? []), ...added.capabilities.add] }
  return { ...kept, ...settings, securityContext: { ...securityContext, capabilities } }
}

/** A copy is not to be asked for what the original is asked for: no Service finds it. */
function bare(pod: Pod, flags: DebugFlags): Pod {
  const { labels, annotations, ...metadata } = pod.metadata
  return {
    ...pod,
    metadata: {
      ...metadata,
      ...(flags['keep-labels'] && labels !== undefined ? { labels } : {}),
      ...(flags['keep-annotations'] && annotations !== undefined ? { annotations } : {}),
    },
  }
}

const PROBES = [
  ['livenessProbe', 'keep-liveness'],
  ['readinessProbe', 'keep-readiness'],
  ['startupProbe', 'keep-startup'],
] as const

function withoutParts(spec: Spec, flags: DebugFlags): Spec {
  const gone = PROBES.filter(([, keep]) => !flags[keep]).map(([probe]) => probe as string)
  const strip = (container: object): object =>
    Object.fromEntries(Object.entries(container).filter(([field]) => !gone.includes(field)))
  const { initContainers, ...others } = spec
  return {
    ...others,
    containers: spec.containers.map(strip),
    ...(flags['keep-init-containers'] && initContainers !== undefined ? { initContainers } : {}),
  }
}

function bodyOf({ metadata }: Pod, spec: object, flags: DebugFlags): object {
  const { namespace, labels, annotations } = metadata
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: flags['copy-to'],
      namespace,
      ...(labels === undefined ? {} : { labels }),
      ...(annotations === undefined ? {} : { annotations }),
    },
    spec,
  }
}

import type { Run } from '#engine'
import type { Cli } from '../cli.ts'
import { containerNames, objectNames, typeNames } from './live.ts'

export interface Place {
  readonly start: string
  /** Arguments before it. */
  readonly args: readonly string[]
}

/** What may stand as an argument of a command; undefined where nothing is known of it. */
export function* argumentsOf(
  cli: Cli,
  path: string,
  place: Place,
): Run<readonly string[] | undefined> {
  const complete = COMPLETIONS.get(path.replace(/^kubectl /, ''))
  return complete === undefined ? undefined : yield* complete(cli, place)
}

type Completion = (cli: Cli, place: Place) => Run<readonly string[]>

/** A type, then names of its objects; or type/name. */
function anyObject(): Completion {
  return function* (cli, place) {
    const { start, args } = place
    if (start.includes('/')) return yield* slashed(cli, place)
    if (args.length > 0) return yield* furtherNames(cli, args[0] ?? '', place)
    const comma = start.lastIndexOf(',') + 1
    const types = yield* typeNames(cli)
    return types.map((type) => start.slice(0, comma) + type)
  }
}

/** The same with a few types only. */
function someObject(...types: readonly string[]): Completion {
  return function* (cli, place) {
    if (place.start.includes('/')) return yield* slashed(cli, place)
    return place.args.length === 0 ? types : yield* furtherNames(cli, place.args[0] ?? '', place)
  }
}

/** Names of one type, so many at most. */
function named(type: string, most: number): Completion {
  return function* (cli, place) {
    if (place.args.length >= most) return []
    return unused(yield* objectNames(cli, type), place.args)
  }
}

const POD_OWNERS = [
  ...['daemonsets', 'deployments', 'pods', 'jobs', 'replicasets', 'replicationcontrollers'],
  ...['services', 'statefulsets'],
]

/** One Pod, by its name or by what it belongs to. */
function* podOrOwner(cli: Cli, place: Place): Run<readonly string[]> {
  if (place.args.length > 0) return []
  if (place.start.includes('/')) return yield* slashed(cli, place)
  const pods = yield* objectNames(cli, 'pods')
  return [...pods, ...(place.start === '' ? POD_OWNERS.map((owner) => `${owner}/`) : [])]
}

/** `kubectl logs` takes the container behind the Pod, too. */
function* podAndContainer(cli: Cli, place: Place): Run<readonly string[]> {
  const [pod, ...others] = place.args
  if (pod === undefined) return yield* podOrOwner(cli, place)
  return others.length === 0 ? yield* containerNames(cli, pod) : []
}

function* slashed(cli: Cli, { start, args }: Place): Run<readonly string[]> {
  const type = start.slice(0, start.indexOf('/'))
  const names = yield* objectNames(cli, type)
  return unused(
    names.map((name) => `${type}/${name}`),
    args,
  )
}

function* furtherNames(cli: Cli, type: string, { args }: Place): Run<readonly string[]> {
  return type.includes('/') ? [] : unused(yield* objectNames(cli, type), args.slice(1))
}

function unused(names: readonly string[], args: readonly string[]): readonly string[] {
  return names.filter((name) => !args.includes(name))
}

/** What kubeconfig names. */
function fromConfig(list: 'contexts'): Completion {
  return function* ({ config }, { args }) {
    return args.length > 0 ? [] : config[list].map(({ name }) => name)
  }
}

const WORKLOADS = ['deployment', 'daemonset', 'statefulset'] as const

const COMPLETIONS: ReadonlyMap<string, Completion> = new Map<string, Completion>([
  ...['get', 'describe', 'delete', 'edit', 'label', 'annotate', 'patch', 'debug'].map(
    (verb) => [verb, anyObject()] as const,
  ),
  ...['attach', 'exec', 'port-forward'].map((verb) => [verb, podOrOwner] as const),
  ['logs', podAndContainer],
  ...['cordon', 'uncordon', 'drain'].map((verb) => [verb, named('nodes', 1)] as const),
  ['taint', someObject('node')],
  ['scale', someObject('deployment', 'replicaset', 'replicationcontroller', 'statefulset')],
  ['expose', someObject('pod', 'service', 'replicationcontroller', 'deployment', 'replicaset')],
  ...['history', 'status', 'undo'].map(
    (verb) => [`rollout ${verb}`, someObject(...WORKLOADS)] as const,
  ),
  ...['pause', 'resume'].map((verb) => [`rollout ${verb}`, someObject('deployment')] as const),
  ['rollout restart', someObject(...WORKLOADS)],
  ['config use-context', fromConfig('contexts')],
  ['config delete-context', fromConfig('contexts')],
  ['config rename-context', fromConfig('contexts')],
])

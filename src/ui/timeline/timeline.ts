import type { Fact, Pod } from '#engine'
import { isOfTheSystem } from '../diagram/bench-of.ts'
import {
  type ContainerLane,
  ended,
  type Instant,
  type Mark,
  type PodLanes,
  withLast,
} from './lanes.ts'
import { afterDeletion, afterPod } from './pod-change.ts'

/** What became of all Pods that are drawn, as far as it has been told. */
export interface Timeline {
  /** Who was created last comes last. */
  readonly pods: readonly PodLanes[]
  /** By id: whose containers the facts of the runtime speak of. */
  readonly instances: ReadonlyMap<string, Instance>
}

interface Instance {
  readonly podUid: string
  readonly name: string
  readonly node: string
  /** MACHINE/HOSTPID of its first process, once it runs. */
  readonly main?: string
}

export const NO_TIMELINE: Timeline = { pods: [], instances: new Map() }

/** More Pods than anybody looks back at; of those that are gone the oldest go first. */
const PODS_KEPT = 40

/** The timeline after one more fact; the same object where the fact says nothing of it. */
export function timelineAfter(timeline: Timeline, fact: Fact): Timeline {
  const when = { seq: fact.seq, at: fact.at }
  switch (fact.kind) {
    case 'object.added':
    case 'object.modified':
      return isDrawnPod(fact.subject, fact.data.object)
        ? withPod(timeline, fact.data.object, when)
        : timeline
    case 'object.deleted':
      return withoutPod(timeline, fact.subject, when)
    case 'container.created': {
      const { podUid, name, node } = fact.data
      return withInstance(timeline, fact.subject, { podUid, name, node })
    }
    case 'container.started': {
      const instance = timeline.instances.get(fact.subject)
      if (instance === undefined) return timeline
      const main = `${instance.node}/${fact.data.hostPid}`
      return withInstance(timeline, fact.subject, { ...instance, main })
    }
    case 'container.removed':
      return withoutInstance(timeline, fact.subject)
    default:
      return afterMoment(timeline, fact, when)
  }
}

/** What happens to a container beside what the API server says of it. */
function afterMoment(timeline: Timeline, fact: Fact, when: Instant): Timeline {
  const { instances } = timeline
  switch (fact.kind) {
    case 'container.exited':
      return withLane(timeline, instances.get(fact.subject), (lane) => ({
        ...lane,
        hooks: ended(lane.hooks, when),
      }))
    case 'hook.started': {
      const { hook } = fact.data
      return withLane(timeline, instances.get(fact.subject), (lane) => ({
        ...lane,
        hooks: withLast(lane.hooks, { from: when, hook }),
      }))
    }
    case 'hook.ended':
      return withLane(timeline, instances.get(fact.subject), (lane) => ({
        ...lane,
        hooks: withEnd(lane.hooks, fact.data.isFailed, when),
      }))
    case 'probe.failed': {
      const { probe, answer, message } = fact.data
      if (answer === 'warning') return timeline
      const mark = { kind: 'probe', when, probe, message } as const
      return withMark(timeline, instances.get(fact.subject), mark)
    }
    case 'process.signalled': {
      const main = [...instances.values()].find((it) => it.main === fact.subject)
      return withSignal(timeline, main, { kind: 'signal', when, ...fact.data })
    }
    case 'memory.exceeded':
      return withMark(timeline, instances.get(fact.subject), { kind: 'oom', when })
    case 'socket.refused': {
      const { owner, errno } = fact.data
      const { address, port } = owner
      const mark = { kind: 'bind', when, address, port, errno } as const
      return withMark(timeline, instances.get(owner.container ?? ''), mark)
    }
    default:
      return timeline
  }
}

function isDrawnPod(subject: string, object: object): object is Pod {
  return subject.startsWith('pods/') && !isOfTheSystem(object as Pod)
}

function withPod(timeline: Timeline, pod: Pod, when: Instant): Timeline {
  const key = `${pod.metadata.namespace}/${pod.metadata.name}`
  const lanes = timeline.pods.find((it) => it.key === key)
  const next = afterPod(lanes, pod, when)
  if (lanes?.uid === next.uid) return replacePod(timeline, lanes, next)
  const others = timeline.pods.filter((it) => it !== lanes)
  return { ...timeline, pods: [...withRoom(others), next] }
}

function withRoom(pods: readonly PodLanes[]): readonly PodLanes[] {
  if (pods.length < PODS_KEPT) return pods
  const oldest = pods.find(isGone) ?? pods[0]
  return pods.filter((it) => it !== oldest)
}

export function isGone({ phase }: PodLanes): boolean {
  return phase.at(-1)?.to !== undefined
}

function withoutPod(timeline: Timeline, subject: string, when: Instant): Timeline {
  const lanes = timeline.pods.find(({ key }) => subject === `pods/${key}`)
  return lanes === undefined ? timeline : replacePod(timeline, lanes, afterDeletion(lanes, when))
}

function replacePod(timeline: Timeline, old: PodLanes, lanes: PodLanes): Timeline {
  return { ...timeline, pods: timeline.pods.map((it) => (it === old ? lanes : it)) }
}

function withInstance(timeline: Timeline, id: string, instance: Instance): Timeline {
  return { ...timeline, instances: new Map([...timeline.instances, [id, instance]]) }
}

function withoutInstance(timeline: Timeline, gone: string): Timeline {
  const instances = new Map([...timeline.instances].filter(([id]) => id !== gone))
  return { ...timeline, instances }
}

function withLane(
  timeline: Timeline,
  instance: Instance | undefined,
  change: (lane: ContainerLane) => ContainerLane,
): Timeline {
  const pod = timeline.pods.find(({ uid }) => uid === instance?.podUid)
  if (pod === undefined) return timeline
  const containers = pod.containers.map((it) => (it.name === instance?.name ? change(it) : it))
  return replacePod(timeline, pod, { ...pod, containers })
}

/** Whatever the hook was, the last one that has begun is the one that ends. */
function withEnd(
  hooks: ContainerLane['hooks'],
  isFailed: boolean,
  when: Instant,
): ContainerLane['hooks'] {
  const last = hooks.at(-1)
  return last === undefined
    ? hooks
    : [...hooks.slice(0, -1), { ...last, to: last.to ?? when, isFailed }]
}

/** What the OOM killer sends is no mark beside its own. */
function withSignal(
  timeline: Timeline,
  instance: Instance | undefined,
  mark: Extract<MarkWithout<Mark>, { kind: 'signal' }>,
): Timeline {
  const pod = timeline.pods.find(({ uid }) => uid === instance?.podUid)
  const isOfOom = pod?.marks.some(
    (it) => it.kind === 'oom' && it.container === instance?.name && it.when.at === mark.when.at,
  )
  return isOfOom === true ? timeline : withMark(timeline, instance, mark)
}

type MarkWithout<Of extends Mark> = Of extends { readonly container: string }
  ? Omit<Of, 'container'>
  : never

function withMark(
  timeline: Timeline,
  instance: Instance | undefined,
  mark: MarkWithout<Mark>,
): Timeline {
  const pod = timeline.pods.find(({ uid }) => uid === instance?.podUid)
  if (pod === undefined || instance === undefined) return timeline
  const marks = withLast(pod.marks, { ...mark, container: instance.name })
  return replacePod(timeline, pod, { ...pod, marks })
}

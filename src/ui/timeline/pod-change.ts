import { type ContainerStatus, type Pod, podStatusText } from '#engine'
import type { Role, Tone } from '../diagram/diagram.ts'
import {
  type ContainerLane,
  continued,
  ended,
  type Instant,
  lasting,
  type Mark,
  type PodLanes,
  type Stretch,
  withLast,
} from './lanes.ts'

type Said = Omit<Stretch, 'from' | 'to'>

/** The lanes after the API server has taken in a Pod as it is now. */
export function afterPod(lanes: PodLanes | undefined, pod: Pod, when: Instant): PodLanes {
  const { metadata, status } = pod
  const key = `${metadata.namespace}/${metadata.name}`
  const before = lanes?.uid === metadata.uid ? lanes : nextLife(lanes, when)
  const marks = marksOf(before, pod, when)
  return {
    key,
    name: metadata.name,
    uid: metadata.uid,
    phase: continued(before.phase, phaseOf(status.phase ?? 'Pending'), when),
    deletion: lasting(before.deletion, metadata.deletionTimestamp !== undefined, when),
    containers: containersOf(before.containers, pod, when),
    status: continued(before.status, statusOf(pod), when),
    marks: marks.reduce(withLast, before.marks),
  }
}

/** The lanes after a Pod is gone. */
export function afterDeletion(lanes: PodLanes, when: Instant): PodLanes {
  return {
    ...lanes,
    phase: ended(lanes.phase, when),
    deletion: ended(lanes.deletion, when),
    containers: lanes.containers.map((lane) => ({
      ...lane,
      states: ended(lane.states, when),
      ready: ended(lane.ready, when),
      hooks: ended(lane.hooks, when),
    })),
    status: ended(lanes.status, when),
    marks: withLast(lanes.marks, { kind: 'gone', when }),
  }
}

type Past = Omit<PodLanes, 'key' | 'name' | 'uid'>

const NOTHING: Past = { phase: [], deletion: [], containers: [], status: [], marks: [] }

/** What was of an earlier Pod of the same name stays in sight, and has an end. */
function nextLife(lanes: PodLanes | undefined, when: Instant): Past {
  if (lanes === undefined) return NOTHING
  return lanes.phase.at(-1)?.to === undefined ? afterDeletion(lanes, when) : lanes
}

function containersOf(
  before: readonly ContainerLane[],
  { spec, status }: Pod,
  when: Instant,
): readonly ContainerLane[] {
  const statuses = [
    ...(status.initContainerStatuses ?? []),
    ...(status.containerStatuses ?? []),
    ...(status.ephemeralContainerStatuses ?? []),
  ]
  const roles: readonly (readonly [name: string, role: Role])[] = [
    ...(spec.initContainers ?? []).map(
      (it) => [it.name, it.restartPolicy === 'Always' ? 'sidecar' : 'init'] as const,
    ),
    ...spec.containers.map((it) => [it.name, 'app'] as const),
    ...(spec.ephemeralContainers ?? []).map((it) => [it.name, 'ephemeral'] as const),
  ]
  const gone = before.filter(({ name }) => !roles.some(([it]) => it === name))
  return [
    ...gone,
    ...roles.map(([name, role]): ContainerLane => {
      const lane = before.find((it) => it.name === name)
      const said = statuses.find((it) => it.name === name)
      return {
        name,
        role,
        states: continued(lane?.states ?? [], said && stateOf(said), when),
        ready: lasting(lane?.ready ?? [], said?.ready === true && role !== 'init', when),
        hooks: lane?.hooks ?? [],
      }
    }),
  ]
}

/** A container that has no state yet is said to be waiting, as the API does. */
function stateOf({ state, restartCount: restarts }: ContainerStatus): Said {
  const { waiting, running, terminated } = state
  if (terminated !== undefined) {
    const { exitCode, reason = 'Terminated' } = terminated
    return { word: reason, tone: exitCode === 0 ? 'ended' : 'failed', exitCode, restarts }
  }
  if (running !== undefined) return { word: 'Running', tone: 'running', restarts }
  return { word: waiting?.reason ?? 'Waiting', tone: 'waiting' }
}

function phaseOf(phase: string): Said {
  const tones: ReadonlyMap<string, Tone> = new Map([
    ['Running', 'running'],
    ['Succeeded', 'ended'],
    ['Failed', 'failed'],
  ])
  return { word: phase, tone: tones.get(phase) ?? 'waiting' }
}

/** The word is kubectl's own; its tone that of whatever lent the word. */
function statusOf(pod: Pod): Said {
  const word = podStatusText(pod)
  if (word === 'Running' || word === 'Completed' || word === pod.status.phase) {
    return { word, tone: word === 'Completed' ? 'ended' : phaseOf(word).tone }
  }
  const { initContainerStatuses = [], containerStatuses = [], phase } = pod.status
  const isEnd = [...initContainerStatuses, ...containerStatuses].some(({ state }) => {
    const { terminated } = state
    if (terminated === undefined || terminated.exitCode === 0) return false
    const names = [terminated.reason, `ExitCode:${terminated.exitCode}`]
    return names.some((it) => it !== undefined && (word === it || word === `Init:${it}`))
  })
  return { word, tone: isEnd || phase === 'Failed' ? 'failed' : 'waiting' }
}

function marksOf(before: Past, { metadata, status }: Pod, when: Instant): readonly Mark[] {
  const ofThisLife = before.marks.slice(before.marks.findLastIndex((it) => it.kind === 'gone') + 1)
  const isNoted = (kind: Mark['kind']) => ofThisLife.some((it) => it.kind === kind)
  const reason = evictionIn(status)
  const { deletionTimestamp, deletionGracePeriodSeconds: graceSeconds } = metadata
  return [
    ...(reason === undefined || isNoted('eviction')
      ? []
      : [{ kind: 'eviction', when, reason } as const]),
    ...(deletionTimestamp === undefined || isNoted('deletion')
      ? []
      : [{ kind: 'deletion', when, ...(graceSeconds == null ? {} : { graceSeconds }) } as const]),
  ]
}

/** Why it has to leave, when that was nobody's wish. */
function evictionIn({ reason, conditions = [] }: Pod['status']): string | undefined {
  const target = conditions.find((it) => it.type === 'DisruptionTarget' && it.status === 'True')
  return reason === 'Evicted' ? reason : target?.reason
}

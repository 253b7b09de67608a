import type { Pod } from '#engine'
import { goSorted } from '../printers/go-sort.ts'

/** The Pods of one object, the most useful first, for reading logs or for going in. */
export function byUsefulness(pods: readonly Pod[], purpose: 'logs' | 'session'): readonly Pod[] {
  const ranks = purpose === 'logs' ? LOG_RANKS : SESSION_RANKS
  return goSorted(pods, (left, right) => {
    for (const rank of ranks) {
      const difference = rank(left, right)
      if (difference !== 0) return difference < 0
    }
    return false
  })
}

/** Negative: the first is more useful; zero: it does not tell. */
type Rank = (left: Pod, right: Pod) => number

const PHASES = ['Running', 'Unknown', 'Pending']

const placed: Rank = (left, right) => Number(isUnplaced(left)) - Number(isUnplaced(right))
const inPhase: Rank = (left, right) => phaseOf(left) - phaseOf(right)
const ready: Rank = (left, right) =>
  Number(readySince(left) === '') - Number(readySince(right) === '')
const staying: Rank = (left, right) => Number(isLeaving(left)) - Number(isLeaving(right))
const readyLonger: Rank = (left, right) => compare(readySince(left), readySince(right))
const restartedMore: Rank = (left, right) => restartsOf(right) - restartsOf(left)
const restartedLess: Rank = (left, right) => restartsOf(left) - restartsOf(right)
const older: Rank = (left, right) =>
  compare(left.metadata.creationTimestamp ?? '', right.metadata.creationTimestamp ?? '')

const LOG_RANKS: readonly Rank[] = [placed, inPhase, ready, readyLonger, restartedMore, older]
const SESSION_RANKS: readonly Rank[] = [
  ...[placed, inPhase, ready, staying],
  ...[readyLonger, restartedLess, older],
]

function isUnplaced({ spec }: Pod): boolean {
  return (spec.nodeName ?? '') === ''
}

/** What has ended ranks as what runs does: Go's map gives zero for a phase that it lacks. */
function phaseOf({ status }: Pod): number {
  return Math.max(0, PHASES.indexOf(status.phase ?? ''))
}

function readySince({ status }: Pod): string {
  const condition = status.conditions?.find(
    ({ type, status: state }) => type === 'Ready' && state === 'True',
  )
  return condition?.lastTransitionTime ?? ''
}

function isLeaving({ metadata }: Pod): boolean {
  return metadata.deletionTimestamp !== undefined
}

function restartsOf({ status }: Pod): number {
  return Math.max(0, ...(status.containerStatuses ?? []).map(({ restartCount }) => restartCount))
}

function compare(left: string, right: string): number {
  if (left === right) return 0
  return left < right ? -1 : 1
}

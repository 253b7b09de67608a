import type { Seq } from '#engine'
import type { Step } from '#lesson'
import type { Session } from '#session'

/** What a learner has done in one cluster, and where each step began in its history. */
export interface Trail {
  readonly session: Session | undefined
  /** The steps whose goals were all met here. */
  readonly taken: readonly string[]
  readonly starts: ReadonlyMap<string, StartOfStep>
}

interface StartOfStep {
  readonly seq: Seq
  /** What stood in the editor, by file. */
  readonly texts: ReadonlyMap<string, string>
  /** All steps before had been taken. */
  readonly isPrepared: boolean
}

export function emptyTrail(session: Session | undefined): Trail {
  return { session, taken: [], starts: new Map() }
}

/** A step begins when it is looked at first; or again, once what it builds on is there. */
export function begin(trail: Trail, step: string, start: StartOfStep): Trail {
  const before = trail.starts.get(step)
  if (before !== undefined && (before.isPrepared || !start.isPrepared)) return trail
  return { ...trail, starts: new Map(trail.starts).set(step, start) }
}

export function take(trail: Trail, step: string): Trail {
  return trail.taken.includes(step) ? trail : { ...trail, taken: [...trail.taken, step] }
}

export function isTaken(trail: Trail, steps: readonly Step[]): boolean {
  return steps.every(({ id }) => trail.taken.includes(id))
}

/** The trail of who goes back to a moment: the starts after it have not been yet. */
export function upTo(trail: Trail, seq: Seq): Trail {
  const starts = [...trail.starts].filter(([, start]) => start.seq <= seq)
  const isBefore = (step: string) => (trail.starts.get(step)?.seq ?? seq) < seq
  return { ...trail, starts: new Map(starts), taken: trail.taken.filter(isBefore) }
}

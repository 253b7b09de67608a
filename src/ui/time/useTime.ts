import { useCallback, useEffect, useState } from 'react'

export const SPEEDS = [1, 10, 60] as const
export type Speed = (typeof SPEEDS)[number]

/** Real milliseconds of each frame that the engine may use, so that the page stays quick. */
const BUDGET_MS = 9
/** A page that was away for long does not catch up. */
const LONGEST_FRAME_MS = 100

/** While a part of the engine is on its way, it is looked for again after so many milliseconds. */
const FIRST_LOOK_MS = 20
const LONGEST_LOOK_MS = 2000

/** How far one call came. `part`: time stands still until something that was asked for is here. */
interface Reached {
  readonly held: 'no' | 'budget' | 'part'
  readonly seq: number
}

/** What can be let run. */
export interface Running {
  elapse(ms: number, cpuBudgetMs: number): Reached
  step(): Reached
}

export interface Time {
  readonly speed: Speed
  readonly isPaused: boolean
  readonly setSpeed: (speed: Speed) => void
  readonly setPaused: (isPaused: boolean) => void
  /** Pauses, and goes on to the next event. */
  readonly step: () => void
}

/** Lets simulated time run with the frames of the page; pausing is not asking for it. */
export function useTime(running: Running | undefined): Time {
  const [speed, setSpeed] = useState<Speed>(1)
  const [isPaused, setPaused] = useState(false)
  useEffect(() => {
    if (running === undefined || isPaused) return undefined
    let last = performance.now()
    return repeat((now) => {
      const ms = Math.min(LONGEST_FRAME_MS, Math.max(0, now - last)) * speed
      last = now
      return running.elapse(ms, BUDGET_MS)
    })
  }, [running, speed, isPaused])
  const step = useCallback(() => {
    setPaused(true)
    if (running === undefined) return
    const stop = repeat(() => {
      const reached = running.step()
      if (reached.held !== 'part') stop()
      return reached
    })
  }, [running])
  return { speed, isPaused, setSpeed, setPaused, step }
}

/** Calls `go` once a frame, and less often while it lacks a part; gives the way to stop that. */
function repeat(go: (now: number) => Reached): () => void {
  let wait = FIRST_LOOK_MS
  let reached = -1
  let frame = 0
  let timer: ReturnType<typeof setTimeout>
  const next = () => {
    frame = requestAnimationFrame((now) => {
      const { held, seq } = go(now)
      if (frame === 0) return
      // One part that comes may be followed by another: only waiting in vain makes patient.
      wait =
        held === 'part' && seq === reached ? Math.min(2 * wait, LONGEST_LOOK_MS) : FIRST_LOOK_MS
      reached = seq
      if (held === 'part') timer = setTimeout(next, wait)
      else next()
    })
  }
  next()
  return () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
    frame = 0
  }
}

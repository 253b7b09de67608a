import { useEffect, useState } from 'react'

export const SPEEDS = [1, 10, 60] as const
export type Speed = (typeof SPEEDS)[number]

/** Real milliseconds of each frame that the engine may use, so that the page stays quick. */
const BUDGET_MS = 9
/** A page that was away for long does not catch up. */
const LONGEST_FRAME_MS = 100

/** What can be let run. */
export interface Running {
  elapse(ms: number, cpuBudgetMs: number): unknown
}

export interface Time {
  readonly speed: Speed
  readonly isPaused: boolean
  readonly setSpeed: (speed: Speed) => void
  readonly setPaused: (isPaused: boolean) => void
}

/** Lets simulated time run with the frames of the page; pausing is not asking for it. */
export function useTime(running: Running | undefined): Time {
  const [speed, setSpeed] = useState<Speed>(1)
  const [isPaused, setPaused] = useState(false)
  useEffect(() => {
    if (running === undefined || isPaused) return undefined
    let last = performance.now()
    let frame = requestAnimationFrame(function run(now) {
      running.elapse(Math.min(LONGEST_FRAME_MS, Math.max(0, now - last)) * speed, BUDGET_MS)
      last = now
      frame = requestAnimationFrame(run)
    })
    return () => {
      cancelAnimationFrame(frame)
    }
  }, [running, speed, isPaused])
  return { speed, isPaused, setSpeed, setPaused }
}

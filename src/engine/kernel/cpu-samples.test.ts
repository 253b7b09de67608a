import { expect, test } from 'vitest'
import { NO_SAMPLES, sampled, usedInStretch } from './cpu-samples.ts'

/** Microseconds used at those times, in seconds. */
function after(uses: readonly (readonly [second: number, us: number])[], second: number): number {
  let samples = NO_SAMPLES
  let usedUs = 0
  for (const [at, us] of uses) {
    samples = sampled(samples, { now: at * 1000, usedUs })
    usedUs += us
  }
  return usedInStretch(samples, { now: second * 1000, usedUs })
}

test.each([
  { uses: [], at: 40, used: 0 },
  { uses: [[3, 5]], at: 10, used: 0 },
  { uses: [[3, 5]], at: 15, used: 5 },
  { uses: [[3, 5]], at: 29.9, used: 5 },
  { uses: [[3, 5]], at: 30, used: 0 },
  {
    uses: [
      [3, 5],
      [16, 7],
    ],
    at: 20,
    used: 5,
  },
  {
    uses: [
      [3, 5],
      [16, 7],
      [29, 1],
    ],
    at: 31,
    used: 8,
  },
  {
    uses: [
      [3, 5],
      [16, 7],
      [31, 2],
    ],
    at: 32,
    used: 7,
  },
  {
    uses: [
      [3, 5],
      [46, 2],
    ],
    at: 50,
    used: 0,
  },
  {
    uses: [
      [3, 5],
      [46, 2],
    ],
    at: 61,
    used: 2,
  },
] as const)('[M2] $uses leave $used for who looks at $at s', ({ uses, at, used }) => {
  expect(after(uses, at)).toBe(used)
})

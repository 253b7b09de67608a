import type { Ms } from '../clock/clock.ts'

/** How long a runtime takes for what, in simulated milliseconds. */
export interface RuntimeLatencies {
  readonly sandboxMs: Ms
  readonly createMs: Ms
  readonly startMs: Ms
  readonly execMs: Ms
  /** Everything that only looks something up or clears it away. */
  readonly otherMs: Ms
  /** Until a registry has said what an image consists of. */
  readonly resolveMs: Ms
  /** Compressed bytes that are fetched and unpacked in a millisecond. */
  readonly pulledBytesPerMs: number
}

export const RUNTIME_LATENCIES: RuntimeLatencies = {
  sandboxMs: 150,
  createMs: 30,
  startMs: 60,
  execMs: 40,
  otherMs: 2,
  resolveMs: 450,
  pulledBytesPerMs: 40_000,
}

import type { Ms } from '../clock/clock.ts'

/** How often somebody looks: as metrics-server does with --metric-resolution=15s. */
export const SAMPLE_MS = 15_000

/** What a group had used when it was first active in each of the last two stretches of time. */
export interface CpuSamples {
  /** The number of the stretch, from the start of time. */
  readonly stretch: number
  readonly usedUs: number
  readonly before: { readonly stretch: number; readonly usedUs: number }
}

export const NO_SAMPLES: CpuSamples = {
  stretch: -1,
  usedUs: 0,
  before: { stretch: -1, usedUs: 0 },
}

interface Use {
  readonly now: Ms
  /** All that was used until now. */
  readonly usedUs: number
}

/** To be called before something is added to what was used. */
export function sampled(samples: CpuSamples, { now, usedUs }: Use): CpuSamples {
  const stretch = Math.floor(now / SAMPLE_MS)
  if (stretch === samples.stretch) return samples
  return { stretch, usedUs, before: { stretch: samples.stretch, usedUs: samples.usedUs } }
}

/** Microseconds of processor time in the last whole stretch. */
export function usedInStretch(samples: CpuSamples, use: Use): number {
  const stretch = Math.floor(use.now / SAMPLE_MS)
  return usedUntil(samples, stretch, use.usedUs) - usedUntil(samples, stretch - 1, use.usedUs)
}

/** What had been used when that stretch began. */
function usedUntil(samples: CpuSamples, stretch: number, usedUs: number): number {
  if (samples.stretch < stretch) return usedUs
  return samples.before.stretch < stretch ? samples.usedUs : samples.before.usedUs
}

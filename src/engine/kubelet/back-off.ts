import type { Ms } from '../clock/clock.ts'

/** How long to wait before something that failed is tried again. */
export interface BackOffEntry {
  readonly delayMs: Ms
  /** When the delay was last lengthened. */
  readonly updatedAt: Ms
}

export interface BackOffLimits {
  readonly firstMs: Ms
  readonly mostMs: Ms
}

/** Containers that crash: ten seconds, doubling, five minutes at most. */
export const CRASH_BACK_OFF: BackOffLimits = { firstMs: 10_000, mostMs: 300_000 }
/** The same numbers hold for images that cannot be pulled. */
export const IMAGE_BACK_OFF: BackOffLimits = { firstMs: 10_000, mostMs: 300_000 }

/**
 * Until when a restart has to wait, counted from the end of the last run; null when it may happen
 * now. The very first one has nothing to wait for. See [R30].
 */
export function waitsUntil(
  entry: BackOffEntry | undefined,
  { since, now }: { readonly since: Ms; readonly now: Ms },
  limits: BackOffLimits,
): Ms | null {
  if (entry === undefined || isForgotten(entry, since, limits)) return null
  const until = since + entry.delayMs
  return now < until ? until : null
}

/** The delay that holds after one more try, which was made now. */
export function lengthened(
  entry: BackOffEntry | undefined,
  { since, now }: { readonly since: Ms; readonly now: Ms },
  limits: BackOffLimits,
): BackOffEntry {
  const isNew = entry === undefined || isForgotten(entry, since, limits)
  const delayMs = isNew ? limits.firstMs : Math.min(entry.delayMs * 2, limits.mostMs)
  return { delayMs, updatedAt: now }
}

/** A run that lasted twice the longest delay counts as a success: it starts from the beginning. */
function isForgotten({ updatedAt }: BackOffEntry, since: Ms, { mostMs }: BackOffLimits): boolean {
  return since - updatedAt > 2 * mostMs
}

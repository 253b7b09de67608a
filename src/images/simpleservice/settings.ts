/** What the service reads from its environment. */
export interface Settings {
  readonly version: string
  /** Undefined when it is no number. */
  readonly port: number | undefined
  readonly portText: string
  readonly delay: Delay
}

/** How long /health takes. */
export type Delay =
  | { readonly kind: 'none' }
  /** Milliseconds: `from`, up to but not including `to`. */
  | { readonly kind: 'random'; readonly from: number; readonly to: number }
  /** Python refuses to choose: the handler answers 404. */
  | { readonly kind: 'error'; readonly message: string }

export function settingsFrom(env: ReadonlyMap<string, string>): Settings {
  const portText = env.get('PORT0') ?? '9876'
  return {
    version: env.get('SIMPLE_SERVICE_VERSION') ?? '0.5.0',
    port: /^[0-9]+$/.test(portText) ? Number(portText) % 65_536 : undefined,
    portText,
    delay: delayFrom(env.get('HEALTH_MIN'), env.get('HEALTH_MAX')),
  }
}

/**
 * `HEALTH_MAX > HEALTH_MIN`, as Python 2 compares: what is set is text, what is not set the number
 * 0; every text is greater than every number, and texts go by the alphabet.
 */
export function delayFrom(min: string | undefined, max: string | undefined): Delay {
  if (max === undefined || (min !== undefined && max <= min)) return { kind: 'none' }
  const [from, to] = [Number(min ?? '0'), Number(max)]
  for (const [value, text] of [
    [from, min],
    [to, max],
  ] as const)
    if (Number.isNaN(value) || text?.trim() === '')
      return { kind: 'error', message: `could not convert string to float: ${text ?? ''}` }
  if (!Number.isInteger(from))
    return { kind: 'error', message: 'non-integer arg 1 for randrange()' }
  if (!Number.isInteger(to)) return { kind: 'error', message: 'non-integer stop for randrange()' }
  if (to > from) return { kind: 'random', from, to }
  return { kind: 'error', message: `empty range for randrange() (${from},${to}, ${to - from})` }
}

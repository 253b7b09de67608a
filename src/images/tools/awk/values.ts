/** A value; `strnum` came from outside, looks like a number and counts as one when compared. */
export type Value =
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'strnum'; readonly text: string; readonly number: number }
  | { readonly kind: 'unset' }

export const UNSET: Value = { kind: 'unset' }

export function numeric(number: number): Value {
  return { kind: 'number', number }
}

export function textual(text: string): Value {
  return { kind: 'string', text }
}

const LOOKS_NUMERIC = /^[ \t\n]*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?[ \t\n]*$/

/** Of a field, a line or an argument. */
export function fromOutside(text: string): Value {
  return LOOKS_NUMERIC.test(text)
    ? { kind: 'strnum', text, number: Number(text) }
    : { kind: 'string', text }
}

export function numberOf(value: Value): number {
  switch (value.kind) {
    case 'number':
    case 'strnum':
      return value.number
    case 'string':
      return Number(
        /^[ \t\n]*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/.exec(value.text)?.[1] ?? 0,
      )
    case 'unset':
      return 0
  }
}

export function isTrue(value: Value): boolean {
  switch (value.kind) {
    case 'number':
    case 'strnum':
      return value.number !== 0
    case 'string':
      return value.text !== ''
    case 'unset':
      return false
  }
}

/** Both numbers, as far as they look like it: by size; else as texts. */
export function compareValues(a: Value, b: Value, textOf: (value: Value) => string): number {
  if (a.kind !== 'string' && b.kind !== 'string') return numberOf(a) - numberOf(b)
  const [left, right] = [textOf(a), textOf(b)]
  return left < right ? -1 : left > right ? 1 : 0
}

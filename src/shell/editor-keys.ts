/** Divides what was typed into keys; the beginning of an unfinished escape sequence is left over. */
export function keysIn(typed: string): {
  readonly keys: readonly string[]
  readonly pending: string
} {
  const keys: string[] = []
  let rest = typed
  while (rest !== '') {
    const [sequence] = SEQUENCE.exec(rest) ?? []
    if (sequence === undefined && BEGINNING.test(rest)) return { keys, pending: rest }
    const key = sequence ?? String.fromCodePoint(rest.codePointAt(0) ?? 0)
    rest = rest.slice(key.length)
    if (key !== '\x1b[200~' && key !== '\x1b[201~') keys.push(key)
  }
  return { keys, pending: '' }
}

/** CSI and SS3 sequences, or a key with Alt. */
// eslint-disable-next-line no-control-regex -- escape sequences begin with ESC
const SEQUENCE = /^\x1b(?:\[[0-9;?]*[ -/]*[@-~]|O[A-Za-z]|[^[O])/
// eslint-disable-next-line no-control-regex -- escape sequences begin with ESC
const BEGINNING = /^\x1b(?:\[[0-9;?]*|O)?$/

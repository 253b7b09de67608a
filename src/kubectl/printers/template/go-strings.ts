/** A literal of Go as it stands in a template: "…", `…`, or '…' for a character. */
export function readGoString(literal: string): string {
  if (literal.startsWith('`')) return literal.slice(1, -1)
  const inside = literal.slice(1, -1)
  return inside.replaceAll(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.))/g,
    (...found: (string | undefined)[]) => {
      const [, byte, short, long, octal, letter = ''] = found
      const code = byte ?? short ?? long
      if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16))
      if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8))
      return ESCAPES.get(letter) ?? letter
    },
  )
}

const ESCAPES = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
])

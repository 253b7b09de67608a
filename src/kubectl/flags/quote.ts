/** A string as Go's %q writes it. */
export function quote(text: string): string {
  const inside = Array.from(text, (letter) => {
    const short = SHORT.get(letter)
    if (short !== undefined) return short
    const code = letter.codePointAt(0) ?? 0
    return code < 0x20 || code === 0x7f ? `\\x${code.toString(16).padStart(2, '0')}` : letter
  })
  return `"${inside.join('')}"`
}

const SHORT = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\t', '\\t'],
  ['\r', '\\r'],
  ['\x07', '\\a'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\v', '\\v'],
])

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
}

/** Reads backslash escapes; \c cuts the text off. In echo an octal number begins with \0. */
export function unescape(
  text: string,
  as: 'echo' | 'printf',
): { readonly text: string; readonly isCut: boolean } {
  let result = ''
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i)
    if (char !== '\\' || i + 1 === text.length) {
      result += char
      continue
    }
    const rest = text.slice(i + 1)
    if (rest.startsWith('c')) return { text: result, isCut: true }
    const number = numberAt(rest, as)
    if (number !== undefined) {
      result += String.fromCharCode(number.code)
      i += number.length
    } else {
      const next = rest.charAt(0)
      result += SIMPLE[next] ?? (as === 'printf' && next === '"' ? '"' : `\\${next}`)
      i++
    }
  }
  return { text: result, isCut: false }
}

function numberAt(
  rest: string,
  as: 'echo' | 'printf',
): { readonly code: number; readonly length: number } | undefined {
  const octal = (as === 'echo' ? /^0([0-7]{0,3})/ : /^([0-7]{1,3})/).exec(rest)
  if (octal !== null)
    return {
      code: Number.parseInt(octal[1] === '' ? '0' : (octal[1] ?? '0'), 8) & 255,
      length: octal[0].length,
    }
  const hex = /^x([0-9a-fA-F]{1,2})/.exec(rest)
  if (hex !== null) return { code: Number.parseInt(hex[1] ?? '0', 16), length: hex[0].length }
  return undefined
}

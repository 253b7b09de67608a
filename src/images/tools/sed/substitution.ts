import type { Cursor } from './cursor.ts'
import { regexOf, type SedStyle } from './regex.ts'
import type { ReplacementPart, Substitution } from './script.ts'

/** s/expression/replacement/flags, behind the s. */
export function substitutionAt(cursor: Cursor, style: SedStyle): Substitution {
  const delimiter = cursor.next()
  const source = cursor.delimited(delimiter)
  const replacement = source === undefined ? undefined : cursor.delimited(delimiter)
  if (source === undefined || replacement === undefined)
    throw cursor.error("unterminated `s' command")
  const flags = cursor.match(/[gpiImM\d ]*/) ?? ''
  const next = cursor.peek()
  if (next !== undefined && !/[w;\n}#]/.test(next)) {
    cursor.next()
    throw cursor.error("unknown option to `s'")
  }
  const writes = cursor.match(/w[ \t]*[^\n]*/)
  const regex = regexOf(cursor, source, { ...style, ignoresCase: /i/i.test(flags) })
  const parts = partsOf(replacement)
  const most = Math.max(0, ...parts.map((part) => (part.kind === 'group' ? part.number : 0)))
  if (regex !== null && most > regex.groupCount)
    throw cursor.error(`invalid reference \\${most} on \`s' command's RHS`)
  const which = /\d+/.exec(flags)?.[0]
  if (which === '0') throw cursor.error("number option to `s' command may not be zero")
  return {
    regex,
    replacement: parts,
    isGlobal: flags.includes('g'),
    which: Number(which ?? 1),
    prints: flags.includes('p'),
    writes: writes === undefined ? null : writes.slice(1).trim(),
  }
}

function partsOf(source: string): readonly ReplacementPart[] {
  return Array.from(source.matchAll(/\\[\s\S]|&|[^\\&]+/g), ([token]) => partOf(token))
}

function partOf(token: string): ReplacementPart {
  if (token === '&') return { kind: 'group', number: 0 }
  if (!token.startsWith('\\')) return { kind: 'text', text: token }
  const next = token.charAt(1)
  if (/\d/.test(next)) return { kind: 'group', number: Number(next) }
  switch (next) {
    case 'U':
    case 'L':
    case 'u':
    case 'l':
    case 'E':
      return { kind: 'case', change: next }
    case 'n':
      return { kind: 'text', text: '\n' }
    case 't':
      return { kind: 'text', text: '\t' }
    default:
      return { kind: 'text', text: next }
  }
}

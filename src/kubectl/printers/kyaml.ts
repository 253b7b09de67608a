import { isJsonList, isJsonObject, type JsonValue } from '#manifest'
import { goJson } from './json.ts'

/**
 * A document of KYAML: YAML with all brackets, and no text that could be taken for a number. The
 * keys stand in their own order.
 */
export function kyamlDocument(value: JsonValue): string {
  return `---\n${written(value, 0)}\n`
}

function written(value: JsonValue, depth: number): string {
  if (isJsonList(value)) return list(value, depth)
  if (isJsonObject(value)) return object(value, depth)
  return typeof value === 'string' ? text(value, depth + 1) : goJson(value)
}

/** Brackets of what is in a list stand beside those of the list, unless it holds plain values. */
function list(values: readonly JsonValue[], depth: number): string {
  if (values.length === 0) return '[]'
  if (values.every((each) => typeof each === 'object' && each !== null))
    return `[${values.map((each) => written(each, depth)).join(', ')}]`
  const lines = values.map((each) => `${indent(depth + 1)}${written(each, depth + 1)},\n`)
  return `[\n${lines.join('')}${indent(depth)}]`
}

function object(value: Readonly<Record<string, JsonValue>>, depth: number): string {
  const keys = Object.keys(value)
  if (keys.length === 0) return '{}'
  const lines = keys.map((name) => {
    const shown = `${key(name)}: ${written(value[name] ?? null, depth + 1)}`
    return `${indent(depth + 1)}${shown},\n`
  })
  return `{\n${lines.join('')}${indent(depth)}}`
}

function indent(depth: number): string {
  return '  '.repeat(depth)
}

function key(name: string): string {
  if (/^[\p{L}\p{N}_]([\p{L}\p{N}_./-]*[\p{L}\p{N}_])?$/u.test(name) && !isAmbiguous(name))
    return name
  return `"${Array.from(name, (letter) => (letter === '\n' ? '\\n' : letter === '\t' ? '\\t' : escaped(letter))).join('')}"`
}

/** What a reader of YAML could take for something else than text. */
const AMBIGUOUS = [
  /^(null|~|true|y|yes|on|false|n|no|off|t|f)$/i,
  /^[+-]?(0x[0-9a-f]+|0b[01]+|0o?[0-7]+|\d+)$/i,
  /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i,
  /^[+-]?(inf|infinity|nan)$/i,
  /^[+-]?[1-9]\d*(:[0-5]?\d)+(\.\d*)?$/,
  /^\d{4}-\d{1,2}-\d{1,2}/,
]

function isAmbiguous(name: string): boolean {
  const plain = name.replaceAll('_', '')
  return AMBIGUOUS.some((pattern) => pattern.test(plain))
}

/** In quotes; each line of a text of several stands on a line of its own. */
function text(value: string, depth: number): string {
  if (!value.includes('\n')) return `"${Array.from(value, escaped).join('')}"`
  const lines = value.split('\n')
  const last = lines.pop() ?? ''
  const shown = lines.map((line) => `${folded(line, depth)}\\n\\\n`)
  const end = last === '' ? '' : `${folded(last, depth)}\\\n`
  return `"\\\n${shown.join('')}${end}${indent(depth)}"`
}

/** Blanks before a line would be lost, if the first were not escaped. */
function folded(line: string, depth: number): string {
  const start = /^\s/.test(line) ? '\\' : ' '
  return `${indent(depth)}${start}${Array.from(line, escaped).join('')}`
}

const ESCAPES = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\t', '\t'],
  ['\x07', '\\a'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\r', '\\r'],
  ['\v', '\\v'],
  ['\0', '\\0'],
  ['\x1b', '\\e'],
  ['\x85', '\\N'],
  ['\xa0', '\\_'],
  ['\u2028', '\\L'],
  ['\u2029', '\\P'],
])

function escaped(letter: string): string {
  const known = ESCAPES.get(letter)
  if (known !== undefined) return known
  if (/^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u.test(letter)) return letter
  const code = letter.codePointAt(0) ?? 0
  if (code < 0x20 || code === 0x7f) return `\\x${code.toString(16).padStart(2, '0')}`
  if (code < 0x10000) return `\\u${code.toString(16).padStart(4, '0')}`
  return `\\U${code.toString(16).padStart(8, '0')}`
}

import { dictOrder } from './dict-order.ts'

/** How Python 2.7 writes values: repr(), json.dumps(), time.strftime(). */

/** repr() of a byte string. */
function reprOf(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  let quoted = ''
  for (const byte of new TextEncoder().encode(text)) quoted += reprByte(byte, quote)
  return quote + quoted + quote
}

/** repr() of a dictionary of strings that was filled in that order. */
export function reprOfDict(entries: ReadonlyMap<string, string>): string {
  const pairs = dictOrder([...entries.keys()]).map(
    (key) => `${reprOf(key)}: ${reprOf(entries.get(key) ?? '')}`,
  )
  return `{${pairs.join(', ')}}`
}

/** json.dumps() of a dictionary that was filled in that order. */
export function jsonOfDict(entries: ReadonlyMap<string, string | boolean>): string {
  const pairs = dictOrder([...entries.keys()]).map(
    (key) => `${asciiJson(key)}: ${asciiJson(entries.get(key) ?? '')}`,
  )
  return `{${pairs.join(', ')}}`
}

/** %Y-%m-%dT%I:%M:%S in UTC: the hour is that of a clock with twelve hours. */
export function logTime(wallClockMs: number): string {
  const date = new Date(wallClockMs)
  const hour = date.getUTCHours() % 12 || 12
  const time = [hour, date.getUTCMinutes(), date.getUTCSeconds()].map(twoDigits).join(':')
  return `${date.toISOString().slice(0, 10)}T${time}`
}

function reprByte(byte: number, quote: string): string {
  const character = String.fromCharCode(byte)
  if (character === quote || character === '\\') return `\\${character}`
  if (character === '\n') return '\\n'
  if (character === '\r') return '\\r'
  if (character === '\t') return '\\t'
  if (byte >= 32 && byte < 127) return character
  return `\\x${byte.toString(16).padStart(2, '0')}`
}

/** Everything beyond ASCII is escaped. */
function asciiJson(value: string | boolean): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function twoDigits(number: number): string {
  return `${number}`.padStart(2, '0')
}

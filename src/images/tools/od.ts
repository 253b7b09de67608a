import type { Run } from '#engine'
import { type Call, Refusal, type Tool } from './call.ts'
import { contents } from './checksums.ts'
import { eachFile, PLAIN_WORDS } from './input.ts'
import { Options, parseOptions } from './options.ts'
import { sizeIn } from './sizes.ts'

export const od: Tool = function* (call) {
  const options = parseOptions(call, {
    flags: 'abcdoxvB',
    takes: 'AtNjw',
    long: {
      'address-radix': 'A',
      format: 't',
      'read-bytes': 'N',
      'skip-bytes': 'j',
      'output-duplicates': 'v',
    },
  })
  const { bytes, isWell } = yield* gathered(call, options)
  const formats = formatsIn(call, options)
  const radix = options.value('A') ?? 'o'
  const skipped = Number(options.value('j') ?? 0)
  let previous = ''
  let isSkipping = false
  for (let at = 0; at < bytes.length; at += 16) {
    const row = bytes.subarray(at, at + 16)
    const key = row.join(',')
    if (key === previous && row.length === 16 && !options.has('v')) {
      if (!isSkipping) yield* call.print('*\n')
      isSkipping = true
      continue
    }
    isSkipping = false
    previous = key
    for (const [index, format] of formats.entries()) {
      const lead = index === 0 ? address(at + skipped, radix) : ' '.repeat(address(0, radix).length)
      yield* call.print(`${lead}${format(row)}\n`)
    }
  }
  if (radix !== 'n') yield* call.print(`${address(bytes.length + skipped, radix)}\n`)
  return isWell ? 0 : 1
}

function* gathered(
  call: Call,
  options: Options,
): Run<{ readonly bytes: Uint8Array; readonly isWell: boolean }> {
  const pieces: number[] = []
  const isWell = yield* eachFile(call, options.operands, {
    words: PLAIN_WORDS,
    use: function* (fd) {
      for (const byte of yield* contents(call, fd)) pieces.push(byte)
    },
  })
  const start = sizeIn(options.value('j') ?? '0') ?? 0
  const count = options.value('N')
  const end = count === undefined ? undefined : start + (sizeIn(count) ?? 0)
  return { bytes: Uint8Array.from(pieces.slice(start, end)), isWell }
}

type RowFormat = (row: Uint8Array) => string

function formatsIn(call: Call, options: Options): readonly RowFormat[] {
  const formats = options.given.flatMap(([name, value]) => {
    if (name === 't')
      return (value.match(/[acdoux](\d+|[CSIL])?z?/g) ?? []).map((it) => formatOf(call, it))
    const short = SHORT[name]
    return short === undefined ? [] : [formatOf(call, short)]
  })
  return formats.length > 0 ? formats : [formatOf(call, 'o2')]
}

const SHORT: Readonly<Record<string, string>> = {
  b: 'o1',
  c: 'c',
  a: 'a',
  x: 'x2',
  d: 'u2',
  o: 'o2',
}
const SIZES: Readonly<Record<string, number>> = { C: 1, S: 2, I: 4, L: 8 }

function formatOf(call: Call, spec: string): RowFormat {
  const kind = spec.charAt(0)
  const sizeWord = /\d+|[CSIL]/.exec(spec.slice(1))?.[0]
  const size = sizeWord === undefined ? 4 : (SIZES[sizeWord] ?? Number(sizeWord))
  if (kind === 'c' || kind === 'a')
    return (row) => Array.from(row, (byte) => charCell(byte)).join('')
  if (![1, 2, 4, 8].includes(size)) throw new Refusal(`invalid type string ${call.quote(spec)}`)
  const base = kind === 'x' ? 16 : kind === 'o' ? 8 : 10
  const digits = (2n ** BigInt(size * 8) - 1n).toString(base).length + (kind === 'd' ? 1 : 0)
  const fill = kind === 'x' || kind === 'o' ? '0' : ' '
  const tail = spec.endsWith('z') ? printable : () => ''
  return (row) => {
    let line = ''
    for (let at = 0; at < row.length; at += size) {
      const value = numberAt(row, at, { size, isSigned: kind === 'd' })
      line += ` ${value.toString(base).padStart(digits, fill)}`
    }
    return line + tail(row)
  }
}

function printable(row: Uint8Array): string {
  const text = Array.from(row, (byte) =>
    byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.',
  )
  return `  >${text.join('')}<`
}

function numberAt(
  row: Uint8Array,
  at: number,
  { size, isSigned }: { readonly size: number; readonly isSigned: boolean },
): bigint {
  let value = 0n
  for (let i = size - 1; i >= 0; i--) value = (value << 8n) | BigInt(row[at + i] ?? 0)
  return isSigned ? BigInt.asIntN(size * 8, value) : value
}

const NAMES: Readonly<Record<number, string>> = {
  0: '\\0',
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
}

function charCell(byte: number): string {
  const named = NAMES[byte]
  if (named !== undefined) return named.padStart(4)
  if (byte >= 32 && byte < 127) return String.fromCharCode(byte).padStart(4)
  return byte.toString(8).padStart(3, '0').padStart(4)
}

function address(at: number, radix: string): string {
  switch (radix) {
    case 'x':
      return at.toString(16).padStart(6, '0')
    case 'd':
      return `${at}`.padStart(7, '0')
    case 'n':
      return ''
    default:
      return at.toString(8).padStart(7, '0')
  }
}

/** hexdump -C, and without -C words of two bytes. */
export const hexdump: Tool = function* (call) {
  const options = parseOptions(call, { flags: 'bcCdoxv', takes: 'nse' })
  const { bytes, isWell } = yield* gathered(call, renamed(options))
  const isCanonical = options.has('C') || call.name.endsWith('hd')
  let previous = ''
  let isSkipping = false
  for (let at = 0; at < bytes.length; at += 16) {
    const row = bytes.subarray(at, at + 16)
    const key = row.join(',')
    if (key === previous && row.length === 16 && !options.has('v')) {
      if (!isSkipping) yield* call.print('*\n')
      isSkipping = true
      continue
    }
    isSkipping = false
    previous = key
    yield* call.print(isCanonical ? canonicalRow(at, row) : wordRow(at, row))
  }
  const width = isCanonical ? 8 : 7
  if (bytes.length > 0) yield* call.print(`${bytes.length.toString(16).padStart(width, '0')}\n`)
  return isWell ? 0 : 1
}

/** -n and -s are -N and -j of od. */
function renamed({ given, operands }: Options): Options {
  const names: Readonly<Record<string, string>> = { n: 'N', s: 'j' }
  return new Options(
    given.map(([name, value]) => [names[name] ?? name, value] as const),
    operands,
  )
}

function canonicalRow(at: number, row: Uint8Array): string {
  const cells = Array.from({ length: 16 }, (_, index) => {
    const byte = row[index]
    const gap = index === 8 ? ' ' : ''
    return `${gap} ${byte === undefined ? '  ' : byte.toString(16).padStart(2, '0')}`
  })
  const text = Array.from(row, (byte) =>
    byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.',
  )
  return `${at.toString(16).padStart(8, '0')} ${cells.join('')}  |${text.join('')}|\n`
}

function wordRow(at: number, row: Uint8Array): string {
  let line = at.toString(16).padStart(7, '0')
  for (let index = 0; index < row.length; index += 2) {
    const word = (row[index] ?? 0) | ((row[index + 1] ?? 0) << 8)
    line += ` ${word.toString(16).padStart(4, '0')}`
  }
  return `${line.padEnd(7 + 8 * 5)}\n`
}

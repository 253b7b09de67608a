import { type Run, write } from '#engine'
import { type Call, Refusal, type Tool } from './call.ts'
import { contents } from './checksums.ts'
import { openInput, PLAIN_WORDS } from './input.ts'
import { type Options, parseOptions } from './options.ts'
import { runProgram } from './run-program.ts'
import { wordsIn } from './xargs-words.ts'

/** As many arguments as a command line takes, in bytes. */
const LONGEST = 131_072
const NOT_FOUND = 127

export const xargs: Tool = function* (call) {
  const options = parseOptions(call, {
    flags: '0rtpx',
    takes: 'nLIEPsad',
    long: {
      null: '0',
      'no-run-if-empty': 'r',
      verbose: 't',
      'max-args': 'n',
      'max-lines': 'L',
      replace: 'I',
      'max-procs': 'P',
      delimiter: 'd',
      'arg-file': 'a',
    },
    stopsAtOperand: true,
  })
  const command = options.operands.length === 0 ? ['echo'] : options.operands
  const list = options.value('a')
  const fd = list === undefined ? 0 : yield* openInput(call, list, PLAIN_WORDS)
  if (fd === undefined) return 1
  const text = new TextDecoder().decode(yield* contents(call, fd))
  const lines = commandLines(call, options, { command, text })
  let status = 0
  for (const argv of lines) {
    if (options.has('t')) yield* write(call.process, 2, `${argv.join(' ')}\n`)
    const ended = yield* runProgram(call, argv, {
      words: (name, message) => `${name}: ${message}`,
      input: '/dev/null',
    })
    const after = yield* statusAfter(call, argv, ended)
    status = Math.max(status, after)
    if (after >= 124) return after
  }
  return status
}

/** What xargs itself ends with after a command has. */
function* statusAfter(call: Call, argv: readonly string[], ended: number): Run {
  if (ended === 0) return 0
  if (ended === NOT_FOUND || ended === 126) return ended
  if (ended === 255) {
    yield* call.complain(`${argv[0] ?? ''}: exited with status 255; aborting`)
    return 124
  }
  if (ended < 129 || ended >= 160) return 123
  const name = call.isBusybox ? `'${argv[0] ?? ''}'` : `${argv[0] ?? ''}:`
  yield* call.complain(`${name} terminated by signal ${ended - 128}`)
  return 125
}

interface Request {
  readonly command: readonly string[]
  readonly text: string
}

function commandLines(
  call: Call,
  options: Options,
  { command, text }: Request,
): readonly (readonly string[])[] {
  const placeholder = options.value('I')
  if (placeholder !== undefined)
    return itemsIn(call, options, { text, kind: 'lines' }).map((item) =>
      command.map((word) => word.replaceAll(placeholder, item)),
    )
  const perLine = options.value('L')
  if (perLine !== undefined) {
    const lines = itemsIn(call, options, { text, kind: 'lines' })
    return chunks(lines, Number(perLine)).map((chunk) => [
      ...command,
      ...chunk.flatMap((line) => wordsIn(line).words),
    ])
  }
  const items = itemsIn(call, options, { text, kind: 'words' })
  if (items.length === 0) return options.has('r') ? [] : [command]
  const most = countIn(call, options, 'n')
  const longest = roomFor(call, options, [...command, ...items])
  return fitting(items, { most, longest }).map((chunk) => [...command, ...chunk])
}

function countIn(call: Call, options: Options, letter: string): number {
  const word = options.value(letter)
  if (word === undefined) return Infinity
  if (/^\d+$/.test(word)) return Number(word)
  throw call.isBusybox
    ? new Refusal(`invalid number '${word}'`)
    : new Refusal(`invalid number "${word}" for -${letter} option`, { usage: true })
}

function itemsIn(
  call: Call,
  options: Options,
  { text, kind }: { readonly text: string; readonly kind: 'lines' | 'words' },
): readonly string[] {
  const delimiter = options.has('0')
    ? '\0'
    : options.value('d')?.replace('\\n', '\n').replace('\\t', '\t')
  if (delimiter !== undefined) {
    const items = text.split(delimiter)
    return items.at(-1) === '' ? items.slice(0, -1) : items
  }
  if (kind === 'lines')
    return text
      .split('\n')
      .map((line) => line.trimStart())
      .filter((line) => line !== '')
  const { words, isOpen } = wordsIn(text)
  if (isOpen !== undefined)
    throw new Refusal(
      call.isBusybox
        ? `unmatched ${isOpen} quote`
        : `unmatched ${isOpen} quote; by default quotes are special to xargs unless you use the -0 option`,
    )
  const end = words.indexOf(options.value('E') ?? '\0')
  return end < 0 ? words : words.slice(0, end)
}

function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  )
}

/** -s: bytes of a command line, and a single argument must have room in it. */
function roomFor(call: Call, options: Options, words: readonly string[]): number {
  const longest = Math.min(LONGEST, countIn(call, options, 's'))
  const shortest = Math.max(...words.map((word) => word.length + 1)) + (words[0] ?? '').length + 1
  if (shortest > longest)
    throw new Refusal(
      call.isBusybox
        ? "can't fit single argument within argument list size limit"
        : 'argument line too long',
    )
  return longest
}

function fitting(
  items: readonly string[],
  { most, longest }: { readonly most: number; readonly longest: number },
): readonly (readonly string[])[] {
  const lines: string[][] = [[]]
  let bytes = 0
  for (const item of items) {
    const last = lines.at(-1)
    if (last !== undefined && last.length < most && bytes + item.length < longest) last.push(item)
    else {
      lines.push([item])
      bytes = 0
    }
    bytes += item.length + 1
  }
  return lines
}

import { type Run, SystemError, write } from '#engine'
import { type Call, Refusal, type Tool } from './call.ts'
import { eachFile, type InputWords, PLAIN_WORDS, readLines } from './input.ts'
import { type Options, parseOptions } from './options.ts'
import { inOrder } from './paths.ts'
import { compareKeys, type Key, keyIn, type Ordering, orderingIn } from './sort-keys.ts'

export const sort: Tool = function* (call) {
  const options = parseOptions(call, {
    flags: 'bcCdfghiMmnrRsuVz',
    takes: 'koStT',
    long: {
      'ignore-leading-blanks': 'b',
      check: 'c',
      'dictionary-order': 'd',
      'ignore-case': 'f',
      'general-numeric-sort': 'g',
      'human-numeric-sort': 'h',
      'month-sort': 'M',
      'numeric-sort': 'n',
      reverse: 'r',
      stable: 's',
      unique: 'u',
      'version-sort': 'V',
      'zero-terminated': 'z',
      key: 'k',
      output: 'o',
      'field-separator': 't',
    },
    status: call.isBusybox ? 1 : 2,
  })
  const delimiter = options.has('z') ? 0 : 10
  const lines: string[] = []
  const isWell = yield* eachFile(call, options.operands, {
    words: wordsOf(call),
    use: function* (fd) {
      for (const line of yield* readLines(call, fd, delimiter)) lines.push(line.text)
    },
  })
  if (!isWell) return 2
  const compare = comparerOf(call, options)
  if (options.has('c', 'C')) return yield* check(call, lines, { compare, options })
  const sorted = lines.toSorted(compare.whole)
  const kept = options.has('u')
    ? sorted.filter(
        (line, index) => index === 0 || compare.keys(sorted[index - 1] ?? '', line) !== 0,
      )
    : sorted
  const end = options.has('z') ? '\0' : '\n'
  yield* deliver(call, options, kept.map((line) => line + end).join(''))
  return 0
}

function wordsOf(call: Call): InputWords {
  if (call.isBusybox) return PLAIN_WORDS
  return {
    cannotOpen: (path, error) => `cannot read: ${path}: ${error.message}`,
    cannotRead: (path, error) => `read failed: ${path}: ${error.message}`,
  }
}

interface Comparer {
  /** By the keys alone: what -u and -c look at. */
  readonly keys: (a: string, b: string) => number
  /** By the whole line too where the keys are equal. */
  readonly whole: (a: string, b: string) => number
}

function comparerOf(call: Call, options: Options): Comparer {
  const ordering = orderingIn(options.given.map(([name]) => name).join(''))
  const keys = options.values('k').map((word) => demandKey(call, word, ordering))
  const separator = options.value('t')
  if (!call.isBusybox && separator !== undefined && Array.from(separator).length > 1)
    throw new Refusal(`multi-character tab ${call.quote(separator)}`, { status: 2 })
  const all = keys.length > 0 ? keys : [{ ...WHOLE_LINE, ordering }]
  const byKeys = (a: string, b: string): number => compareKeys(a, b, { keys: all, separator })
  const isStable = options.has('s', 'u')
  const direction = options.has('r') ? -1 : 1
  return {
    keys: byKeys,
    whole: (a, b) => byKeys(a, b) || (isStable ? 0 : direction * inOrder(a, b)),
  }
}

const WHOLE_LINE = { from: { field: 1, char: 1 }, to: null }

function demandKey(call: Call, word: string, inherited: Ordering): Key {
  const key = keyIn(word, inherited)
  if (key !== undefined) return key
  throw new Refusal(
    call.isBusybox
      ? `bad field specification ${call.quote(word)}`
      : /^0/.test(word)
        ? `field number is zero: invalid field specification ${call.quote(word)}`
        : `invalid number at field start: invalid count at start of ${call.quote(word)}`,
    { status: 2 },
  )
}

function* check(
  call: Call,
  lines: readonly string[],
  { compare, options }: { readonly compare: Comparer; readonly options: Options },
): Run {
  for (const [index, line] of lines.entries()) {
    if (index === 0) continue
    const order = compare.whole(lines[index - 1] ?? '', line)
    if (order < 0 || (order === 0 && !options.has('u'))) continue
    const name = options.operands[0] ?? '-'
    if (options.has('c'))
      yield* call.isBusybox
        ? write(call.process, 2, `Check line ${index}\n`)
        : call.complain(`${name}:${index + 1}: disorder: ${line}`)
    return 1
  }
  return 0
}

function* deliver(call: Call, options: Options, text: string): Run<void> {
  const path = options.value('o')
  if (path === undefined) return yield* call.print(text)
  const { process } = call
  try {
    const fd = process.open(path, { write: true, create: true, truncate: true }, 0o666)
    const before = process.dup(1)
    process.dup(fd, 1)
    process.close(fd)
    yield* call.print(text)
    yield* call.flush()
    process.dup(before, 1)
    process.close(before)
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    throw new Refusal(`open failed: ${path}: ${error.message}`, { status: 2 })
  }
}

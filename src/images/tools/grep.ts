import { type Fd, type Run, write } from '#engine'
import { compilePattern } from '#shell'
import { type Call, Refusal, type Tool } from './call.ts'
import { ContextLines } from './grep-context.ts'
import { type LineMatcher, matcherFor } from './grep-matcher.ts'
import { GrepOutput } from './grep-output.ts'
import { eachFile, LineInput, PLAIN_WORDS, readLines } from './input.ts'
import { type Options, type OptionSpec, parseOptions } from './options.ts'
import { joinPath } from './paths.ts'
import { attempt, textAt } from './texts.ts'

const encoder = new TextEncoder()

const SPEC: OptionSpec = {
  flags: 'EFGPivwxcnHhlLqsorRzyaIUbTZ',
  takes: 'efmABC',
  long: {
    'extended-regexp': 'E',
    'fixed-strings': 'F',
    'basic-regexp': 'G',
    regexp: 'e',
    file: 'f',
    'ignore-case': 'i',
    'invert-match': 'v',
    'word-regexp': 'w',
    'line-regexp': 'x',
    count: 'c',
    'line-number': 'n',
    'with-filename': 'H',
    'no-filename': 'h',
    'files-with-matches': 'l',
    'files-without-match': 'L',
    quiet: 'q',
    silent: 'q',
    'no-messages': 's',
    'only-matching': 'o',
    recursive: 'r',
    'dereference-recursive': 'R',
    'max-count': 'm',
    'after-context': 'A',
    'before-context': 'B',
    context: 'C',
    color: 'color',
    colour: 'color',
    include: 'include',
    exclude: 'exclude',
    'exclude-dir': 'exclude-dir',
    'byte-offset': 'b',
    null: 'Z',
    'initial-tab': 'T',
    'no-group-separator': 'no-group-separator',
    'null-data': 'z',
    text: 'a',
  },
  longMayTake: ['color', 'colour'],
  longTakes: ['include', 'exclude', 'exclude-dir'],
  numberMeans: 'C',
  status: 2,
}

export const grep: Tool = (call) => search(call, undefined)
export const egrep: Tool = (call) => search(call, 'E')
export const fgrep: Tool = (call) => search(call, 'F')

function* search(call: Call, kind: 'E' | 'F' | undefined): Run {
  try {
    return yield* searchAll(call, kind)
  } catch (thrown) {
    if (!(thrown instanceof Refusal) || call.isBusybox || !thrown.showsUsage) throw thrown
    const usage = `Usage: ${call.name} [OPTION]... PATTERNS [FILE]...\n`
    const complaint = thrown.message === '' ? '' : `${call.name}: ${thrown.message}\n`
    yield* call.flush()
    yield* write(call.process, 2, complaint + usage)
    throw new Refusal('', { usage: true, status: thrown.status })
  }
}

function* searchAll(call: Call, kind: 'E' | 'F' | undefined): Run {
  const options = parseOptions(call, SPEC)
  if (!call.isBusybox) checkNumbers(options)
  const { patterns, files } = yield* operandsOf(call, options)
  const matcher = matcherFor(call, patterns, { options, kind })
  const isRecursive = options.has('r', 'R')
  const operands = files.length === 0 && isRecursive ? ['.'] : files
  const paths = isRecursive
    ? operands.flatMap((path) => withContents(call, path, options))
    : operands
  const isNamed = options.has('H') || (!options.has('h') && (isRecursive || paths.length > 1))
  const run = new Search(call, options, { matcher, isNamed })
  const isWell = yield* run.all(paths)
  if (run.hasMatched && options.has('q')) return 0
  return isWell ? (run.hasMatched ? 0 : 1) : 2
}

function checkNumbers(options: Options): void {
  const isNumber = (text = '0'): boolean => /^\d+$/.test(text)
  if (!isNumber(options.value('m'))) throw new Refusal('invalid max count', { status: 2 })
  for (const value of ['A', 'B', 'C'].flatMap((letter) => options.values(letter)))
    if (!isNumber(value))
      throw new Refusal(`${value}: invalid context length argument`, { status: 2 })
}

function* operandsOf(
  call: Call,
  options: Options,
): Run<{ readonly patterns: readonly string[]; readonly files: readonly string[] }> {
  const { operands } = options
  const given = [...options.values('e')]
  for (const path of options.values('f')) {
    const text =
      path === '-'
        ? (yield* readLines(call, 0)).map((line) => line.text).join('\n')
        : textAt(call.process, path)
    if (text === undefined) throw new Refusal(`${path}: No such file or directory`, { status: 2 })
    given.push(text.replace(/\n$/, ''))
  }
  if (options.has('e', 'f')) return { patterns: given.flatMap(linesOf), files: operands }
  const [pattern, ...files] = operands
  if (pattern === undefined) throw usage(call)
  return { patterns: linesOf(pattern), files }
}

function usage(call: Call): Refusal {
  if (call.isBusybox) return new Refusal('', { usage: true, status: 1 })
  // The usage line of grep begins without its name and a colon: see Call.
  return new Refusal('', { usage: true, status: 2 })
}

function linesOf(pattern: string): readonly string[] {
  return pattern.split('\n')
}

/** The files below a directory; a name on the command line comes as it is. */
function withContents(call: Call, path: string, options: Options): readonly string[] {
  const { process } = call
  const kind = attempt(() => process.stat(path))?.kind
  if (kind !== 'directory') return [path]
  const names = attempt(() => process.readdir(path)) ?? []
  return names.flatMap((name) => {
    const inner = path === '.' && !call.args.includes('.') ? name : joinPath(path, name)
    const innerKind = attempt(() => process.lstat(inner))?.kind
    if (innerKind === 'symlink' || isLeftOut(options, name, innerKind === 'directory')) return []
    return withContents(call, inner, options)
  })
}

function isLeftOut(options: Options, name: string, isDirectory: boolean): boolean {
  const matches = (glob: string): boolean => compilePattern(glob).matches(name)
  if (isDirectory) return options.values('exclude-dir').some(matches)
  const wanted = options.values('include')
  return options.values('exclude').some(matches) || (wanted.length > 0 && !wanted.some(matches))
}

interface SearchStyle {
  readonly matcher: LineMatcher
  readonly isNamed: boolean
}

class Search {
  hasMatched = false
  #hasFailed = false
  readonly #call: Call
  readonly #options: Options
  readonly #style: SearchStyle
  readonly #output: GrepOutput
  readonly #most: number

  constructor(call: Call, options: Options, style: SearchStyle) {
    this.#call = call
    this.#options = options
    this.#style = style
    this.#output = new GrepOutput(call, options, style)
    this.#most = Number(options.value('m') ?? Infinity)
  }

  *all(paths: readonly string[]): Run<boolean> {
    const isQuiet = this.#options.has('s')
    const readable = isQuiet
      ? paths.filter((path) => path === '-' || attempt(() => this.#call.process.stat(path)))
      : paths
    const isWell = yield* eachFile(this.#call, readable, {
      words: PLAIN_WORDS,
      use: (fd, path) => this.#file(fd, path === '-' ? '(standard input)' : path),
    })
    return isWell && !this.#hasFailed && readable.length === paths.length
  }

  *#file(fd: Fd, path: string): Run<void> {
    const options = this.#options
    const call = this.#call
    if (this.hasMatched && options.has('q')) return
    if (fd !== 0 && call.process.fstat(fd).kind === 'directory') {
      if (!call.isBusybox) this.#hasFailed = true
      if (!call.isBusybox && !call.flavour.quotesNames) call.process.tryRead(fd, 1)
      if (!options.has('s')) yield* call.complain(`${path}: Is a directory`)
      return
    }
    const count = yield* this.#lines(fd, path)
    const name = this.#style.isNamed ? `${path}:` : ''
    if (options.has('l')) {
      if (count > 0) yield* call.print(path + (options.has('Z') ? '\0' : '\n'))
    } else if (options.has('L')) {
      if (count === 0) yield* call.print(`${path}\n`)
    } else if (options.has('c') && !options.has('q')) yield* call.print(`${name}${count}\n`)
  }

  /** Gives how many lines match. */
  *#lines(fd: Fd, path: string): Run {
    const options = this.#options
    const input = new LineInput(this.#call, fd, options.has('z') ? 0 : 10)
    const isSilent = options.has('q', 'l', 'L', 'c')
    const context = new ContextLines(this.#call, options)
    const isText = options.has('a', 'z') || this.#call.isBusybox
    let [count, number, offset] = [0, 0, 0]
    for (let line = yield* input.next(); line !== undefined; line = yield* input.next()) {
      number++
      const isMatch = count < this.#most && this.#style.matcher.matches(line.text)
      if (isMatch) {
        count++
        this.hasMatched = true
        if (options.has('q', 'l') || (options.has('L') && count > 0)) return count
      }
      if (isMatch && !isSilent && !isText && line.text.includes('\0')) {
        yield* this.#call.complain(`${path}: binary file matches`)
        return count
      }
      if (!isSilent)
        for (const shown of context.take({ text: line.text, number, offset, isMatch }))
          yield* this.#output.show(path, shown)
      offset += encoder.encode(line.text).length + 1
      if (count >= this.#most && !context.wantsMore) return count
    }
    return count
  }
}

import { readAll, type Run, type Stat, SystemError, work } from '#engine'
import { type Call, Refusal, type Tool } from './call.ts'
import { changesBetween } from './diff/changes.ts'
import { normal, unified } from './diff/formats.ts'
import { linesOf, numbered } from './diff/lines.ts'
import { type Options, type OptionSpec, parseOptions } from './options.ts'
import { baseName, inOrder, joinPath } from './paths.ts'
import { attempt } from './texts.ts'

const SPEC: OptionSpec = {
  flags: 'abdiNqrstTuw',
  takes: 'LU',
  long: {
    text: 'a',
    'ignore-space-change': 'b',
    minimal: 'd',
    'ignore-case': 'i',
    'new-file': 'N',
    brief: 'q',
    recursive: 'r',
    'report-identical-files': 's',
    'ignore-all-space': 'w',
    label: 'L',
    unified: 'unified',
    normal: 'normal',
  },
  longMayTake: ['unified'],
  status: 2,
}

/** What is on one side: a file, a directory, or nothing where nothing is allowed. */
interface Side {
  readonly path: string
  readonly stat: Stat | undefined
}

export const diff: Tool = function* (call) {
  const options = optionsOf(call)
  const { operands } = options
  const [first, second, third] = operands
  if (first === undefined || second === undefined)
    throw usage(call, `missing operand after '${operands.at(-1) ?? call.args.at(-1) ?? call.name}'`)
  if (third !== undefined) throw usage(call, `extra operand '${third}'`)
  return yield* new Difference(call, options).compare(first, second)
}

/** GNU diff says its own name before the hint as well. */
function optionsOf(call: Call): Options {
  try {
    return parseOptions(call, SPEC)
  } catch (error) {
    throw error instanceof Refusal && !call.isBusybox ? usage(call, error.message) : error
  }
}

function usage(call: Call, message: string): Refusal {
  if (call.isBusybox) return new Refusal('', { status: 2, usage: true })
  const hint = `${call.name}: Try '${call.name} --help' for more information.`
  return new Refusal(`${message}\n${hint}`, { status: 2 })
}

class Difference {
  readonly #call: Call
  readonly #options: Options
  readonly #context: number | undefined
  #status = 0

  constructor(call: Call, options: Options) {
    this.#call = call
    this.#options = options
    this.#context = contextOf(call, options)
  }

  *compare(left: string, right: string): Run {
    const leftSide = yield* this.#sideOf(left)
    const rightSide = yield* this.#sideOf(right)
    if (leftSide === undefined || rightSide === undefined) return 2
    if (leftSide.stat === undefined && rightSide.stat === undefined)
      return yield* this.#neither(left, right)
    if (isDirectory(leftSide) === isDirectory(rightSide)) yield* this.#pair(leftSide, rightSide, '')
    else if (leftSide.stat === undefined || rightSide.stat === undefined)
      yield* this.#directories(left, right)
    else yield* this.#fileWithin(leftSide, rightSide)
    return this.#status
  }

  /** Undefined, and a complaint, when it is not there and must be. */
  *#sideOf(path: string): Run<Side | undefined> {
    try {
      return {
        path,
        stat: path === '-' ? this.#call.process.fstat(0) : this.#call.process.stat(path),
      }
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
      if (error.errno === 'ENOENT' && this.#options.has('N')) return { path, stat: undefined }
      yield* this.#call.complain(
        this.#call.isBusybox
          ? `can't stat '${path}': ${error.message}`
          : `${path}: ${error.message}`,
      )
      return undefined
    }
  }

  *#neither(left: string, right: string): Run {
    for (const path of [left, right])
      yield* this.#call.complain(`${path}: No such file or directory`)
    return 2
  }

  /** A file beside a directory is compared with the file of its name in there. */
  *#fileWithin(left: Side, right: Side): Run<void> {
    const within = (directory: Side, file: Side) => joinPath(directory.path, baseName(file.path))
    const paths = isDirectory(left)
      ? [within(left, right), right.path]
      : [left.path, within(right, left)]
    const [leftSide, rightSide] = [
      yield* this.#sideOf(paths[0] ?? ''),
      yield* this.#sideOf(paths[1] ?? ''),
    ]
    if (leftSide === undefined || rightSide === undefined) this.#status = 2
    else yield* this.#pair(leftSide, rightSide, '')
  }

  /** `head` is printed before a difference: the command for these two alone. */
  *#pair(left: Side, right: Side, head: string): Run<void> {
    if (isDirectory(left)) yield* this.#directories(left.path, right.path)
    else yield* this.#files(left, right, head)
  }

  *#directories(left: string, right: string): Run<void> {
    const names = new Set([...this.#namesIn(left), ...this.#namesIn(right)])
    for (const name of [...names].sort(inOrder)) {
      yield* work(2)
      yield* this.#entry(this.#entryAt(left, name), this.#entryAt(right, name))
    }
  }

  #namesIn(path: string): readonly string[] {
    return attempt(() => this.#call.process.readdir(path)) ?? []
  }

  #entryAt(directory: string, name: string): Side {
    const path = joinPath(directory, name)
    return { path, stat: attempt(() => this.#call.process.stat(path)) }
  }

  *#entry(left: Side, right: Side): Run<void> {
    const there = left.stat === undefined ? right : left
    const isOnlyOne = left.stat === undefined || right.stat === undefined
    if (isOnlyOne && !this.#options.has('N')) {
      const directory = there.path.slice(0, -baseName(there.path).length - 1)
      yield* this.#say(`Only in ${directory}: ${baseName(there.path)}`)
    } else if (!isOnlyOne && isDirectory(left) !== isDirectory(right)) {
      yield* this.#say(
        `File ${left.path} is a ${wordOf(left)} while file ${right.path} is a ${wordOf(right)}`,
      )
    } else if (!isDirectory(there)) yield* this.#files(left, right, this.#headFor(left, right))
    else if (this.#options.has('r')) yield* this.#directories(left.path, right.path)
    else yield* this.#call.print(`Common subdirectories: ${left.path} and ${right.path}\n`)
  }

  /** What is a difference in itself. */
  *#say(words: string): Run<void> {
    yield* this.#call.print(`${words}\n`)
    this.#status = Math.max(this.#status, 1)
  }

  #headFor(left: Side, right: Side): string {
    if (this.#call.isBusybox) return ''
    const { operands } = this.#options
    const switches = this.#call.args.filter((word) => !operands.includes(word))
    return `${['diff', ...switches, left.path, right.path].join(' ')}\n`
  }

  *#files(left: Side, right: Side, head: string): Run<void> {
    const texts = [yield* this.#textOf(left), yield* this.#textOf(right)] as const
    const [leftLines, rightLines] = [linesOf(texts[0]), linesOf(texts[1])]
    const numbers = numbered(leftLines, rightLines, (line) => this.#normal(line))
    yield* work(5 + (texts[0].length + texts[1].length) / 512)
    const changes = changesBetween(...numbers, this.#context ?? 0)
    if (changes.length === 0) {
      if (this.#options.has('s'))
        yield* this.#call.print(`Files ${left.path} and ${right.path} are identical\n`)
      return
    }
    this.#status = Math.max(this.#status, 1)
    if (this.#options.has('q')) {
      yield* this.#call.print(`Files ${left.path} and ${right.path} differ\n`)
      return
    }
    const compared = { left: leftLines, right: rightLines, changes }
    const context = this.#context
    yield* this.#call.print(
      context === undefined
        ? head + normal(compared)
        : head + this.#namesOf(left, right) + unified(compared, context),
    )
  }

  *#textOf({ path, stat }: Side): Run<string> {
    if (stat === undefined) return ''
    const { process } = this.#call
    try {
      const fd = path === '-' ? 0 : process.open(path, { read: true })
      const bytes = yield* readAll(process, fd)
      if (fd !== 0) process.close(fd)
      return new TextDecoder().decode(bytes)
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
      throw new Refusal(`${path}: ${error.message}`, { status: 2 })
    }
  }

  #normal(line: string): string {
    const folded = this.#options.has('i') ? line.toLowerCase() : line
    if (this.#options.has('w')) return folded.replaceAll(/\s+/g, '')
    return this.#options.has('b') ? folded.replaceAll(/\s+/g, ' ').trimEnd() : folded
  }

  #namesOf(left: Side, right: Side): string {
    const [leftLabel, rightLabel] = this.#options.values('L')
    const nameOf = ({ path, stat }: Side): string =>
      this.#call.isBusybox ? path : `${path}\t${timestamp(stat?.mtime ?? 0)}`
    return `--- ${leftLabel ?? nameOf(left)}\n+++ ${rightLabel ?? nameOf(right)}\n`
  }
}

/** Lines around a change; undefined for the format that shows none. */
function contextOf(call: Call, options: Options): number | undefined {
  const unifiedWith = options.value('unified')
  const wanted = options.value('U') ?? (unifiedWith === '' ? undefined : unifiedWith)
  if (wanted !== undefined) {
    if (!/^\d+$/.test(wanted)) throw usage(call, `invalid context length '${wanted}'`)
    return Math.min(Number(wanted), 1_000_000)
  }
  return call.isBusybox || options.has('u', 'unified') ? 3 : undefined
}

function isDirectory({ stat }: Side): boolean {
  return stat?.kind === 'directory'
}

function wordOf({ stat }: Side): string {
  if (stat?.kind !== 'file') return stat?.kind ?? ''
  return stat.size === 0 ? 'regular empty file' : 'regular file'
}

/** `2026-01-02 03:04:05.678000000 +0000` */
function timestamp(mtime: number): string {
  return new Date(mtime).toISOString().replace('T', ' ').replace('Z', '000000 +0000')
}

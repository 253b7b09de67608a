import { type Fd, type Run, SystemError, write } from '#engine'
import { type Call, Refusal, type Tool } from './call.ts'
import { LineInput, openInput } from './input.ts'
import { type Options, parseOptions } from './options.ts'
import { baseName, directoryName, joinPath } from './paths.ts'
import { SedError } from './sed/cursor.ts'
import { SedMachine, type SedSide } from './sed/machine.ts'
import { parseScript } from './sed/parse.ts'
import type { Command } from './sed/script.ts'
import { randomName } from './random-name.ts'
import { textAt } from './texts.ts'

export const sed: Tool = function* (call) {
  const options = parseOptions(call, {
    flags: call.isBusybox ? 'nrE' : 'nrEsuz',
    takes: 'ef',
    mayTake: 'i',
    long: {
      quiet: 'n',
      silent: 'n',
      expression: 'e',
      file: 'f',
      'in-place': 'i',
      'regexp-extended': 'E',
      separate: 's',
      unbuffered: 'u',
      posix: 'posix',
    },
  })
  const { commands, files } = scriptOf(call, options)
  const isQuiet = options.has('n')
  if (!options.has('i')) {
    let status = 0
    for (const paths of options.has('s') ? files.map((path) => [path]) : [files]) {
      const side = new Side(call, paths)
      const ended = yield* new SedMachine(commands, side, { isQuiet }).run()
      status = side.isWell ? ended : side.status
    }
    return status
  }
  let status = 0
  for (const path of files) {
    const ended = yield* editInPlace(call, path, { commands, options })
    status = ended === 0 ? status : ended
  }
  return status
}

function scriptOf(
  call: Call,
  options: Options,
): { readonly commands: readonly Command[]; readonly files: readonly string[] } {
  const pieces = options.given.flatMap(([name, value]) => {
    if (name === 'e') return [value]
    return name === 'f' ? [fileText(call, value)] : []
  })
  const [first, ...rest] = options.operands
  if (pieces.length === 0 && first === undefined)
    throw new Refusal('', { usage: true, status: call.isBusybox ? 1 : 1 })
  const source = pieces.length > 0 ? pieces.join('\n') : (first ?? '')
  const files = pieces.length > 0 ? options.operands : rest
  try {
    const isExtended = options.has('E', 'r')
    return { commands: parseScript(source, { isExtended, isBusybox: call.isBusybox }), files }
  } catch (error) {
    if (!(error instanceof SedError)) throw error
    const place =
      error.place === null || call.isBusybox ? '' : `-e expression #1, char ${error.place}: `
    const isLost = error.message.startsWith("can't find label") && !call.isBusybox
    throw new Refusal(place + error.message, { status: isLost ? 4 : 1 })
  }
}

function fileText(call: Call, path: string): string {
  const text = textAt(call.process, path)
  if (text === undefined)
    throw new Refusal(
      call.isBusybox
        ? `${path}: No such file or directory`
        : `couldn't open file ${path}: No such file or directory`,
    )
  return text.replace(/^#!.*\n/, '\n').replace(/\n$/, '')
}

/** Lines of all files as one stream. */
class Side implements SedSide {
  isWell = true
  path = '-'
  readonly #call: Call
  readonly #out: Fd
  #paths: readonly string[]
  #input: LineInput | undefined
  #ahead: { readonly text: string; readonly isEnded: boolean } | undefined
  /** The last line that was given had no newline, so neither has what is printed last. */
  #isUnended = false
  #owesNewline = false
  readonly #files = new Map<string, Fd>()
  #hasFailedReading = false

  constructor(call: Call, paths: readonly string[], out: Fd = 1) {
    this.#call = call
    this.#paths = paths.length === 0 ? ['-'] : paths
    this.#out = out
  }

  /** What sed gives back where not all could be read. */
  get status(): number {
    if (this.isWell) return 0
    if (this.#call.isBusybox) return 1
    return this.#hasFailedReading ? 4 : 2
  }

  *next(): Run<string | undefined> {
    yield* this.#lookAhead()
    const line = this.#ahead
    this.#ahead = undefined
    this.#isUnended = line?.isEnded === false
    return line?.text
  }

  *isLast(): Run<boolean> {
    yield* this.#lookAhead()
    return this.#ahead === undefined
  }

  *#lookAhead(): Run<void> {
    while (this.#ahead === undefined) {
      if (this.#input === undefined && !(yield* this.#openNext())) return
      try {
        this.#ahead = yield* this.#input?.next() ?? nothing()
      } catch (error) {
        if (!(error instanceof SystemError)) throw error
        yield* this.#complainOfReading(error)
      }
      if (this.#ahead === undefined) this.#input = undefined
    }
  }

  *#complainOfReading(error: SystemError): Run<void> {
    this.isWell = false
    const path = this.#call.args.at(-1) ?? ''
    yield* this.#call.complain(
      this.#call.isBusybox
        ? `read error: ${error.message}`
        : `couldn't ${error.errno === 'EISDIR' ? 'edit' : 'read'} ${path}: ${error.errno === 'EISDIR' ? 'not a regular file' : error.message}`,
    )
  }

  *#openNext(): Run<boolean> {
    const call = this.#call
    for (;;) {
      const [path, ...rest] = this.#paths
      if (path === undefined) return false
      this.#paths = rest
      this.path = path
      const fd = yield* openInput(call, path, {
        cannotOpen: (name, error) =>
          call.isBusybox ? `${name}: ${error.message}` : `can't read ${name}: ${error.message}`,
      })
      if (fd !== undefined && fd !== 0 && call.process.fstat(fd).kind === 'directory') {
        this.isWell = false
        yield* call.complain(
          call.isBusybox ? 'read error: Is a directory' : `read error on ${path}: Is a directory`,
        )
        this.#hasFailedReading = true
        continue
      }
      if (fd !== undefined) {
        this.#input = new LineInput(call, fd)
        return true
      }
      this.isWell = false
    }
  }

  *print(text: string): Run<void> {
    const lead = this.#owesNewline ? '\n' : ''
    this.#owesNewline = this.#isUnended && this.#ahead === undefined
    const shown = lead + (this.#owesNewline ? text.replace(/\n$/, '') : text)
    if (this.#out === 1) yield* this.#call.print(shown)
    else yield* write(this.#call.process, this.#out, shown)
  }

  *append(path: string, text: string): Run<void> {
    if (path === '/dev/stdout') return yield* this.print(text)
    let fd = this.#files.get(path)
    if (fd === undefined) {
      fd = this.#call.process.open(path, { write: true, create: true, truncate: true }, 0o666)
      this.#files.set(path, fd)
    }
    yield* write(this.#call.process, fd, text)
  }

  contentsOf(path: string): string {
    return textAt(this.#call.process, path) ?? ''
  }
}

function* nothing(): Run<undefined> {
  return undefined
}

/** Writes a new file beside the old one and puts it in its place. */
function* editInPlace(
  call: Call,
  path: string,
  { commands, options }: { readonly commands: readonly Command[]; readonly options: Options },
): Run {
  const { process } = call
  let before
  try {
    before = process.stat(path)
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    yield* call.complain(
      call.isBusybox ? `${path}: ${error.message}` : `can't read ${path}: ${error.message}`,
    )
    return call.isBusybox ? 1 : 2
  }
  if (before.kind !== 'file') {
    yield* call.complain(`couldn't edit ${path}: not a regular file`)
    return 4
  }
  const temporary = joinPath(directoryName(path), `sed${randomName(process, 6)}`)
  const fd = process.open(temporary, { write: true, create: true, exclusive: true }, before.mode)
  const side = new Side(call, [path], fd)
  const status = yield* new SedMachine(commands, side, { isQuiet: options.has('n') }).run()
  process.close(fd)
  process.chmod(temporary, before.mode)
  const suffix = options.value('i') ?? ''
  if (suffix !== '') process.rename(path, backupName(path, suffix))
  process.rename(temporary, path)
  return status
}

function backupName(path: string, suffix: string): string {
  const name = baseName(path)
  const backup = suffix.includes('*') ? suffix.replaceAll('*', name) : name + suffix
  return path.slice(0, path.length - name.length) + backup
}

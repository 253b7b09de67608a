import { type Fd, type Run, SystemError } from '#engine'
import { RegexError } from '#shell'
import { unescapeText } from './awk/lexer.ts'
import { AwkMachine } from './awk/machine.ts'
import type { Memory } from './awk/memory.ts'
import { parseProgram } from './awk/parser.ts'
import { AwkError } from './awk/syntax.ts'
import { fromOutside, numberOf, numeric, textual } from './awk/values.ts'
import { type Call, Refusal, type Tool } from './call.ts'
import { LineInput } from './input.ts'
import { parseOptions } from './options.ts'
import { textAt } from './texts.ts'

/** POSIX awk; in the words of mawk, or of busybox. */
export const awk: Tool = function* (call) {
  const options = parseOptions(call, { takes: 'Fvf', stopsAtOperand: true, status: 2 })
  const sources = options.values('f').map((path) => programText(call, path))
  const [first, ...rest] = options.operands
  if (sources.length === 0 && first === undefined)
    throw new Refusal('', { usage: true, status: call.isBusybox ? 1 : 2 })
  const source = sources.length > 0 ? sources.join('\n') : (first ?? '')
  const operands = sources.length > 0 ? options.operands : rest
  try {
    const program = parseProgram(source)
    const records = new Records(call, operands)
    const machine = new AwkMachine(call, program, records)
    const { memory } = machine.evaluator
    records.memory = memory
    prepare(call, memory, operands)
    for (const word of options.values('v')) assign(memory, word)
    const separator = options.value('F')
    if (separator !== undefined) memory.set('FS', textual(separatorOf(separator)))
    const status = yield* machine.run()
    return status === 0 && !records.isWell ? 2 : status
  } catch (error) {
    if (!(error instanceof AwkError || error instanceof RegexError)) throw error
    throw new Refusal(call.isBusybox ? `cmd. line:1: ${error.message}` : error.message, {
      status: call.isBusybox ? 1 : 2,
    })
  }
}

function programText(call: Call, path: string): string {
  const text = textAt(call.process, path)
  if (text === undefined)
    throw new Refusal(`cannot open ${path} (No such file or directory)`, { status: 2 })
  return text
}

function separatorOf(word: string): string {
  return word === 't' ? '\t' : unescapeText(word)
}

function prepare(call: Call, memory: Memory, operands: readonly string[]): void {
  const environment = memory.array('ENVIRON')
  for (const [name, value] of call.process.env) environment.set(name, fromOutside(value))
  const args = memory.array('ARGV')
  for (const [index, word] of ['awk', ...operands].entries())
    args.set(`${index}`, fromOutside(word))
  memory.set('ARGC', numeric(operands.length + 1))
}

/** name=value, as with -v and among the files. */
function assign(memory: Memory, word: string): void {
  const equals = word.indexOf('=')
  memory.set(word.slice(0, equals), fromOutside(unescapeText(word.slice(equals + 1))))
}

/** The records of all files, one after another; assignments take effect where they stand. */
class Records {
  isWell = true
  memory: Memory | undefined
  readonly #call: Call
  #operands: readonly string[]
  #input: { readonly lines: LineInput; readonly delimiter: string } | undefined
  #fd: Fd = 0
  #hasReadFile = false

  constructor(call: Call, operands: readonly string[]) {
    this.#call = call
    this.#operands = operands
  }

  *next(): Run<string | undefined> {
    for (;;) {
      if (this.#input === undefined && !(yield* this.#open())) return undefined
      const record = yield* this.#record()
      if (record !== undefined) {
        this.#count()
        return record
      }
      if (this.#fd !== 0) this.#call.process.close(this.#fd)
      this.#input = undefined
    }
  }

  #count(): void {
    const { memory } = this
    if (memory === undefined) return
    for (const name of ['NR', 'FNR']) memory.set(name, numeric(numberOf(memory.get(name)) + 1))
  }

  /** RS="": records are paragraphs. */
  *#record(): Run<string | undefined> {
    const lines = this.#input?.lines
    const isParagraphs = this.memory?.text('RS') === ''
    let line = yield* lines?.next() ?? nothing()
    if (!isParagraphs || line === undefined) return line?.text
    while (line?.text === '') line = yield* lines?.next() ?? nothing()
    const paragraph: string[] = []
    while (line !== undefined && line.text !== '') {
      paragraph.push(line.text)
      line = yield* lines?.next() ?? nothing()
    }
    return paragraph.length === 0 ? undefined : paragraph.join('\n')
  }

  *#open(): Run<boolean> {
    for (;;) {
      const [word, ...rest] = this.#operands
      this.#operands = rest
      if (word === undefined) {
        if (this.#hasReadFile) return false
        return this.#begin(0, '')
      }
      if (/^[A-Za-z_]\w*=/.test(word) && this.memory !== undefined) {
        assign(this.memory, word)
        continue
      }
      if (word === '-') return this.#begin(0, '')
      try {
        return this.#begin(this.#call.process.open(word, { read: true }), word)
      } catch (error) {
        if (!(error instanceof SystemError)) throw error
        this.isWell = false
        this.#hasReadFile = true
        yield* this.#call.complain(
          `${this.#call.isBusybox ? '' : 'cannot open '}${word}${this.#call.isBusybox ? `: ${error.message}` : ` (${error.message})`}`,
        )
      }
    }
  }

  #begin(fd: Fd, name: string): boolean {
    const separator = this.memory?.text('RS') ?? '\n'
    const delimiter = separator === '' ? '\n' : separator.charAt(0)
    this.#fd = fd
    this.#input = { lines: new LineInput(this.#call, fd, delimiter.charCodeAt(0)), delimiter }
    this.#hasReadFile = true
    this.memory?.set('FILENAME', textual(name))
    this.memory?.set('FNR', numeric(0))
    return true
  }
}

function* nothing(): Run<undefined> {
  return undefined
}

import { type Run, SystemError } from '#engine'
import { type Call, Refusal, type Tool } from './call.ts'
import { LineInput, openInput } from './input.ts'
import { type Options, parseOptions } from './options.ts'
import { extraOperand } from './refusals.ts'

export const uniq: Tool = function* (call) {
  const options = parseOptions(call, {
    flags: 'cduizD',
    takes: 'fsw',
    long: {
      count: 'c',
      repeated: 'd',
      unique: 'u',
      'ignore-case': 'i',
      'skip-fields': 'f',
      'skip-chars': 's',
      'check-chars': 'w',
      'zero-terminated': 'z',
    },
  })
  const [path = '-', output, extra] = options.operands
  if (extra !== undefined) throw extraOperand(call, extra)
  const fd = yield* openInput(call, path)
  if (fd === undefined) return 1
  if (output !== undefined && output !== '-') redirect(call, output)
  const input = new LineInput(call, fd)
  let current: { readonly line: string; readonly count: number } | undefined
  for (let next = yield* input.next(); next !== undefined; next = yield* input.next()) {
    if (current !== undefined && keyOf(current.line, options) === keyOf(next.text, options)) {
      current = { line: current.line, count: current.count + 1 }
      continue
    }
    if (current !== undefined) yield* show(call, options, current)
    current = { line: next.text, count: 1 }
  }
  if (current !== undefined) yield* show(call, options, current)
  return 0
}

function redirect({ process }: Call, path: string): void {
  try {
    const fd = process.open(path, { write: true, create: true, truncate: true }, 0o666)
    process.dup(fd, 1)
    process.close(fd)
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    throw new Refusal(`${path}: ${error.message}`)
  }
}

function keyOf(line: string, options: Options): string {
  let rest = line
  for (let fields = Number(options.value('f') ?? 0); fields > 0; fields--)
    rest = rest.replace(/^[ \t]*[^ \t]*/, '')
  rest = rest.slice(Number(options.value('s') ?? 0))
  const width = options.value('w')
  if (width !== undefined) rest = rest.slice(0, Number(width))
  return options.has('i') ? rest.toLowerCase() : rest
}

function* show(
  call: Call,
  options: Options,
  { line, count }: { readonly line: string; readonly count: number },
): Run<void> {
  if (options.has('d') && count === 1) return
  if (options.has('u') && count > 1) return
  const lead = options.has('c') ? `${`${count}`.padStart(7)} ` : ''
  const times = options.has('D') ? (count === 1 ? 0 : count) : 1
  yield* call.print(`${lead}${line}\n`.repeat(times))
}

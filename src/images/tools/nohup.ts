import { SystemError, write } from '#engine'
import { become } from './become.ts'
import { type Call, isTerminal, Refusal, type Tool } from './call.ts'
import { joinPath } from './paths.ts'
import { missingOperand } from './refusals.ts'

export const nohup: Tool = function* (call) {
  const { process } = call
  const argv = call.args[0] === '--' ? call.args.slice(1) : call.args
  if (argv.length === 0) throw missingOperand(call, 'missing operand', 125)
  process.on('HUP', 'ignore')
  const ignoresInput = isTerminal(process, 0)
  if (ignoresInput) replace(call, 0, '/dev/null')
  const words = ignoresInput ? 'ignoring input and ' : ''
  if (isTerminal(process, 1)) {
    const path = outputFile(call)
    const notice = `${call.name}: ${words}appending output to ${call.quote(path)}\n`
    yield* write(process, 2, notice)
  } else if (ignoresInput) yield* write(process, 2, `${call.name}: ignoring input\n`)
  if (isTerminal(process, 2)) process.dup(1, 2)
  return yield* become(
    call,
    argv,
    (name, message) => `failed to run command ${call.quote(name)}: ${message}`,
  )
}

function replace({ process }: Call, fd: 0 | 1, path: string): void {
  const how = fd === 0 ? { read: true } : { write: true, create: true, append: true }
  const opened = process.open(path, how, 0o600)
  process.dup(opened, fd)
  process.close(opened)
}

/** nohup.out here, or at home where that cannot be written. */
function outputFile(call: Call): string {
  const atHome = joinPath(call.process.env.get('HOME') ?? '/', 'nohup.out')
  for (const path of ['nohup.out', atHome])
    try {
      replace(call, 1, path)
      return path
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
    }
  throw new Refusal("failed to open 'nohup.out': Permission denied", { status: 125 })
}

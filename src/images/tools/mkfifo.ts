import { Refusal, type Tool } from './call.ts'
import { changedMode } from './file-mode.ts'
import { parseOptions } from './options.ts'
import { attempting, missingOperand } from './refusals.ts'

/** Pipes with a name. */
export const mkfifo: Tool = function* (call) {
  const options = parseOptions(call, { flags: 'Z', takes: 'm', long: { mode: 'm' } })
  if (options.operands.length === 0) throw missingOperand(call)
  const words = options.value('m')
  const mode = words === undefined ? 0o666 : changedMode({ kind: 'fifo', mode: 0o666 }, words, 0)
  if (mode === undefined)
    throw new Refusal(
      call.isBusybox ? `${options.operands.join(' ')}: Invalid argument` : 'invalid mode',
    )
  let isWell = true
  for (const path of options.operands) {
    const isMade = yield* attempting(
      call,
      () => {
        call.process.mkfifo(path, mode)
        if (words !== undefined) call.process.chmod(path, mode)
      },
      ({ message }) =>
        call.isBusybox
          ? `${path}: ${message}`
          : `cannot create fifo ${call.quote(path)}: ${message}`,
    )
    isWell = isWell && isMade
  }
  return isWell ? 0 : 1
}

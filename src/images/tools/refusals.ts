import { type Run, SystemError } from '#engine'
import { type Call, Refusal } from './call.ts'

/** Without the operands that it needs a GNU tool points to --help; busybox prints the usage. */
export function missingOperand(call: Call, words = 'missing operand', status = 1): Refusal {
  return new Refusal(call.isBusybox ? '' : words, { usage: true, status })
}

export function extraOperand(call: Call, operand: string, status = 1): Refusal {
  const words = call.isBusybox ? '' : `extra operand ${call.quote(operand)}`
  return new Refusal(words, { usage: true, status })
}

/** Carries a system call out; what is refused is said in `words`, and false comes back. */
export function* attempting(
  call: Call,
  act: () => void,
  words: (error: SystemError) => string,
): Run<boolean> {
  try {
    act()
    return true
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    yield* call.complain(words(error))
    return false
  }
}

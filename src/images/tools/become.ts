import { exec, findProgram, messageOf, type Run } from '#engine'
import { type Call, Refusal } from './call.ts'

/** Runs a program in its own place; comes back only to say why not, with status 126 or 127. */
export function* become(
  call: Call,
  argv: readonly string[],
  words: (name: string, message: string) => string = (name, message) =>
    call.isBusybox ? `can't execute ${call.quote(name)}: ${message}` : `${name}: ${message}`,
): Run<never> {
  const [name = ''] = argv
  yield* call.flush()
  const path = findProgram(call.process, name)
  const errno = path === undefined ? 'ENOENT' : yield* exec(path, argv)
  const status = errno === 'ENOENT' ? 127 : 126
  throw new Refusal(words(name, messageOf(errno)), { status })
}

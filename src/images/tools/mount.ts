import { Refusal, type Tool } from './call.ts'
import { mountsOf } from './df.ts'

/** Shows what is mounted; mounting needs more than a container has. */
export const mount: Tool = function* (call) {
  const isListing = call.args.length === 0 || call.args[0] === '-l' || call.args[0] === '-t'
  if (!isListing) {
    if (call.isBusybox) throw new Refusal('permission denied (are you root?)', { status: 1 })
    throw new Refusal('permission denied', { status: 32 })
  }
  const type = call.args[0] === '-t' ? call.args[1] : undefined
  for (const it of mountsOf(call))
    if (type === undefined || it.type === type)
      yield* call.print(`${it.source} on ${it.path} type ${it.type} (${it.options})\n`)
  return 0
}

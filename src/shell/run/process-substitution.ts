import type { Run } from '#engine'
import type { ProcessSubstitutionPart } from 'unbash'
import type { Shell } from '../shell.ts'
import { runForked } from './forked.ts'
import { forked } from './job.ts'

/** <(…) and >(…) of bash and ash: the commands run beside, behind a descriptor that has a name. */
export function* substituteProcess(shell: Shell, part: ProcessSubstitutionPart): Run<string> {
  const { process } = shell
  const [reader, writer] = process.pipe()
  const [own, theirs] = part.operator === '<' ? [reader, writer] : [writer, reader]
  const pid = yield* forked(shell, function* (child) {
    child.close(own)
    child.dup(theirs, part.operator === '<' ? 1 : 0)
    child.close(theirs)
    return yield* runForked(shell.fork(child), part.script?.commands ?? [])
  })
  process.close(theirs)
  const fd = highest(shell)
  process.dup(own, fd)
  process.close(own)
  shell.substitutions = [...shell.substitutions, fd]
  shell.lastBackground = pid
  return `/dev/fd/${fd}`
}

/** bash takes its descriptors from 63 downwards. */
function highest({ process }: Shell): number {
  const open = process.descriptors()
  let fd = 63
  while (open.includes(fd)) fd--
  return fd
}

/** The command is over: its substitutions are closed. */
export function closeSubstitutions(shell: Shell, before: readonly number[]): void {
  const open = shell.process.descriptors()
  for (const fd of shell.substitutions)
    if (!before.includes(fd) && open.includes(fd)) shell.process.close(fd)
  shell.substitutions = before
}

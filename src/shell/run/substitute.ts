import { readAll, type Run, waitFor } from '#engine'
import type { ParsedScript } from 'unbash'
import { stateAfter } from '../jobs.ts'
import type { Shell } from '../shell.ts'
import { runForked } from './forked.ts'

const decoder = new TextDecoder()

/** $(…): what the commands print, without the newlines at its end. */
export function* substituteCommand(shell: Shell, script: ParsedScript | undefined): Run<string> {
  if (script === undefined) return ''
  const { process } = shell
  const [reader, writer] = process.pipe()
  const child = process.fork(function* (child) {
    child.dup(writer, 1)
    child.close(reader)
    child.close(writer)
    return yield* runForked(shell.fork(child), script.commands)
  })
  process.close(writer)
  const output = decoder.decode(yield* readAll(process, reader))
  process.close(reader)
  const state = stateAfter(yield* waitFor(process, child))
  shell.status = state.kind === 'done' ? state.status : 0
  return output.replace(/\n+$/, '')
}

import { type Fd, readAll, type Run, SystemError, waitFor, work } from '#engine'
import type { ParsedScript, Redirection } from 'unbash'
import { stateAfter } from '../jobs.ts'
import type { Shell } from '../shell.ts'
import { expandToText } from '../words/expand.ts'
import { runForked } from './forked.ts'
import { FORK_US } from './external.ts'
import { forked } from './job.ts'
import { complain } from './outcome.ts'

const decoder = new TextDecoder()

/** $(…): what the commands print, without the newlines at its end. */
export function* substituteCommand(shell: Shell, script: ParsedScript | undefined): Run<string> {
  if (script === undefined || script.commands.length === 0) return ''
  const input = fileOnly(script)
  if (input !== undefined && shell.flavour.name === 'bash') return yield* contentsOf(shell, input)
  const { process } = shell
  yield* work(FORK_US)
  const [reader, writer] = process.pipe()
  const child = yield* forked(shell, function* (child) {
    child.close(reader)
    moveTo(child, writer, 1)
    const copy = shell.fork(child)
    if (!keepsErrexit(shell)) copy.options.delete('errexit')
    return yield* runForked(copy, script.commands)
  })
  process.close(writer)
  const output = decoder.decode(yield* readAll(process, reader))
  process.close(reader)
  const state = stateAfter(yield* waitFor(process, child))
  shell.status = state.kind === 'done' ? state.status : 0
  return output.replaceAll('\0', '').replace(/\n+$/, '')
}

/** Unless bash is told otherwise, it and ash go on after a failure within $(…), in spite of `set -e`. */
function keepsErrexit(shell: Shell): boolean {
  if (shell.flavour.name !== 'bash') return shell.flavour.name === 'dash'
  return shell.has('posix') || shell.has('inherit_errexit')
}

function moveTo(process: Shell['process'], from: Fd, to: Fd): void {
  if (from === to) return
  process.dup(from, to)
  process.close(from)
}

/** $(< file) of bash: no command at all, only where to read from. */
function fileOnly(script: ParsedScript): Redirection | undefined {
  const [statement] = script.commands
  const command = statement?.command
  if (script.commands.length !== 1 || command?.type !== 'Command') return undefined
  const [redirection] = command.redirects
  const isBare = command.name === undefined && command.prefix.length + command.suffix.length === 1
  const isInput = redirection?.type === 'Redirect' && redirection.operator === '<'
  return isBare && isInput ? redirection : undefined
}

function* contentsOf(shell: Shell, redirection: Redirection): Run<string> {
  const { process } = shell
  if (redirection.type !== 'Redirect' || redirection.target === undefined) return ''
  const path = yield* expandToText(shell, redirection.target)
  try {
    const fd = process.open(path, { read: true })
    const text = decoder.decode(yield* readAll(process, fd))
    process.close(fd)
    shell.status = 0
    return text.replace(/\n+$/, '')
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    yield* complain(shell, `${path}: ${error.message}`)
    shell.status = 1
    return ''
  }
}

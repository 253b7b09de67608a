import { type Fd, type Process, type Run, SystemError, write } from '#engine'
import type { Redirection } from 'unbash'
import { ShellError } from '../failure.ts'
import { SAVED_FROM, type Shell } from '../shell.ts'
import { expandParts, expandToText } from '../words/expand.ts'

/** Gives the descriptors back as they were. */
export type Undo = () => void

/**
 * Carries redirections out in order. What they displace is kept and comes back by `undo`.
 * Throws a ShellError when a file cannot be opened; what was done by then is undone.
 */
export function* redirect(shell: Shell, redirections: readonly Redirection[]): Run<Undo> {
  const saved: { readonly fd: Fd; readonly copy: Fd | null }[] = []
  const undo = (): void => {
    for (const { fd, copy } of saved.toReversed()) restore(shell.process, fd, copy)
  }
  try {
    for (const redirection of redirections) {
      const fds = targetsOf(redirection)
      for (const fd of fds) saved.push({ fd, copy: keep(shell.process, fd) })
      yield* redirectOne(shell, redirection)
    }
  } catch (error) {
    undo()
    throw error
  }
  return undo
}

function keep(process: Process, fd: Fd): Fd | null {
  const open = process.descriptors()
  if (!open.includes(fd)) return null
  let copy = SAVED_FROM
  while (open.includes(copy)) copy++
  process.dup(fd, copy)
  process.setCloseOnExec(copy, true)
  return copy
}

function restore(process: Process, fd: Fd, copy: Fd | null): void {
  if (copy === null) {
    if (process.descriptors().includes(fd)) process.close(fd)
    return
  }
  process.dup(copy, fd)
  process.close(copy)
}

function targetsOf(redirection: Redirection): readonly Fd[] {
  if (redirection.type === 'Redirect' && redirection.operator.startsWith('&>')) return [1, 2]
  const { descriptor } = redirection
  if (descriptor?.type === 'FileDescriptor') return [descriptor.value]
  const reads = redirection.type !== 'Redirect' || redirection.operator.startsWith('<')
  return [reads ? 0 : 1]
}

function* redirectOne(shell: Shell, redirection: Redirection): Run<void> {
  const [fd = 0] = targetsOf(redirection)
  if (redirection.type === 'HereDoc') {
    const { body } = redirection
    const text = body.parts === undefined ? body.text : yield* expandParts(shell, body.parts)
    yield* feed(shell, fd, text)
    return
  }
  if (redirection.target === undefined) return
  const target = yield* expandToText(shell, redirection.target)
  if (redirection.type === 'HereString') {
    yield* feed(shell, fd, `${target}\n`)
    return
  }
  if (redirection.operator === '>&' || redirection.operator === '<&')
    duplicate(shell, fd, { target, takesErrorsToo: redirection.descriptor === undefined })
  else openOnto(shell, fd, { path: target, operator: redirection.operator })
}

function openOnto(
  shell: Shell,
  fd: Fd,
  { path, operator }: { readonly path: string; readonly operator: string },
): void {
  const { process } = shell
  try {
    if (operator === '>' && shell.has('noclobber') && isFile(process, path))
      throw new ShellError(`${path}: cannot overwrite existing file`, 1)
    const opened = process.open(path, flagsFor(operator), 0o666)
    if (opened !== fd) {
      process.dup(opened, fd)
      process.close(opened)
    }
    if (operator.startsWith('&>')) process.dup(1, 2)
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    throw new ShellError(
      openFailure(shell, path, { operator, error }),
      shell.flavour.name === 'dash' ? 2 : 1,
    )
  }
}

function flagsFor(operator: string): Parameters<Process['open']>[1] {
  switch (operator) {
    case '<':
      return { read: true }
    case '<>':
      return { read: true, write: true, create: true }
    case '>>':
    case '&>>':
      return { write: true, create: true, append: true }
    default:
      return { write: true, create: true, truncate: true }
  }
}

function openFailure(
  shell: Shell,
  path: string,
  { operator, error }: { readonly operator: string; readonly error: SystemError },
): string {
  if (shell.flavour.name === 'bash') return `${path}: ${error.message}`
  const verb = operator === '<' ? 'open' : 'create'
  const reason =
    error.errno === 'ENOENT'
      ? verb === 'open'
        ? 'No such file'
        : 'Directory nonexistent'
      : error.message
  if (shell.flavour.name === 'dash') return `cannot ${verb} ${path}: ${reason}`
  const ashReason =
    error.errno === 'ENOENT'
      ? verb === 'open'
        ? 'no such file'
        : 'nonexistent directory'
      : error.message
  return `can't ${verb} ${path}: ${ashReason}`
}

function isFile(process: Process, path: string): boolean {
  try {
    return process.stat(path).kind === 'file'
  } catch (error) {
    if (error instanceof SystemError) return false
    throw error
  }
}

function duplicate(
  shell: Shell,
  fd: Fd,
  { target, takesErrorsToo }: { readonly target: string; readonly takesErrorsToo: boolean },
): void {
  const { process } = shell
  if (target === '-') {
    if (process.descriptors().includes(fd)) process.close(fd)
    return
  }
  const moved = /^(\d+)(-?)$/.exec(target)
  if (moved === null) {
    // >&file without a descriptor is bash's way to say &>file.
    if (!takesErrorsToo) throw new ShellError(`${target}: ambiguous redirect`, 1)
    openOnto(shell, fd, { path: target, operator: '&>' })
    return
  }
  const source = Number(moved[1])
  if (!process.descriptors().includes(source))
    throw new ShellError(`${source}: Bad file descriptor`, shell.flavour.name === 'dash' ? 2 : 1)
  if (source !== fd) process.dup(source, fd)
  if (moved[2] === '-' && source !== fd) process.close(source)
}

/** A here-document reaches its command through a pipe; a child writes what the pipe cannot hold. */
function* feed(shell: Shell, fd: Fd, text: string): Run<void> {
  const { process } = shell
  const [reader, writer] = process.pipe()
  const bytes = new TextEncoder().encode(text)
  if (bytes.length <= 4096) yield* write(process, writer, bytes)
  else
    process.fork(function* (child) {
      child.close(reader)
      yield* write(child, writer, bytes)
      return 0
    })
  process.close(writer)
  if (reader !== fd) {
    process.dup(reader, fd)
    process.close(reader)
  }
}

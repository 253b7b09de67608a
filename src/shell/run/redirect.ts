import { type Fd, type Process, type Run, SystemError, write } from '#engine'
import type { Redirection, WordPart } from 'unbash'
import { ShellError } from '../failure.ts'
import { SAVED_FROM, type Shell } from '../shell.ts'
import { expandParts, expandToText, expandWord } from '../words/expand.ts'

/** Gives the descriptors back as they were. */
export interface Undo {
  (): void
  /** The redirections stay: what they displaced is not needed any more. */
  readonly keep: () => void
}

/**
 * Carries redirections out in order. What they displace is kept and comes back by `undo`.
 * Throws a ShellError when a file cannot be opened; what was done by then is undone.
 */
export function* redirect(shell: Shell, redirections: readonly Redirection[]): Run<Undo> {
  const saved: Saved[] = []
  const { process } = shell
  const undo = Object.assign(
    () => {
      for (const it of saved.toReversed()) restore(process, it)
    },
    {
      keep: () => {
        for (const { copy } of saved) if (copy !== null) process.close(copy)
      },
    },
  )
  try {
    for (const redirection of redirections) {
      const fds = targetsOf(shell, redirection)
      for (const fd of fds) saved.push({ fd, copy: keep(process, fd) })
      yield* redirectOne(shell, redirection, fds)
    }
  } catch (error) {
    undo()
    throw error
  }
  return undo
}

interface Saved {
  readonly fd: Fd
  readonly copy: Fd | null
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

function restore(process: Process, { fd, copy }: Saved): void {
  if (copy === null) {
    if (process.descriptors().includes(fd)) process.close(fd)
    return
  }
  process.dup(copy, fd)
  process.close(copy)
}

function targetsOf(shell: Shell, redirection: Redirection): readonly Fd[] {
  if (redirection.type === 'Redirect' && redirection.operator.startsWith('&>')) return [1, 2]
  const { descriptor } = redirection
  if (descriptor?.type === 'FileDescriptor') return [descriptor.value]
  if (descriptor?.type === 'FileDescriptorVariable')
    return [namedDescriptor(shell, descriptor.name, redirection)]
  const reads = redirection.type !== 'Redirect' || redirection.operator.startsWith('<')
  return [reads ? 0 : 1]
}

/** {fd}>file: bash chooses a number and puts it into the variable. */
function namedDescriptor(shell: Shell, name: string, redirection: Redirection): Fd {
  const isClosing =
    redirection.type === 'Redirect' &&
    redirection.operator.endsWith('&') &&
    redirection.target?.text === '-'
  if (isClosing) return Number(shell.variables.get(name) ?? -1)
  const open = shell.process.descriptors()
  let fd = SAVED_FROM
  while (open.includes(fd)) fd++
  shell.variables.set(name, `${fd}`)
  return fd
}

function* redirectOne(shell: Shell, redirection: Redirection, [fd = 0]: readonly Fd[]): Run<void> {
  if (redirection.type === 'HereDoc') {
    yield* feed(shell, fd, yield* documentText(shell, redirection))
    return
  }
  if (redirection.target === undefined) return
  if (redirection.type === 'HereString') {
    refuseHereStrings(shell)
    yield* feed(shell, fd, `${yield* expandToText(shell, redirection.target)}\n`)
    return
  }
  const target = yield* targetText(shell, redirection.target)
  if (redirection.operator === '>&' || redirection.operator === '<&')
    duplicate(shell, fd, { target, takesErrorsToo: redirection.descriptor === undefined })
  else openOnto(shell, fd, { path: target, operator: redirection.operator })
}

/** The text of a here-document, without the tabs that `<<-` takes away. */
function* documentText(
  shell: Shell,
  { body, closing, delimiter, operator }: Extract<Redirection, { type: 'HereDoc' }>,
): Run<string> {
  if (closing === undefined) yield* warnOfOpenDocument(shell, delimiter?.value ?? '')
  const isTrimmed = operator === '<<-'
  const text =
    body.parts === undefined
      ? isTrimmed
        ? withoutTabs(body.text, true)
        : body.text
      : yield* expandParts(shell, isTrimmed ? trimmedParts(body.parts) : body.parts)
  const isWhole = text === '' || text.endsWith('\n') || shell.flavour.name !== 'bash'
  return isWhole ? text : `${text}\n`
}

function withoutTabs(text: string, beginsLine: boolean): string {
  const inner = text.replaceAll(/\n\t+/g, '\n')
  return beginsLine ? inner.replace(/^\t+/, '') : inner
}

function trimmedParts(parts: readonly WordPart[]): readonly WordPart[] {
  return parts.map((part, index) => {
    if (part.type !== 'Literal') return part
    const before = parts[index - 1]
    const beginsLine = before === undefined || ('value' in before && before.value.endsWith('\n'))
    return { ...part, value: withoutTabs(part.value, beginsLine) }
  })
}

function refuseHereStrings(shell: Shell): void {
  if (shell.flavour.name === 'bash') return
  const dash = 'Syntax error: redirection unexpected'
  const words = { bash: '', dash, ash: 'syntax error: unexpected redirection' }
  throw shell.failure(words, { status: 2, reach: 'shell' })
}

function* warnOfOpenDocument(shell: Shell, delimiter: string): Run<void> {
  if (shell.flavour.name !== 'bash') return
  const { line } = shell
  shell.position = shell.source.length
  const words = `warning: here-document at line ${line} delimited by end-of-file (wanted \`${delimiter}')`
  yield* write(shell.process, 2, `${shell.leadFor(null)}${words}\n`)
}

/** In bash the target may be a pattern, as long as it stands for one file. */
function* targetText(shell: Shell, word: Parameters<typeof expandWord>[1]): Run<string> {
  if (shell.flavour.name !== 'bash') return yield* expandToText(shell, word, 'value')
  const words = yield* expandWord(shell, word)
  const [first] = words
  if (words.length === 1 && first !== undefined) return first
  throw new ShellError(`${word.text}: ambiguous redirect`, { status: 1 })
}

function openOnto(
  shell: Shell,
  fd: Fd,
  { path, operator }: { readonly path: string; readonly operator: string },
): void {
  const { process } = shell
  try {
    if (operator === '>' && shell.has('noclobber') && isFile(process, path))
      throw refuseToClobber(shell, path)
    const opened = process.open(path, flagsFor(operator), 0o666)
    if (opened !== fd) {
      process.dup(opened, fd)
      process.close(opened)
    }
    if (operator.startsWith('&>')) process.dup(1, 2)
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    throw new ShellError(openFailure(shell, path, { operator, error }), {
      status: shell.flavour.name === 'dash' ? 2 : 1,
    })
  }
}

function refuseToClobber(shell: Shell, path: string): ShellError {
  return shell.failure(
    {
      bash: `${path}: cannot overwrite existing file`,
      dash: `cannot create ${path}: File exists`,
      ash: `can't create ${path}: File exists`,
    },
    { status: shell.flavour.name === 'dash' ? 2 : 1 },
  )
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
  const isReading = operator === '<'
  const isMissing = error.errno === 'ENOENT' || error.errno === 'ENOTDIR'
  if (shell.flavour.name === 'dash') {
    const reason = isMissing
      ? isReading
        ? 'No such file'
        : 'Directory nonexistent'
      : error.message
    return `cannot ${isReading ? 'open' : 'create'} ${path}: ${reason}`
  }
  const reason = isMissing ? (isReading ? 'no such file' : 'nonexistent directory') : error.message
  return `can't ${isReading ? 'open' : 'create'} ${path}: ${reason}`
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
    refuseFileAsDescriptor(shell, target, takesErrorsToo)
    openOnto(shell, fd, { path: target, operator: '&>' })
    return
  }
  const source = Number(moved[1])
  if (!process.descriptors().includes(source))
    throw new ShellError(`${source}: Bad file descriptor`, {
      status: shell.flavour.name === 'dash' ? 2 : 1,
    })
  if (source !== fd) process.dup(source, fd)
  if (moved[2] === '-' && source !== fd) process.close(source)
}

/** >&file without a descriptor is bash's way to say &>file. */
function refuseFileAsDescriptor(shell: Shell, target: string, takesErrorsToo: boolean): void {
  if (takesErrorsToo && shell.flavour.name === 'bash') return
  throw shell.failure(
    {
      bash: `${target}: ambiguous redirect`,
      dash: 'Syntax error: Bad fd number',
      ash: 'syntax error: bad fd number',
    },
    { status: shell.flavour.name === 'bash' ? 1 : 2 },
  )
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

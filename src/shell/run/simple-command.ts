import { type Run, write } from '#engine'
import type { Assignment, Command, Redirection, Word } from 'unbash'
import { BUILTINS, hasBuiltin, isSpecial } from '../builtins/index.ts'
import { ShellError } from '../failure.ts'
import type { Shell } from '../shell.ts'
import { assign, quotedForTrace } from '../words/assign.ts'
import { expandText, expandToText, expandWord } from '../words/expand.ts'
import { runAlias } from './alias.ts'
import { runExternal } from './external.ts'
import { runFunction } from './function.ts'
import { complain } from './outcome.ts'
import { closeSubstitutions } from './process-substitution.ts'
import { redirect, type Undo } from './redirect.ts'
import { runTraps } from '../traps.ts'

/** Assignments, redirections, a name and arguments. */
export function* runSimple(shell: Shell, node: Command): Run {
  const aliased = yield* runAlias(shell, node)
  if (aliased !== undefined) return aliased
  const { substitutions } = shell
  try {
    return yield* runExpanded(shell, node)
  } finally {
    closeSubstitutions(shell, substitutions)
  }
}

function* runExpanded(shell: Shell, node: Command): Run {
  const { assignments, extra } = assignmentsOf(shell, node)
  if (assignments.length > 0 || node.name === undefined) shell.status = 0
  const words = [...extra, ...(yield* commandWords(shell, node))]
  if (words.length === 0) return yield* runBare(shell, assignments, node.redirects)
  const [name = '', ...args] = words
  const run = runnerOf(shell, name)
  if (run === undefined) {
    yield* trace(shell, [], words)
    const { redirects: redirections } = node
    return yield* runExternal(shell, { argv: words, redirections, assignments })
  }
  const status = yield* runInside(shell, {
    node,
    name,
    assignments,
    words,
    run: () => run(shell, args),
  })
  shell.lastArgument = words.at(-1) ?? ''
  return status
}

/** ash and dash have no x+=y: the word is a command's name there. */
function assignmentsOf(
  shell: Shell,
  node: Command,
): { readonly assignments: readonly Assignment[]; readonly extra: readonly string[] } {
  const all = node.prefix.filter((it) => it.type === 'Assignment')
  if (shell.flavour.name === 'bash') return { assignments: all, extra: [] }
  const isKnown = ({ append, index, value }: Assignment): boolean =>
    append !== true && index === undefined && value.type !== 'ArrayValue'
  const first = all.findIndex((it) => !isKnown(it))
  if (first < 0) return { assignments: all, extra: [] }
  if (all[first]?.value.type === 'ArrayValue')
    throw shell.failure(
      { bash: '', dash: 'Syntax error: "(" unexpected', ash: 'syntax error: unexpected "("' },
      { status: 2, reach: 'shell' },
    )
  return { assignments: all.slice(0, first), extra: all.slice(first).map(({ text }) => text) }
}

type Runner = (shell: Shell, args: readonly string[]) => Run

function runnerOf(shell: Shell, name: string): Runner | undefined {
  const isFunction = shell.functions.has(name)
  if (isFunction && !(isSpecial(name) && shell.flavour.name !== 'bash'))
    return (it, args) => runFunction(it, name, args)
  const builtin = hasBuiltin(shell, name) ? BUILTINS.get(name) : undefined
  return builtin === undefined ? undefined : (it, args) => builtin(it, args, name)
}

/** Words that a builtin such as export takes as assignments are not split. */
function* commandWords(shell: Shell, node: Command): Run<readonly string[]> {
  const words: string[] = []
  if (node.name !== undefined) words.push(...(yield* expandWord(shell, node.name)))
  for (const argument of node.args)
    if (argument.type === 'Word') words.push(...(yield* argumentWords(shell, words, argument)))
    else words.push(yield* assignmentWord(shell, argument))
  return words
}

const DECLARING = new Set(['export', 'readonly', 'local', 'declare', 'typeset', 'alias'])

/** `export x=$y` keeps the value whole, as an assignment would. */
function* argumentWords(
  shell: Shell,
  before: readonly string[],
  argument: Word,
): Run<readonly string[]> {
  const isAssignment = /^[A-Za-z_]\w*\+?=/.test(argument.text)
  if (!isAssignment || !DECLARING.has(before[0] ?? '')) return yield* expandWord(shell, argument)
  return [yield* expandToText(shell, argument)]
}

function* assignmentWord(shell: Shell, assignment: Assignment): Run<string> {
  const { name, value, index, append } = assignment
  // Arrays are read again by declare, which knows what becomes of them.
  if (value.type === 'ArrayValue') return assignment.text
  const place = index === undefined ? name : `${name}[${index.text}]`
  return `${place}${append === true ? '+' : ''}=${yield* expandToText(shell, value)}`
}

/** No command at all: the assignments stay, the redirections only make their files. */
function* runBare(
  shell: Shell,
  assignments: readonly Assignment[],
  redirections: readonly Redirection[],
): Run {
  shell.isLast = false
  for (const assignment of assignments) {
    const shown = yield* assign(shell, assignment)
    if (shell.has('allexport')) shell.variables.export(assignment.name)
    yield* trace(shell, [shown], [])
  }
  const undo = yield* attemptRedirect(shell, redirections)
  undo?.()
  return undo === undefined ? 1 : shell.status
}

interface InsideCommand {
  readonly node: Command
  readonly name: string
  readonly assignments: readonly Assignment[]
  readonly words: readonly string[]
  readonly run: () => Run
}

/** Builtins and functions run in the shell's own process, between redirect and undo. */
function* runInside(shell: Shell, command: InsideCommand): Run {
  const isPosixSpecial = isSpecial(command.name) && shell.flavour.name !== 'bash'
  shell.isLast = shell.isLast && command.name === 'exec'
  const undo = yield* attemptRedirect(shell, command.node.redirects, isPosixSpecial)
  if (undo === undefined) return shell.flavour.name === 'dash' ? 2 : 1
  const leave = yield* assignFor(shell, command.assignments, isPosixSpecial)
  let isPermanent = false
  try {
    yield* trace(shell, [], command.words)
    const status = yield* command.run()
    isPermanent = command.name === 'exec'
    return status
  } catch (error) {
    if (!(error instanceof ShellError) || error.reach !== 'command') throw error
    yield* complain(shell, error)
    return error.status
  } finally {
    leave()
    if (isPermanent) undo.keep()
    else undo()
  }
}

/** Assignments before a special builtin stay, in POSIX shells. */
function* assignFor(
  shell: Shell,
  assignments: readonly Assignment[],
  isPermanent: boolean,
): Run<() => void> {
  const before = assignments.map(({ name }) => [name, shell.variables.describe(name)] as const)
  for (const assignment of assignments) {
    yield* assign(shell, assignment)
    if (!isPermanent) shell.variables.export(assignment.name)
  }
  return () => {
    if (isPermanent) return
    for (const [name, { value, isExported }] of before)
      if (value === undefined) shell.variables.unset(name)
      else {
        if (typeof value === 'string') shell.variables.set(name, value)
        shell.variables.export(name, isExported)
      }
  }
}

/** A redirection that fails fails the command; for a special builtin the shell ends. */
function* attemptRedirect(
  shell: Shell,
  redirections: readonly Redirection[],
  isFatal = false,
): Run<Undo | undefined> {
  try {
    return yield* redirect(shell, redirections)
  } catch (error) {
    if (!(error instanceof ShellError) || error.reach !== 'command') throw error
    if (isFatal) throw new ShellError(error.message, { status: 2, reach: 'shell' })
    yield* complain(shell, error)
    return undefined
  }
}

/** `set -x` */
function* trace(shell: Shell, assignments: readonly string[], words: readonly string[]): Run<void> {
  if (!shell.has('xtrace')) return
  const prefix = yield* expandText(shell, shell.variables.get('PS4') ?? '+ ')
  const shown = [...assignments, ...words.map((word) => tracedWord(shell, word))]
  yield* write(shell.process, 2, `${prefix}${shown.join(' ')}\n`)
  yield* runTraps(shell)
}

function tracedWord(shell: Shell, word: string): string {
  if (shell.flavour.name === 'dash') return word
  if (shell.flavour.name === 'bash') return word === '' ? "''" : quotedForTrace(word)
  return /^[\w@%+=:,./-]*$/.test(word) ? word : `'${word.replaceAll("'", `'"'"'`)}'`
}

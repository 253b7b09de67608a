import { type Run, work, write } from '#engine'
import type { Assignment, Command, Redirection, Word } from 'unbash'
import { BUILTINS, isSpecial } from '../builtins/index.ts'
import { Return, ShellError } from '../failure.ts'
import type { Shell } from '../shell.ts'
import { expandToText, expandWord } from '../words/expand.ts'
import { runExternal } from './external.ts'
import { complain } from './outcome.ts'
import { redirect, type Undo } from './redirect.ts'
import { runList } from './lists.ts'
import { runCompound } from './compound.ts'

/** Assignments, redirections, a name and arguments. */
export function* runSimple(shell: Shell, node: Command): Run {
  const words = node.name === undefined ? [] : yield* commandWords(shell, node)
  const assignments = node.prefix.filter((it) => it.type === 'Assignment')
  if (shell.has('xtrace')) yield* trace(shell, assignments, words)
  if (words.length === 0) return yield* runBare(shell, assignments, node.redirects)
  const [name = '', ...args] = words
  const run = shell.functions.has(name) && !isSpecial(name) ? runFunction : builtinOf(name)
  if (run !== undefined)
    return yield* runInside(shell, { node, assignments, run: () => run(shell, name, args) })
  return yield* runExternal(shell, {
    argv: words,
    redirections: node.redirects,
    assignments: yield* valuesOf(shell, assignments),
    source: () => [name, ...args].join(' '),
  })
}

function builtinOf(
  name: string,
): ((shell: Shell, name: string, args: readonly string[]) => Run) | undefined {
  const builtin = BUILTINS.get(name)
  return builtin === undefined ? undefined : (shell, called, args) => builtin(shell, args, called)
}

/** Words that a builtin such as export takes as assignments are not split. */
function* commandWords(shell: Shell, node: Command): Run<readonly string[]> {
  const words: string[] = []
  if (node.name !== undefined) words.push(...(yield* withAliases(shell, node.name)))
  for (const argument of node.args)
    if (argument.type === 'Word') words.push(...(yield* expandWord(shell, argument)))
    else words.push(yield* assignmentWord(shell, argument))
  return words
}

function* withAliases(shell: Shell, name: Word): Run<readonly string[]> {
  const alias = shell.aliases.get(name.text)
  return alias === undefined ? yield* expandWord(shell, name) : alias.split(/\s+/)
}

function* assignmentWord(shell: Shell, assignment: Assignment): Run<string> {
  if (assignment.value.type === 'ArrayValue')
    throw new ShellError(`${assignment.name}: arrays are not supported`, 1)
  const value = yield* expandToText(shell, assignment.value)
  return `${assignment.name}${assignment.append === true ? '+' : ''}=${value}`
}

type Values = readonly (readonly [name: string, value: string])[]

function* valuesOf(shell: Shell, assignments: readonly Assignment[]): Run<Values> {
  const values: (readonly [string, string])[] = []
  for (const { name, value, append, index } of assignments) {
    if (value.type === 'ArrayValue' || index !== undefined)
      throw new ShellError(`${name}: arrays are not supported`, 1)
    const text = yield* expandToText(shell, value)
    const before = append === true ? (shell.variables.get(name) ?? '') : ''
    values.push([name, before + text])
  }
  return values
}

/** No command at all: the assignments stay, the redirections only make their files. */
function* runBare(
  shell: Shell,
  assignments: readonly Assignment[],
  redirections: readonly Redirection[],
): Run {
  shell.status = 0
  for (const assignment of assignments)
    for (const [name, value] of yield* valuesOf(shell, [assignment])) {
      shell.variables.set(name, value)
      if (shell.has('allexport')) shell.variables.export(name)
    }
  const undo = yield* attemptRedirect(shell, redirections)
  undo?.()
  return undo === undefined ? 1 : shell.status
}

/** Builtins and functions run in the shell's own process, between redirect and undo. */
function* runInside(
  shell: Shell,
  command: {
    readonly node: Command
    readonly assignments: readonly Assignment[]
    readonly run: () => Run
  },
): Run {
  shell.isLast = false
  const undo = yield* attemptRedirect(shell, command.node.redirects)
  if (undo === undefined) return 1
  const leave = yield* assignFor(shell, command.assignments)
  let isPermanent = false
  try {
    const status = yield* command.run()
    isPermanent = command.node.name?.value === 'exec'
    return status
  } catch (error) {
    if (!(error instanceof ShellError)) throw error
    yield* complain(shell, error.message)
    return error.status
  } finally {
    leave()
    if (!isPermanent) undo()
  }
}

function* assignFor(shell: Shell, assignments: readonly Assignment[]): Run<() => void> {
  const before = assignments.map(({ name }) => [name, shell.variables.get(name)] as const)
  for (const [name, value] of yield* valuesOf(shell, assignments)) shell.variables.set(name, value)
  return () => {
    for (const [name, value] of before)
      if (value === undefined) shell.variables.unset(name)
      else shell.variables.set(name, value)
  }
}

function* attemptRedirect(
  shell: Shell,
  redirections: readonly Redirection[],
): Run<Undo | undefined> {
  try {
    return yield* redirect(shell, redirections)
  } catch (error) {
    if (!(error instanceof ShellError)) throw error
    yield* complain(shell, error.message)
    return undefined
  }
}

const DEEPEST_CALL = 500

function* runFunction(shell: Shell, name: string, args: readonly string[]): Run {
  const body = shell.functions.get(name)?.body
  if (body === undefined) return 0
  const { parameters, loops } = shell
  const leave = shell.variables.enter()
  shell.parameters = args
  shell.loops = 0
  shell.depth++
  try {
    if (shell.depth > DEEPEST_CALL)
      throw new ShellError(`${name}: maximum function nesting level exceeded (${DEEPEST_CALL})`, 1)
    yield* work(5)
    if (body.type === 'CompoundList') return yield* runList(shell, body)
    if (body.type !== 'Redirected') return yield* runCompound(shell, body)
    const undo = yield* redirect(shell, body.redirects)
    try {
      return yield* runCompound(shell, body.command)
    } finally {
      undo()
    }
  } catch (thrown) {
    if (thrown instanceof Return) return thrown.status
    throw thrown
  } finally {
    leave()
    shell.parameters = parameters
    shell.loops = loops
    shell.depth--
  }
}

/** `set -x` */
function* trace(
  shell: Shell,
  assignments: readonly Assignment[],
  words: readonly string[],
): Run<void> {
  const prefix = shell.variables.get('PS4') ?? '+ '
  const shown = words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`))
  for (const { text } of assignments)
    if (words.length === 0) yield* write(shell.process, 2, `${prefix}${text}\n`)
  if (words.length > 0) yield* write(shell.process, 2, `${prefix}${shown.join(' ')}\n`)
}

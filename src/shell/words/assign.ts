import type { Run } from '#engine'
import type { Assignment, Word } from 'unbash'
import { ReadonlyVariable, type ShellError } from '../failure.ts'
import type { Shell } from '../shell.ts'
import { evaluateSource } from './arithmetic.ts'
import { calculated, readonlyFailure } from './calculate.ts'
import { expandToText, expandWord } from './expand.ts'
import { keyOf } from './lists.ts'

export interface AssignmentTarget {
  readonly name: string
  readonly index: Word | undefined
}

/** x=text, or a[index]=text. */
export function* assignText(shell: Shell, target: AssignmentTarget, text: string): Run<void> {
  const { name, index } = target
  const value = shell.variables.describe(name).isInteger
    ? `${calculated(shell, text, () => evaluateSource(text, shell.variables))}`
    : text
  const key = index === undefined ? undefined : yield* keyOf(shell, name, index)
  if (
    index !== undefined &&
    (key === '' || key?.startsWith('-') === true) &&
    !isNamed(shell, target)
  )
    throw badSubscript(shell, name, index)
  guarded(shell, () => {
    if (key === undefined) shell.variables.set(name, value)
    else shell.variables.setElement(name, key, value)
  })
}

function isNamed(shell: Shell, { name, index }: AssignmentTarget): boolean {
  return shell.variables.isAssociative(name) && index?.text !== ''
}

function badSubscript(shell: Shell, name: string, index: Word): ShellError {
  const words = `${name}[${index.text}]: bad array subscript`
  return shell.failure({ bash: words, dash: words, ash: words }, { status: 1, reach: 'line' })
}

/** Longer ones are worth counting as memory. */
const SMALL_TEXT = 65536

/** Carries an assignment out; gives its text as `set -x` shows it. */
export function* assign(shell: Shell, assignment: Assignment): Run<string> {
  const { name, value, index, append } = assignment
  if (value.type === 'ArrayValue') {
    yield* assignArray(shell, { name, isAppended: append === true }, value.elements)
    return assignment.text
  }
  const text = yield* expandToText(shell, value)
  const whole = append === true ? yield* appended(shell, assignment, text) : text
  if (whole.length > SMALL_TEXT) shell.process.useMemory(whole.length)
  yield* assignText(shell, { name, index }, whole)
  const mark = append === true ? '+' : ''
  const place = index === undefined ? name : `${name}[${index.text}]`
  return `${place}${mark}=${quotedForTrace(text)}`
}

/** As `set -x` shows a word. */
export function quotedForTrace(text: string): string {
  return /^[\w@%+=:,./-]*$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}

function* appended(shell: Shell, { name, index }: Assignment, text: string): Run<string> {
  const { variables } = shell
  const before =
    index === undefined
      ? variables.get(name)
      : variables.elements(name).get(yield* keyOf(shell, name, index))
  return variables.describe(name).isInteger ? `(${before ?? 0})+(${text})` : (before ?? '') + text
}

export function guarded(shell: Shell, change: () => void): void {
  try {
    change()
  } catch (error) {
    if (error instanceof ReadonlyVariable) throw readonlyFailure(shell, error.variable)
    throw error
  }
}

/** a=(one two [5]=six), a+=(more) */
function* assignArray(
  shell: Shell,
  { name, isAppended }: { readonly name: string; readonly isAppended: boolean },
  words: readonly Word[],
): Run<void> {
  const { variables } = shell
  const isNamed = variables.isAssociative(name)
  const elements = new Map(isAppended ? variables.elements(name) : [])
  const [first] = words
  if (isNamed && first !== undefined && !first.text.startsWith('[')) {
    const texts: string[] = []
    for (const word of words) texts.push(...(yield* expandWord(shell, word)))
    for (let at = 0; at < texts.length; at += 2) elements.set(texts[at] ?? '', texts[at + 1] ?? '')
    guarded(shell, () => {
      variables.setArray(name, 'associative', elements)
    })
    return
  }
  let next = Math.max(-1, ...[...elements.keys()].map(Number)) + 1
  for (const word of words) {
    const keyed = /^\[([^\]]*)\]=([\s\S]*)$/.exec(word.text)
    if (keyed !== null) {
      const [key, text] = yield* keyedElement(shell, name, word)
      elements.set(key, text)
      next = isNamed ? next : Number(key) + 1
    } else for (const text of yield* expandWord(shell, word)) elements.set(`${next++}`, text)
  }
  const kind = isNamed ? 'associative' : 'indexed'
  const sorted = isNamed
    ? elements
    : new Map([...elements].sort(([a], [b]) => Number(a) - Number(b)))
  guarded(shell, () => {
    variables.setArray(name, kind, sorted)
  })
}

function* keyedElement(
  shell: Shell,
  name: string,
  word: Word,
): Run<readonly [key: string, text: string]> {
  const whole = yield* expandToText(shell, word)
  const close = whole.indexOf(']=')
  const key = whole.slice(1, close)
  const text = whole.slice(close + 2)
  if (shell.variables.isAssociative(name)) return [key, text]
  return [`${calculated(shell, key, () => evaluateSource(key, shell.variables))}`, text]
}

import type { Run } from '#engine'
import type { Word } from 'unbash'
import type { Shell } from '../shell.ts'
import { evaluateSource } from './arithmetic.ts'
import { calculated } from './calculate.ts'
import { expandToText } from './expand.ts'
import type { Parameter } from './parameters.ts'
import { dynamicElements, valueOf } from './special-parameters.ts'

/** Several texts in one expansion: $@, ${a[@]}, ${!a[@]}, ${!prefix*}. */
export interface TextList {
  readonly texts: readonly string[]
  /** @ keeps them apart, * joins them. */
  readonly isApart: boolean
  readonly isPositional: boolean
  /** Of an array by number: where each text stands. */
  readonly keys?: readonly string[]
}

/** The list that a parameter stands for; undefined when it is a single one. */
export function* listOf(shell: Shell, parameter: Parameter): Run<TextList | undefined> {
  const { name, index, prefix, operation } = parameter
  if (name === '@' || name === '*')
    return { texts: shell.parameters, isApart: name === '@', isPositional: true }
  if (operation?.type === 'Names') {
    const names = shell.variables.all().map(([it]) => it)
    const texts = names.filter((it) => it.startsWith(name))
    return { texts, isApart: operation.operator === '@', isPositional: false }
  }
  const mark = index?.text
  if (mark !== '@' && mark !== '*') return undefined
  const elements = elementsOf(shell, name)
  const texts = prefix === '!' ? [...elements.keys()] : [...elements.values()]
  const keys = [...elements.keys()]
  return { texts, isApart: mark === '@', isPositional: false, keys }
}

export function elementsOf(shell: Shell, name: string): ReadonlyMap<string, string> {
  return dynamicElements(shell, name) ?? shell.variables.elements(name)
}

/** The text of a variable, or of one element of an array. */
export function* elementOf(
  shell: Shell,
  { name, index }: Pick<Parameter, 'name' | 'index'>,
): Run<string | undefined> {
  if (index === undefined) return valueOf(shell, name)
  const key = yield* keyOf(shell, name, index)
  return elementsOf(shell, name).get(key)
}

/** What stands between the brackets: of most arrays a number, from the end when negative. */
export function* keyOf(shell: Shell, name: string, index: Word): Run<string> {
  const text = yield* expandToText(shell, index)
  if (shell.variables.isAssociative(name)) return text
  const number = calculated(shell, text, () => evaluateSource(text, shell.variables))
  if (number >= 0n) return `${number}`
  const last = Math.max(-1, ...[...elementsOf(shell, name).keys()].map(Number))
  return `${last + 1 + Number(number)}`
}

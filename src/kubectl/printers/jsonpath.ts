import type { JsonValue } from '#manifest'
import { CommandError } from '../failure.ts'
import { goSyntax } from './go-text.ts'
import { evaluate, type JsonPathOptions } from './jsonpath-evaluate.ts'
import { parseTemplate } from './jsonpath-parse.ts'

/** A JSONPath template in kubectl's dialect, ready to be filled in. */
export function parseJsonPath(
  text: string,
): (value: JsonValue, options: JsonPathOptions) => string {
  const nodes = inWords(
    (message) => `error parsing jsonpath ${text}, ${message}`,
    () => parseTemplate(text),
  )
  return (value, options) =>
    inWords(
      (message) => executionError(text, message, value),
      () => evaluate(nodes, value, options),
    )
}

function executionError(text: string, message: string, value: JsonValue): string {
  return (
    `error executing jsonpath "${text}": Error executing template: ${message}. ` +
    'Printing more information for debugging the template:\n' +
    `\ttemplate was:\n\t\t${text}\n` +
    `\tobject given to jsonpath engine was:\n\t\t${goSyntax(value)}\n\n\n`
  )
}

function inWords<T>(words: (message: string) => string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    if (error instanceof CommandError) throw new CommandError(words(error.message))
    throw error
  }
}

import type { JsonValue } from '#manifest'
import { CommandError, PrintedError } from '../failure.ts'
import { quote } from '../flags/quote.ts'
import { goJson } from './json.ts'
import { evaluate } from './template/evaluate.ts'
import { parseTemplate } from './template/parse.ts'
import { TemplateError } from './template/tokens.ts'
import { textOf } from './template/values.ts'

/** Prints an object by a template of Go; throws a CommandError in kubectl's words. */
export function goTemplate(
  template: string,
  allowsMissingKeys: boolean,
): (object: JsonValue) => string {
  const nodes = parsed(template)
  return (object) => {
    const { output, failure } = evaluate(nodes, object, { allowsMissingKeys })
    if (failure === undefined) return output
    const reason = `template: output:${placeIn(template, failure.at)}: ${failure.reason}`
    throw new PrintedError(
      `error executing template ${quote(template)}: ${reason}`,
      output + explanation(template, object, reason),
    )
  }
}

function parsed(template: string) {
  try {
    return parseTemplate(template)
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error
    throw new CommandError(`error parsing template ${template}, ${error.message}`)
  }
}

/** Line, counted from one, and bytes before it on that line. */
function placeIn(template: string, at: number): string {
  const before = template.slice(0, at).split('\n')
  return `${before.length}:${new TextEncoder().encode(before.at(-1) ?? '').length}`
}

/** What kubectl prints beside the output, to help who wrote the template. */
function explanation(template: string, object: JsonValue, reason: string): string {
  return (
    `Error executing template: ${reason}. Printing more information for debugging the template:\n` +
    `\ttemplate was:\n\t\t${template}\n` +
    `\traw data was:\n\t\t${goJson(object)}\n` +
    `\tobject given to template engine was:\n\t\t${textOf(object)}\n\n`
  )
}

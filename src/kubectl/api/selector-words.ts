import { CommandError } from '../failure.ts'

/** A requirement that no map of labels can say. */
export interface Expression {
  readonly key: string
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist'
  readonly values: readonly string[]
}

export interface SelectorWords {
  readonly labels: Readonly<Record<string, string>>
  readonly expressions: readonly Expression[]
}

/** `a=b,c in (d,e),!f`, as parts of a LabelSelector. Throws a CommandError in kubectl's words. */
export function selectorWords(text: string): SelectorWords {
  const parts = text.trim() === '' ? [] : text.split(/,(?![^(]*\))/).map((part) => part.trim())
  const labels: [string, string][] = []
  const expressions: Expression[] = []
  for (const part of parts) {
    const [, key = '', value = ''] = /^([^=!\s]+)\s*==?\s*([^=!\s]*)$/.exec(part) ?? []
    if (key !== '') labels.push([key, value])
    else expressions.push(expressionOf(part, text))
  }
  return { labels: Object.fromEntries(labels), expressions }
}

/** The selector as an object of the API holds it. */
export function asLabelSelector(text: string): object {
  const { labels, expressions } = selectorWords(text)
  return {
    ...(expressions.length === 0
      ? {}
      : {
          matchExpressions: expressions.map(({ key, operator, values }) => ({
            key,
            operator,
            ...(values.length === 0 ? {} : { values }),
          })),
        }),
    ...(Object.keys(labels).length === 0 ? {} : { matchLabels: labels }),
  }
}

function expressionOf(part: string, whole: string): Expression {
  const [, setKey = '', operator = '', list = ''] =
    /^(\S+)\s+(in|notin)\s*\(([^)]*)\)$/.exec(part) ?? []
  if (setKey !== '') {
    const values = list.split(',').map((value) => value.trim())
    return { key: setKey, operator: operator === 'in' ? 'In' : 'NotIn', values: values.sort() }
  }
  if (/^[^=!\s]+\s*!=/.test(part))
    throw new CommandError('"!=" is not a valid label selector operator')
  const [, bang = '', key = ''] = /^(!?)\s*([^=!\s()]+)$/.exec(part) ?? []
  if (key !== '') return { key, operator: bang === '' ? 'Exists' : 'DoesNotExist', values: [] }
  throw new CommandError(
    `couldn't parse the selector string "${whole}": unable to parse requirement: found '${part[0] ?? ''}', expected: !, identifier, or 'end of string'`,
  )
}

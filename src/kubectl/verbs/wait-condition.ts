import { isJsonList, isJsonObject, type JsonValue } from '#manifest'
import { CommandError } from '../failure.ts'
import { relaxedPath } from '../printers/custom-columns.ts'
import { goText } from '../printers/go-text.ts'
import { findValues } from '../printers/jsonpath-evaluate.ts'
import { parseTemplate } from '../printers/jsonpath-parse.ts'

/** What --for asks for. */
export type Condition =
  | { readonly kind: 'create' }
  | { readonly kind: 'delete' }
  | { readonly kind: 'state'; readonly isMet: (object: JsonValue) => boolean }

export function parseCondition(text: string): Condition {
  const lower = text.toLowerCase()
  if (lower === 'delete' || lower === 'create') return { kind: lower }
  if (text.startsWith('condition=')) {
    const [name = '', value = 'true'] = text.slice('condition='.length).split('=')
    return { kind: 'state', isMet: (object) => hasCondition(object, name, value) }
  }
  if (text.startsWith('jsonpath=')) return jsonPathCondition(text.slice('jsonpath='.length))
  throw new CommandError(`unrecognized condition: "${text}"`)
}

/** A condition counts only once it speaks of what the object is now. */
function hasCondition(object: JsonValue, name: string, value: string): boolean {
  const status = memberOf(object, 'status')
  const conditions = memberOf(status, 'conditions')
  if (!isJsonList(conditions)) return false
  const found = conditions.find((condition) => isSameWord(memberOf(condition, 'type'), name))
  if (found === undefined) return false
  const generation = memberOf(memberOf(object, 'metadata'), 'generation')
  const observed = memberOf(found, 'observedGeneration') ?? memberOf(status, 'observedGeneration')
  if (typeof generation === 'number' && typeof observed === 'number' && observed < generation)
    return false
  return isSameWord(memberOf(found, 'status'), value)
}

function isSameWord(found: JsonValue | undefined, wanted: string): boolean {
  return typeof found === 'string' && found.toLowerCase() === wanted.toLowerCase()
}

function memberOf(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return isJsonObject(value) ? value[key] : undefined
}

function jsonPathCondition(text: string): Condition {
  const [path = '', ...rest] = splitOutsideBraces(text)
  if (rest.length > 1)
    throw new CommandError(
      "jsonpath wait format must be --for=jsonpath='{.status.readyReplicas}'=3 or --for=jsonpath='{.status.readyReplicas}'",
    )
  if (path === '') throw new CommandError('jsonpath expression cannot be empty')
  const nodes = parseTemplate(relaxedPath(path))
  const wanted = rest[0]?.replace(/^['"]+|['"]+$/g, '')
  if (wanted === '')
    throw new CommandError(
      "jsonpath wait has to have a value after equal sign, like --for=jsonpath='{.status.readyReplicas}'=3",
    )
  return {
    kind: 'state',
    isMet: (object) => {
      const values = findValues(nodes, object, { allowsMissingKeys: true, asJson: false })
      const [value] = values
      if (value === undefined) return false
      if (values.length > 1)
        throw new CommandError('given jsonpath expression matches more than one value')
      if (wanted === undefined) return true
      if (typeof value === 'object' && value !== null)
        throw new CommandError('jsonpath leads to a nested object or list which is not supported')
      return goText(value).trim() === wanted.trim()
    },
  }
}

/** Cuts at `=` where it is in no braces. */
function splitOutsideBraces(text: string): readonly string[] {
  const parts = ['']
  let depth = 0
  for (const letter of text) {
    if (letter === '{') depth++
    if (letter === '}') depth--
    if (letter === '=' && depth === 0) parts.push('')
    else parts.push((parts.pop() ?? '') + letter)
  }
  return parts
}

import { bodyOf, invalidValue } from './field-error.ts'
import type { LabelSelector } from './generated/types.ts'
import { labelValue, qualifiedName } from './names.ts'

export interface Requirement {
  readonly key: string
  readonly operator: '=' | '==' | '!=' | 'in' | 'notin' | 'exists' | '!' | 'gt' | 'lt'
  readonly values: readonly string[]
}

export type Labels = Readonly<Record<string, string>>

/** Reads `app=web,tier in (a, b),!canary`; the error in the words of the API server. */
export function parseLabelSelector(
  text: string,
): readonly Requirement[] | { readonly error: string } {
  const parser: Parser = { tokens: tokensOf(text), position: 0 }
  try {
    return parseRequirements(parser)
  } catch (mistake) {
    if (mistake instanceof Mistake) return { error: mistake.message }
    throw mistake
  }
}

/** Whether labels fulfil every requirement. */
export function matchesLabels(selector: readonly Requirement[], labels: Labels = {}): boolean {
  return selector.every((requirement) => matches(requirement, labels))
}

/** The selector of an object's spec; one that is absent selects nothing, an empty one everything. */
export function requirementsOf(selector: LabelSelector): readonly Requirement[] {
  const exact = Object.entries(selector.matchLabels ?? {}).map(([key, value]): Requirement => ({
    key,
    operator: 'in',
    values: [value],
  }))
  const expressions = (selector.matchExpressions ?? []).map((it): Requirement => {
    const operators = { In: 'in', NotIn: 'notin', Exists: 'exists', DoesNotExist: '!' } as const
    const operator = operators[it.operator as keyof typeof operators]
    return { key: it.key, operator, values: it.values ?? [] }
  })
  return [...exact, ...expressions]
}

/** Whether the selector of an object's spec selects these labels. */
export function selectsLabels(selector: LabelSelector | undefined, labels?: Labels): boolean {
  return selector !== undefined && matchesLabels(requirementsOf(selector), labels)
}

function matches({ key, operator, values }: Requirement, labels: Labels): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined
  switch (operator) {
    case '=':
    case '==':
    case 'in':
      return value !== undefined && values.includes(value)
    case '!=':
    case 'notin':
      return value === undefined || !values.includes(value)
    case 'exists':
      return value !== undefined
    case '!':
      return value === undefined
    case 'gt':
    case 'lt': {
      if (value === undefined || !/^[+-]?\d+$/.test(value)) return false
      const [left, right] = [BigInt(value), BigInt(values[0] ?? '0')]
      return operator === 'gt' ? left > right : left < right
    }
  }
}

/** Why a selector cannot be read. */
class Mistake extends Error {}

interface Parser {
  readonly tokens: readonly string[]
  position: number
}

const SYMBOLS = new Set(['!', '=', '==', '!=', '>', '<', '(', ')', ','])
const WORDS: Readonly<Record<string, Requirement['operator']>> = {
  '=': '=',
  '==': '==',
  '!=': '!=',
  in: 'in',
  notin: 'notin',
  '>': 'gt',
  '<': 'lt',
}

/** Symbols, and identifiers: whatever stands between symbols and blanks. The end is ''. */
function tokensOf(text: string): readonly string[] {
  return [...(text.match(/==|!=|[!=<>(),]|[^ \t\r\n!=<>(),]+/g) ?? []), '']
}

function isIdentifier(token: string): boolean {
  return token !== '' && !SYMBOLS.has(token)
}

function peek(parser: Parser): string {
  return parser.tokens[parser.position] ?? ''
}

function take(parser: Parser): string {
  const token = peek(parser)
  parser.position++
  return token
}

function expected(token: string, what: string): Mistake {
  return new Mistake(`found '${token}', expected: ${what}`)
}

function parseRequirements(parser: Parser): readonly Requirement[] {
  const requirements: Requirement[] = []
  for (;;) {
    const next = peek(parser)
    if (next === '') return requirements
    if (!isIdentifier(next) && next !== '!')
      throw expected(next, "!, identifier, or 'end of string'")
    requirements.push(parseRequirement(parser))
    const separator = take(parser)
    if (separator === '') return requirements
    if (separator !== ',') throw expected(separator, "',' or 'end of string'")
    const after = peek(parser)
    if (!isIdentifier(after) && after !== '!') throw expected(after, "identifier after ','")
  }
}

function parseRequirement(parser: Parser): Requirement {
  try {
    const isAbsence = peek(parser) === '!'
    if (isAbsence) take(parser)
    const key = take(parser)
    if (!isIdentifier(key)) throw expected(key, 'identifier')
    checkKey(key)
    if (isAbsence) return { key, operator: '!', values: [] }
    if (peek(parser) === '' || peek(parser) === ',') return { key, operator: 'exists', values: [] }
    return checked(parseComparison(parser, key))
  } catch (mistake) {
    if (mistake instanceof Mistake)
      throw new Mistake(`unable to parse requirement: ${mistake.message}`)
    throw mistake
  }
}

function parseComparison(parser: Parser, key: string): Requirement {
  const token = take(parser)
  const operator = Object.hasOwn(WORDS, token) ? WORDS[token] : undefined
  if (operator === undefined) throw expected(token, 'in, notin, =, ==, !=, gt, lt')
  if (operator === 'in' || operator === 'notin')
    return { key, operator, values: parseValues(parser) }
  if (peek(parser) === '' || peek(parser) === ',') return { key, operator, values: [''] }
  const value = take(parser)
  if (!isIdentifier(value)) throw expected(value, 'identifier')
  return { key, operator, values: [value] }
}

function parseValues(parser: Parser): readonly string[] {
  const open = take(parser)
  if (open !== '(') throw new Mistake(`found '${open}' expected: '('`)
  const values = new Set<string>()
  let value = ''
  for (;;) {
    const token = take(parser)
    if (token === ')' || token === ',') {
      values.add(value)
      value = ''
      if (token === ')') return [...values].sort()
    } else if (isIdentifier(token)) {
      if (value !== '') throw expected(token, "',' or ')'")
      value = token
    } else if (value !== '') throw expected(token, "',' or ')'")
    else throw expected(token, values.size === 0 ? "',', ')' or identifier" : "',', or identifier")
  }
}

function checkKey(key: string): void {
  const errors = qualifiedName(key)
  if (errors.length > 0)
    throw new Mistake(`<nil>: ${bodyOf(invalidValue('', key, errors.join('; ')))}`)
}

function checked(requirement: Requirement): Requirement {
  const { key, operator, values } = requirement
  for (const [index, value] of values.entries()) {
    if ((operator === 'gt' || operator === 'lt') && !/^[+-]?\d+$/.test(value)) {
      const words = "for 'Gt', 'Lt' operators, the value must be an integer"
      throw new Mistake(`values[${index}]: ${bodyOf(invalidValue('', value, words))}`)
    }
    const errors = labelValue(value)
    if (errors.length > 0)
      throw new Mistake(
        `values[${index}][${key}]: ${bodyOf(invalidValue('', value, errors.join('; ')))}`,
      )
  }
  return requirement
}

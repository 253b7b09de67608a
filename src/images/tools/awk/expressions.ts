import type { Expression, Target } from './syntax.ts'
import type { Tokens } from './tokens.ts'

/** Where an expression stands: `>` is a redirection in print, `in` belongs to for. */
export interface Place {
  readonly isInPrint: boolean
  readonly isBeforeIn: boolean
}

export const ANYWHERE: Place = { isInPrint: false, isBeforeIn: false }

const ASSIGNMENTS = ['=', '+=', '-=', '*=', '/=', '%=', '^=', '**=']

/** Reads one expression by the precedences of POSIX awk. */
export function expressionAt(tokens: Tokens, place: Place = ANYWHERE): Expression {
  return assignment(tokens, place)
}

function assignment(tokens: Tokens, place: Place): Expression {
  const left = ternary(tokens, place)
  if (!isTarget(left)) return left
  const operator = tokens.accept(...ASSIGNMENTS)
  if (operator === undefined) return left
  tokens.skipNewlines()
  return { kind: 'assign', operator, target: left, value: assignment(tokens, place) }
}

function isTarget(expression: Expression): expression is Target {
  return ['variable', 'field', 'element'].includes(expression.kind)
}

function ternary(tokens: Tokens, place: Place): Expression {
  const test = or(tokens, place)
  if (tokens.accept('?') === undefined) return test
  tokens.skipNewlines()
  const then = assignment(tokens, place)
  tokens.skipNewlines()
  tokens.expect(':')
  tokens.skipNewlines()
  return { kind: 'ternary', test, then, otherwise: assignment(tokens, place) }
}

type Level = (tokens: Tokens, place: Place) => Expression

function leftToRight(operators: readonly string[], below: Level): Level {
  return (tokens, place) => {
    let left = below(tokens, place)
    for (;;) {
      const operator = tokens.accept(...operators)
      if (operator === undefined) return left
      tokens.skipNewlines()
      left = { kind: 'binary', operator, left, right: below(tokens, place) }
    }
  }
}

const power: Level = (tokens, place) => {
  const base = postfix(tokens, place)
  if (tokens.accept('^', '**') === undefined) return base
  return { kind: 'binary', operator: '^', left: base, right: signedPower(tokens, place) }
}

/** -2 behind ^ is its exponent. */
function signedPower(tokens: Tokens, place: Place): Expression {
  const sign = tokens.accept('-', '+', '!')
  if (sign === undefined) return power(tokens, place)
  return { kind: 'unary', operator: sign as '-', operand: signedPower(tokens, place) }
}

const unary: Level = (tokens, place) => {
  const operator = tokens.accept('!', '-', '+')
  if (operator === undefined) return power(tokens, place)
  return { kind: 'unary', operator: operator as '!', operand: unary(tokens, place) }
}

const product = leftToRight(['*', '/', '%'], unary)
const sum = leftToRight(['+', '-'], product)

/** Two expressions side by side are joined. */
const concatenation: Level = (tokens, place) => {
  let left = sum(tokens, place)
  while (beginsValue(tokens))
    left = { kind: 'binary', operator: ' ', left, right: sum(tokens, place) }
  return left
}

function beginsValue(tokens: Tokens): boolean {
  const token = tokens.current
  switch (token.kind) {
    case 'number':
    case 'string':
    case 'regex':
    case 'name':
    case 'function name':
      return true
    case 'punctuation':
      return ['$', '!', '(', '-', '+', '++', '--'].includes(token.text)
    default:
      return false
  }
}

const comparison: Level = (tokens, place) => {
  const left = concatenation(tokens, place)
  const operators = ['<', '<=', '==', '!=', '>=', ...(place.isInPrint ? [] : ['>'])]
  const operator = tokens.accept(...operators)
  if (operator === undefined) return pipedGetline(tokens, place, left)
  return { kind: 'binary', operator, left, right: concatenation(tokens, place) }
}

/** command | getline */
function pipedGetline(tokens: Tokens, place: Place, left: Expression): Expression {
  let command = left
  while (tokens.is('|') && tokens.next.kind === 'keyword' && tokens.next.text === 'getline') {
    tokens.take()
    tokens.take()
    const target = optionalTarget(tokens, place)
    command = { kind: 'getline', target, from: { kind: '|', name: command } }
  }
  return command
}

const matching = leftToRight(['~', '!~'], comparison)

const membership: Level = (tokens, place) => {
  let left = matching(tokens, place)
  while (!place.isBeforeIn && tokens.accept('in') !== undefined)
    left = { kind: 'in', index: left, array: tokens.name() }
  return left
}

const and = leftToRight(['&&'], membership)
const or = leftToRight(['||'], and)

const postfix: Level = (tokens, place) => {
  const value = primary(tokens, place)
  if (!isTarget(value)) return value
  const operator = tokens.accept('++', '--')
  if (operator === undefined) return value
  return { kind: 'step', by: operator === '++' ? 1 : -1, isPrefix: false, target: value }
}

function primary(tokens: Tokens, place: Place): Expression {
  const token = tokens.current
  switch (token.kind) {
    case 'number':
      tokens.take()
      return { kind: 'number', value: token.value }
    case 'string':
      tokens.take()
      return { kind: 'string', value: token.text }
    case 'regex':
      tokens.take()
      return { kind: 'regex', source: token.text }
    case 'name':
      return variableOrElement(tokens)
    case 'function name':
      return call(tokens)
    case 'keyword':
      if (token.text === 'getline') return getline(tokens, place)
      throw tokens.error()
    case 'punctuation':
      return marked(tokens, place)
    default:
      throw tokens.error()
  }
}

/** Functions that may be called without parentheses. */
const BARE_CALLS = ['length']

function variableOrElement(tokens: Tokens): Expression {
  const name = tokens.name()
  if (BARE_CALLS.includes(name)) return { kind: 'call', name, args: [] }
  if (tokens.accept('[') === undefined) return { kind: 'variable', name }
  const index = subscripts(tokens, ']')
  return { kind: 'element', array: name, index }
}

/** a[i, j]: joined by SUBSEP. */
function subscripts(tokens: Tokens, close: string): Expression {
  let index = expressionAt(tokens)
  while (tokens.accept(',') !== undefined) {
    tokens.skipNewlines()
    const separated: Expression = {
      kind: 'binary',
      operator: ' ',
      left: index,
      right: { kind: 'variable', name: 'SUBSEP' },
    }
    index = { kind: 'binary', operator: ' ', left: separated, right: expressionAt(tokens) }
  }
  tokens.expect(close)
  return index
}

function call(tokens: Tokens): Expression {
  const name = tokens.name()
  tokens.expect('(')
  const args: Expression[] = []
  tokens.skipNewlines()
  if (tokens.accept(')') !== undefined) return { kind: 'call', name, args }
  do {
    tokens.skipNewlines()
    args.push(expressionAt(tokens))
    tokens.skipNewlines()
  } while (tokens.accept(',') !== undefined)
  tokens.expect(')')
  return { kind: 'call', name, args }
}

function getline(tokens: Tokens, place: Place): Expression {
  tokens.expect('getline')
  const target = optionalTarget(tokens, place)
  if (tokens.accept('<') === undefined) return { kind: 'getline', target, from: null }
  return { kind: 'getline', target, from: { kind: '<', name: postfix(tokens, place) } }
}

function optionalTarget(tokens: Tokens, place: Place): Target | null {
  if (tokens.current.kind !== 'name' && !tokens.is('$')) return null
  const target = primary(tokens, place)
  return isTarget(target) ? target : null
}

function marked(tokens: Tokens, place: Place): Expression {
  if (tokens.accept('$') !== undefined) {
    const operator = tokens.accept('++', '--')
    if (operator === undefined) return { kind: 'field', index: primaryOrSigned(tokens, place) }
    const target = primary(tokens, place)
    if (!isTarget(target)) throw tokens.error()
    return {
      kind: 'field',
      index: { kind: 'step', by: operator === '++' ? 1 : -1, isPrefix: true, target },
    }
  }
  const step = tokens.accept('++', '--')
  if (step !== undefined) {
    const target = primary(tokens, place)
    if (!isTarget(target)) throw tokens.error()
    return { kind: 'step', by: step === '++' ? 1 : -1, isPrefix: true, target }
  }
  const sign = tokens.accept('-', '+', '!')
  if (sign !== undefined)
    return { kind: 'unary', operator: sign as '-', operand: unary(tokens, place) }
  tokens.expect('(')
  return grouped(tokens)
}

function primaryOrSigned(tokens: Tokens, place: Place): Expression {
  const sign = tokens.accept('-', '+')
  const value = primary(tokens, place)
  return sign === undefined ? value : { kind: 'unary', operator: sign as '-', operand: value }
}

/** (expression), or (i, j) in array. */
function grouped(tokens: Tokens): Expression {
  const inner = subscripts(tokens, ')')
  return { kind: 'group', inner }
}

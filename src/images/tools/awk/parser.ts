import { ANYWHERE, expressionAt, type Place } from './expressions.ts'
import { tokensOf } from './lexer.ts'
import type { AwkFunction, AwkProgram, Expression, Output, Rule, Statement } from './syntax.ts'
import { Tokens } from './tokens.ts'

/** Reads a program; throws an AwkError. */
export function parseProgram(source: string): AwkProgram {
  const tokens = new Tokens(tokensOf(source))
  const begin: Statement[] = []
  const end: Statement[] = []
  const rules: Rule[] = []
  const functions = new Map<string, AwkFunction>()
  tokens.skipEnds()
  while (tokens.current.kind !== 'end') {
    if (tokens.accept('BEGIN') !== undefined) begin.push(block(tokens))
    else if (tokens.accept('END') !== undefined) end.push(block(tokens))
    else if (tokens.accept('function') !== undefined) {
      const name = tokens.name()
      functions.set(name, functionAt(tokens))
    } else rules.push(ruleAt(tokens))
    tokens.skipEnds()
  }
  return { begin, end, rules, functions }
}

function functionAt(tokens: Tokens): AwkFunction {
  tokens.expect('(')
  const parameters: string[] = []
  while (tokens.accept(')') === undefined) {
    parameters.push(tokens.name())
    tokens.accept(',')
    tokens.skipNewlines()
  }
  tokens.skipNewlines()
  return { parameters, body: block(tokens) }
}

function ruleAt(tokens: Tokens): Rule {
  if (tokens.is('{')) return { pattern: null, body: block(tokens) }
  const test = expressionAt(tokens)
  if (tokens.accept(',') === undefined)
    return { pattern: { kind: 'expression', test }, body: optionalBlock(tokens) }
  tokens.skipNewlines()
  const to = expressionAt(tokens)
  return { pattern: { kind: 'range', from: test, to }, body: optionalBlock(tokens) }
}

function optionalBlock(tokens: Tokens): Statement | null {
  return tokens.is('{') ? block(tokens) : null
}

function block(tokens: Tokens): Statement {
  tokens.skipNewlines()
  tokens.expect('{')
  const body: Statement[] = []
  tokens.skipEnds()
  while (tokens.accept('}') === undefined) {
    body.push(statementAt(tokens))
    tokens.skipEnds()
  }
  return { kind: 'block', body }
}

function statementAt(tokens: Tokens): Statement {
  if (tokens.is('{')) return block(tokens)
  if (tokens.accept('if') !== undefined) return ifAt(tokens)
  if (tokens.accept('while') !== undefined) {
    const test = inParentheses(tokens)
    return { kind: 'while', test, body: bodyAt(tokens) }
  }
  if (tokens.accept('do') !== undefined) return doAt(tokens)
  if (tokens.accept('for') !== undefined) return forAt(tokens)
  const statement = simpleAt(tokens)
  endStatement(tokens)
  return statement
}

function endStatement(tokens: Tokens): void {
  const { kind } = tokens.current
  if (kind === 'newline' || kind === 'end' || tokens.is('}')) return
  tokens.expect(';')
}

function bodyAt(tokens: Tokens): Statement {
  tokens.skipNewlines()
  if (tokens.accept(';') !== undefined) return { kind: 'block', body: [] }
  return statementAt(tokens)
}

function inParentheses(tokens: Tokens): Expression {
  tokens.expect('(')
  const test = expressionAt(tokens)
  tokens.expect(')')
  return test
}

function ifAt(tokens: Tokens): Statement {
  const test = inParentheses(tokens)
  const then = bodyAt(tokens)
  const goBack = tokens.mark()
  tokens.skipEnds()
  if (tokens.accept('else') === undefined) {
    goBack()
    return { kind: 'if', test, then, otherwise: null }
  }
  return { kind: 'if', test, then, otherwise: bodyAt(tokens) }
}

function doAt(tokens: Tokens): Statement {
  const body = bodyAt(tokens)
  tokens.skipEnds()
  tokens.expect('while')
  return { kind: 'do', body, test: inParentheses(tokens) }
}

function forAt(tokens: Tokens): Statement {
  tokens.expect('(')
  const goBack = tokens.mark()
  if (tokens.current.kind === 'name') {
    const name = tokens.name()
    if (tokens.accept('in') !== undefined) {
      const array = tokens.name()
      if (tokens.accept(')') !== undefined)
        return { kind: 'for in', name, array, body: bodyAt(tokens) }
    }
    goBack()
  }
  const first = tokens.is(';') ? null : simpleAt(tokens)
  tokens.expect(';')
  tokens.skipNewlines()
  const test = tokens.is(';') ? null : expressionAt(tokens)
  tokens.expect(';')
  tokens.skipNewlines()
  const next = tokens.is(')') ? null : simpleAt(tokens)
  tokens.expect(')')
  return { kind: 'for', first, test, next, body: bodyAt(tokens) }
}

function simpleAt(tokens: Tokens): Statement {
  const word = tokens.accept(
    'print',
    'printf',
    'next',
    'break',
    'continue',
    'exit',
    'return',
    'delete',
  )
  switch (word) {
    case 'print':
    case 'printf':
      return printAt(tokens, word)
    case 'next':
    case 'break':
    case 'continue':
      return { kind: word }
    case 'exit':
    case 'return':
      return { kind: word, value: endsHere(tokens) ? null : expressionAt(tokens) }
    case 'delete':
      return deleteAt(tokens)
    default:
      return { kind: 'expression', value: expressionAt(tokens) }
  }
}

function endsHere(tokens: Tokens): boolean {
  const { kind } = tokens.current
  return kind === 'newline' || kind === 'end' || tokens.is(';', '}')
}

function deleteAt(tokens: Tokens): Statement {
  const array = tokens.name()
  if (tokens.accept('[') === undefined) return { kind: 'delete', array, index: null }
  const index = expressionAt(tokens)
  tokens.expect(']')
  return { kind: 'delete', array, index }
}

const IN_PRINT: Place = { isInPrint: true, isBeforeIn: false }

function printAt(tokens: Tokens, kind: 'print' | 'printf'): Statement {
  const values = printedValues(tokens)
  return { kind, values, to: outputAt(tokens) }
}

function printedValues(tokens: Tokens): readonly Expression[] {
  if (endsHere(tokens) || tokens.is('>', '>>', '|')) return []
  const inGroup = parenthesized(tokens)
  if (inGroup !== undefined) return inGroup
  const values = [expressionAt(tokens, IN_PRINT)]
  while (tokens.accept(',') !== undefined) {
    tokens.skipNewlines()
    values.push(expressionAt(tokens, IN_PRINT))
  }
  return values
}

/** print (a, b) > "file": the parentheses belong to print only when nothing else follows them. */
function parenthesized(tokens: Tokens): readonly Expression[] | undefined {
  if (!tokens.is('(')) return undefined
  const goBack = tokens.mark()
  tokens.expect('(')
  const values = [expressionAt(tokens)]
  while (tokens.accept(',') !== undefined) {
    tokens.skipNewlines()
    values.push(expressionAt(tokens))
  }
  const isWhole =
    tokens.accept(')') !== undefined && (endsHere(tokens) || tokens.is('>', '>>', '|'))
  if (isWhole) return values
  goBack()
  return undefined
}

function outputAt(tokens: Tokens): Output | null {
  const kind = tokens.accept('>', '>>', '|')
  if (kind === undefined) return null
  const name = expressionAt(tokens, { ...ANYWHERE, isInPrint: true })
  return { kind: kind as '>', name }
}

import { isJsonList, isJsonObject, type JsonValue } from '#manifest'
import { CallError, FUNCTIONS } from './functions.ts'
import type { Command, Node, Operand, Pipeline, Term } from './parse.ts'
import {
  GoInt,
  integerOf,
  isTrue,
  keysOf,
  memberOf,
  NO_VALUE,
  printed,
  typeOf,
  type Value,
} from './values.ts'

export interface EvaluateOptions {
  /** A key that is not there is `<no value>`, else an error. */
  readonly allowsMissingKeys: boolean
}

/** Why a template cannot print some data, and where that came up. */
export interface Failure {
  readonly at: number
  readonly reason: string
}

/** What a template prints of some data, up to a failure if there is one. */
export function evaluate(
  nodes: readonly Node[],
  data: JsonValue,
  options: EvaluateOptions,
): { readonly output: string; readonly failure?: Failure } {
  const run = new Evaluation(data, options)
  try {
    run.list(nodes, data)
    return { output: run.output }
  } catch (error) {
    if (!(error instanceof Failed)) throw error
    const { at, message: reason } = error
    return { output: run.output, failure: { at, reason } }
  }
}

class Failed extends Error {
  readonly at: number

  constructor({ text, at }: { readonly text: string; readonly at: number }, reason: string) {
    super(`executing "output" at <${text}>: ${reason}`)
    this.at = at
  }
}

class LoopExit extends Error {
  readonly goesOn: boolean

  constructor(goesOn: boolean) {
    super()
    this.goesOn = goesOn
  }
}

class Evaluation {
  readonly #options: EvaluateOptions
  readonly #variables: { name: string; value: Value }[]
  output = ''

  constructor(data: JsonValue, options: EvaluateOptions) {
    this.#options = options
    this.#variables = [{ name: '$', value: data }]
  }

  list(nodes: readonly Node[], dot: Value): void {
    for (const node of nodes) this.#node(node, dot)
  }

  #node(node: Node, dot: Value): void {
    switch (node.kind) {
      case 'text':
        this.output += node.text
        break
      case 'print': {
        const value = this.#pipeline(node.pipeline, dot)
        if (node.pipeline.names.length === 0) this.output += printed(value)
        break
      }
      case 'break':
      case 'continue':
        throw new LoopExit(node.kind === 'continue')
      case 'range':
        this.#scoped(() => this.#range(node, dot))
        break
      default:
        this.#scoped(() => {
          const value = this.#pipeline(node.pipeline, dot)
          const inside = node.kind === 'with' ? value : dot
          if (isTrue(value)) this.list(node.body, inside)
          else this.list(node.otherwise, dot)
        })
    }
  }

  #scoped(act: () => void): void {
    const { length } = this.#variables
    try {
      act()
    } finally {
      this.#variables.length = length
    }
  }

  #range(node: Node & { kind: 'range' }, dot: Value): void {
    const { pipeline } = node
    const value = this.#pipeline({ ...pipeline, names: [] }, dot)
    const entries = entriesOf(value)
    if (entries === undefined)
      throw new Failed(placeOf(pipeline), `range can't iterate over ${printed(value)}`)
    if (entries.length === 0) this.list(node.otherwise, dot)
    for (const [key, item] of entries) {
      try {
        this.#scoped(() => {
          const values = pipeline.names.length === 1 ? [item] : [key, item]
          pipeline.names.forEach((name, at) => {
            this.#variables.push({ name, value: values[at] ?? null })
          })
          this.list(node.body, item)
        })
      } catch (error) {
        if (!(error instanceof LoopExit)) throw error
        if (!error.goesOn) break
      }
    }
  }

  #pipeline(pipeline: Pipeline, dot: Value): Value {
    let value: Value | undefined
    for (const command of pipeline.commands) value = this.#command(command, dot, value)
    const [name] = pipeline.names
    if (name !== undefined) this.#assign(name, value ?? null, pipeline.isDeclaration)
    return value ?? null
  }

  #assign(name: string, value: Value, isDeclaration: boolean): void {
    const known = this.#variables.findLast((variable) => variable.name === name)
    if (isDeclaration || known === undefined) this.#variables.push({ name, value })
    else known.value = value
  }

  #command(command: Command, dot: Value, piped: Value | undefined): Value {
    const [first, ...rest] = command
    if (first === undefined) return null
    if (first.operand.kind === 'function') return this.#call(first, rest, { dot, piped })
    if (rest.length > 0 || piped !== undefined)
      throw new Failed(first, `can't give argument to non-function ${first.text}`)
    return this.#term(first, dot)
  }

  #call(
    { operand, text, at }: Term,
    terms: readonly Term[],
    { dot, piped }: { readonly dot: Value; readonly piped: Value | undefined },
  ): Value {
    const name = operand.kind === 'function' ? operand.name : ''
    const last = piped === undefined ? [] : [piped]
    if (name === 'and' || name === 'or') return this.#shortcut(name === 'or', terms, { dot, last })
    const args = [...terms.map((term) => this.#term(term, dot)), ...last]
    try {
      return FUNCTIONS.get(name)?.(args) ?? null
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      throw new Failed(callPlace({ text, at }, terms), `error calling ${name}: ${error.message}`)
    }
  }

  /** The first that is true for `or`, false for `and`; the others are not looked at. */
  #shortcut(
    wanted: boolean,
    terms: readonly Term[],
    { dot, last }: { readonly dot: Value; readonly last: readonly Value[] },
  ): Value {
    let value: Value = null
    for (const term of terms) {
      value = this.#term(term, dot)
      if (isTrue(value) === wanted) return value
    }
    return last[0] ?? value
  }

  #term(term: Term, dot: Value): Value {
    let value = this.#operand(term.operand, dot)
    for (const field of term.fields) value = this.#field(value, field, term)
    return value
  }

  #operand(operand: Operand, dot: Value): Value {
    switch (operand.kind) {
      case 'constant':
        return operand.value
      case 'dot':
        return dot
      case 'variable':
        return this.#variables.findLast(({ name }) => name === operand.name)?.value ?? null
      case 'pipeline':
        return this.#pipeline(operand.pipeline, dot)
      case 'function':
        return FUNCTIONS.get(operand.name)?.([]) ?? null
    }
  }

  #field(value: Value, field: string, term: Term): Value {
    if (value === NO_VALUE || value === null)
      throw new Failed(term, `nil pointer evaluating interface {}.${field}`)
    if (!(value instanceof GoInt) && isJsonObject(value)) {
      const member = memberOf(value, field)
      if (member === NO_VALUE && !this.#options.allowsMissingKeys)
        throw new Failed(term, `map has no entry for key "${field}"`)
      return member
    }
    throw new Failed(term, `can't evaluate field ${field} in type ${interfaceOf(value)}`)
  }
}

interface Place {
  readonly text: string
  readonly at: number
}

function placeOf({ text, commands }: Pipeline): Place {
  return { text, at: commands[0]?.[0]?.at ?? 0 }
}

/** A call is named with what it is given. */
function callPlace({ text, at }: Place, terms: readonly Term[]): Place {
  return { text: [text, ...terms.map((term) => term.text)].join(' '), at }
}

/** What a map or list holds has the type `interface {}` to Go. */
function interfaceOf(value: Value): string {
  return value instanceof GoInt ? typeOf(value) : 'interface {}'
}

function entriesOf(value: Value): readonly (readonly [Value, Value])[] | undefined {
  if (value === NO_VALUE || value === null) return []
  const count = integerOf(value)
  if (value instanceof GoInt || count !== undefined)
    return Array.from({ length: count ?? 0 }, (_, at) => [new GoInt(at), new GoInt(at)])
  if (isJsonList(value)) return value.map((item, at) => [new GoInt(at), item])
  if (isJsonObject(value)) return keysOf(value).map((key) => [key, memberOf(value, key)])
  return undefined
}

import { type Run, work } from '#engine'
import type { Call } from '../call.ts'
import { Evaluator, type RecordSource } from './evaluator.ts'
import { format } from './format.ts'
import type { AwkProgram, Pattern, Rule, Statement } from './syntax.ts'
import { isTrue, numberOf, textual, UNSET, type Value } from './values.ts'

/** How a statement came to its end before its time. */
type Jump =
  | { readonly kind: 'next' | 'break' | 'continue' }
  | { readonly kind: 'exit'; readonly status: number | null }
  | { readonly kind: 'return'; readonly value: Value }

/** Carries a program out over the records of its input. */
export class AwkMachine {
  readonly evaluator: Evaluator
  readonly #call: Call
  readonly #program: AwkProgram
  readonly #source: RecordSource
  /** Ranges that have begun and not ended. */
  readonly #open = new Set<Pattern>()
  #status = 0

  constructor(call: Call, program: AwkProgram, source: RecordSource) {
    this.#call = call
    this.#program = program
    this.#source = source
    this.evaluator = new Evaluator({
      call,
      program,
      source,
      runBody: (name) => this.#runFunction(name),
    })
  }

  *run(): Run {
    const isOver = yield* this.#begin()
    const { rules, end } = this.#program
    if (!isOver && (rules.length > 0 || end.length > 0)) yield* this.#records()
    for (const body of end) {
      const jump = yield* this.#statement(body)
      if (jump?.kind !== 'exit') continue
      this.#status = jump.status ?? this.#status
      break
    }
    yield* this.evaluator.streams.closeAll()
    return this.#status
  }

  /** Gives whether `exit` was met, which leads to END at once. */
  *#begin(): Run<boolean> {
    for (const body of this.#program.begin) {
      const jump = yield* this.#statement(body)
      if (jump?.kind !== 'exit') continue
      this.#status = jump.status ?? 0
      return true
    }
    return false
  }

  *#records(): Run<void> {
    for (;;) {
      const record = yield* this.#source.next()
      if (record === undefined) return
      this.evaluator.memory.record = record
      const jump = yield* this.#rules()
      if (jump?.kind !== 'exit') continue
      this.#status = jump.status ?? 0
      return
    }
  }

  *#rules(): Run<Jump | undefined> {
    for (const rule of this.#program.rules) {
      if (!(yield* this.#applies(rule))) continue
      if (rule.body === null) {
        const { memory } = this.evaluator
        yield* this.#call.print(memory.record + memory.text('ORS'))
        continue
      }
      const jump = yield* this.#statement(rule.body)
      if (jump?.kind === 'next') return undefined
      if (jump?.kind === 'exit') return jump
    }
    return undefined
  }

  *#applies({ pattern }: Rule): Run<boolean> {
    if (pattern === null) return true
    if (pattern.kind === 'expression') return yield* this.evaluator.truth(pattern.test)
    if (!this.#open.has(pattern)) {
      if (!(yield* this.evaluator.truth(pattern.from))) return false
      this.#open.add(pattern)
    }
    if (yield* this.evaluator.truth(pattern.to)) this.#open.delete(pattern)
    return true
  }

  *#runFunction(name: string): Run<Value> {
    const body = this.#program.functions.get(name)?.body
    const jump = body === undefined ? undefined : yield* this.#statement(body)
    return jump?.kind === 'return' ? jump.value : UNSET
  }

  *#statement(statement: Statement): Run<Jump | undefined> {
    switch (statement.kind) {
      case 'block':
        for (const inner of statement.body) {
          const jump = yield* this.#statement(inner)
          if (jump !== undefined) return jump
        }
        return undefined
      case 'expression':
        yield* this.evaluator.value(statement.value)
        return undefined
      case 'print':
      case 'printf':
        yield* this.#print(statement)
        return undefined
      case 'if':
        if (yield* this.evaluator.truth(statement.test))
          return yield* this.#statement(statement.then)
        return statement.otherwise === null
          ? undefined
          : yield* this.#statement(statement.otherwise)
      case 'while':
      case 'do':
      case 'for':
      case 'for in':
        return yield* this.#loop(statement)
      case 'next':
      case 'break':
      case 'continue':
        return { kind: statement.kind }
      case 'exit':
      case 'return':
        return yield* this.#leave(statement)
      case 'delete':
        yield* this.#delete(statement)
        return undefined
    }
  }

  *#leave({ kind, value }: Extract<Statement, { kind: 'exit' | 'return' }>): Run<Jump> {
    const given = value === null ? null : yield* this.evaluator.value(value)
    if (kind === 'return') return { kind, value: given ?? UNSET }
    return { kind, status: given === null ? null : numberOf(given) & 255 }
  }

  *#delete({ array, index }: Extract<Statement, { kind: 'delete' }>): Run<void> {
    const elements = this.evaluator.memory.array(array)
    if (index === null) elements.clear()
    else elements.delete(yield* this.evaluator.text(index))
  }

  *#print({ kind, values, to }: Extract<Statement, { kind: 'print' | 'printf' }>): Run<void> {
    const { memory } = this.evaluator
    const shown: Value[] = []
    for (const value of values) shown.push(yield* this.evaluator.value(value))
    const textOf = (it: Value): string => memory.textOf(it, kind === 'print' ? 'OFMT' : 'CONVFMT')
    const [template = UNSET, ...rest] = shown
    const text =
      kind === 'printf'
        ? format(textOf(template), rest, textOf)
        : (values.length === 0 ? memory.record : shown.map(textOf).join(memory.text('OFS'))) +
          memory.text('ORS')
    if (to === null) yield* this.#call.print(text)
    else yield* this.evaluator.streams.print(to.kind, yield* this.evaluator.text(to.name), text)
  }

  *#loop(
    loop: Extract<Statement, { kind: 'while' | 'do' | 'for' | 'for in' }>,
  ): Run<Jump | undefined> {
    if (loop.kind === 'for in') return yield* this.#forIn(loop)
    if (loop.kind === 'for' && loop.first !== null) yield* this.#statement(loop.first)
    for (let isFirst = true; ; isFirst = false) {
      yield* work(1)
      const isUnasked = loop.kind === 'do' && isFirst
      if (!isUnasked && loop.test !== null && !isTrue(yield* this.evaluator.value(loop.test)))
        return undefined
      const jump = yield* this.#statement(loop.body)
      if (jump?.kind === 'break') return undefined
      if (jump !== undefined && jump.kind !== 'continue') return jump
      if (loop.kind === 'for' && loop.next !== null) yield* this.#statement(loop.next)
    }
  }

  *#forIn({ name, array, body }: Extract<Statement, { kind: 'for in' }>): Run<Jump | undefined> {
    for (const key of [...this.evaluator.memory.array(array).keys()]) {
      this.evaluator.memory.set(name, textual(key))
      const jump = yield* this.#statement(body)
      if (jump?.kind === 'break') return undefined
      if (jump !== undefined && jump.kind !== 'continue') return jump
    }
    return undefined
  }
}

import type { Run } from '#engine'
import type { Call, Tool } from './call.ts'
import { LineInput, openInput, PLAIN_WORDS } from './input.ts'
import { parseOptions } from './options.ts'
import { extraOperand, missingOperand } from './refusals.ts'

/** Which lines two sorted files have alone, and which in common. */
export const comm: Tool = function* (call) {
  const options = parseOptions(call, { flags: '123' })
  const inputs = yield* twoInputs(call, options.operands)
  if (inputs === undefined) return 1
  const [left, right] = inputs
  const columns = (['1', '2', '3'] as const).filter((it) => !options.has(it))
  const show = function* (column: '1' | '2' | '3', line: string): Run<void> {
    const at = columns.indexOf(column)
    if (at >= 0) yield* call.print(`${'\t'.repeat(at)}${line}\n`)
  }
  let [a, b] = [yield* left.next(), yield* right.next()]
  while (a !== undefined || b !== undefined) {
    if (a !== undefined && a.text === b?.text) {
      yield* show('3', a.text)
      a = yield* left.next()
      b = yield* right.next()
    } else if (a !== undefined && (b === undefined || a.text < b.text)) {
      yield* show('1', a.text)
      a = yield* left.next()
    } else if (b !== undefined) {
      yield* show('2', b.text)
      b = yield* right.next()
    }
  }
  return 0
}

/** Joins the lines of two sorted files whose first fields agree. */
export const join: Tool = function* (call) {
  const options = parseOptions(call, { takes: 't12' })
  const inputs = yield* twoInputs(call, options.operands)
  if (inputs === undefined) return 1
  const [left, right] = inputs
  const mark = options.value('t')
  const split = (line: string): readonly string[] =>
    mark === undefined ? line.trim().split(/[ \t]+/) : line.split(mark)
  const keys = [Number(options.value('1') ?? 1) - 1, Number(options.value('2') ?? 1) - 1] as const
  const others: (readonly string[])[] = []
  for (let line = yield* right.next(); line !== undefined; line = yield* right.next())
    others.push(split(line.text))
  for (let line = yield* left.next(); line !== undefined; line = yield* left.next()) {
    const fields = split(line.text)
    const key = fields[keys[0]] ?? ''
    for (const other of others.filter((it) => it[keys[1]] === key)) {
      const rest = [...fields.toSpliced(keys[0], 1), ...other.toSpliced(keys[1], 1)]
      yield* call.print(`${[key, ...rest].join(mark ?? ' ')}\n`)
    }
  }
  return 0
}

function* twoInputs(
  call: Call,
  operands: readonly string[],
): Run<readonly [LineInput, LineInput] | undefined> {
  const [first, second, extra] = operands
  if (first === undefined) throw missingOperand(call)
  if (second === undefined) throw missingOperand(call, `missing operand after ${call.quote(first)}`)
  if (extra !== undefined) throw extraOperand(call, extra)
  const left = yield* openInput(call, first, PLAIN_WORDS)
  const right = left === undefined ? undefined : yield* openInput(call, second, PLAIN_WORDS)
  if (left === undefined || right === undefined) return undefined
  return [new LineInput(call, left), new LineInput(call, right)]
}

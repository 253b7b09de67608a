import { type Call, Refusal, type Tool } from './call.ts'
import { parseOptions } from './options.ts'
import { extraOperand, missingOperand } from './refusals.ts'

export const seq: Tool = function* (call) {
  const options = parseOptions(call, {
    flags: 'w',
    takes: 's',
    long: { 'equal-width': 'w', separator: 's' },
    takesNegatives: true,
  })
  const { operands } = options
  if (operands.length === 0) throw missingOperand(call)
  if (operands[3] !== undefined) throw extraOperand(call, operands[3])
  const numbers = operands.map((word) => numberIn(call, word))
  const [from, step, to] =
    numbers.length === 1
      ? [1, 1, numbers[0]]
      : numbers.length === 2
        ? [numbers[0], 1, numbers[1]]
        : numbers
  const places = Math.max(...(operands.length === 1 ? [''] : operands.slice(0, -1)).map(decimals))
  const range = { from: from ?? 1, step: step, to: to ?? 1, places }
  if (range.step === 0)
    throw new Refusal(`invalid Zero increment value: ${call.quote(operands[1] ?? '')}`, {
      usage: true,
    })
  const width = options.has('w') ? widest(range) : 0
  const separator = options.value('s') ?? '\n'
  let count = 0
  for (let value = range.from; isWithin(value, range); value = range.from + ++count * range.step)
    yield* call.print((count > 0 ? separator : '') + padded(value.toFixed(places), width))
  if (count > 0) yield* call.print('\n')
  return 0
}

interface Range {
  readonly from: number
  readonly step: number
  readonly to: number
  readonly places: number
}

function isWithin(value: number, { step, to, places }: Range): boolean {
  const rounded = Number(value.toFixed(places + 2))
  return step > 0 ? rounded <= to : rounded >= to
}

function numberIn(call: Call, word: string): number {
  if (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(word)) return Number(word)
  throw new Refusal(call.isBusybox ? '' : `invalid floating point argument: ${call.quote(word)}`, {
    usage: true,
  })
}

function decimals(word: string): number {
  return /\.(\d*)$/.exec(word)?.[1]?.length ?? 0
}

function widest({ from, to, places }: Range): number {
  return Math.max(from.toFixed(places).length, to.toFixed(places).length)
}

function padded(text: string, width: number): string {
  const sign = text.startsWith('-') ? '-' : ''
  return sign + text.slice(sign.length).padStart(width - sign.length, '0')
}

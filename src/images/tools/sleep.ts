import { sleep as pause } from '#engine'
import { Refusal, type Tool } from './call.ts'
import { parseOptions } from './options.ts'
import { missingOperand } from './refusals.ts'

const UNIT_MS: Readonly<Record<string, number>> = {
  '': 1000,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
}

export const sleep: Tool = function* (call) {
  // busybox's has no options: whatever it is given is a time.
  const operands = call.isBusybox ? call.args : parseOptions(call, {}).operands
  if (operands.length === 0) throw missingOperand(call)
  let ms = 0
  for (const word of operands) {
    const time = durationIn(word)
    if (time === undefined)
      throw call.isBusybox
        ? new Refusal(`invalid number ${call.quote(word)}`)
        : new Refusal(`invalid time interval ${call.quote(word)}`, { usage: true })
    ms += time
  }
  yield* pause(call.process, ms)
  return 0
}

/** 5, 0.5, 1m, infinity in milliseconds; undefined for anything else. */
export function durationIn(word: string): number | undefined {
  if (/^inf(inity)?$/i.test(word)) return Infinity
  const match = /^(\d+(?:\.\d*)?|\.\d+)([smhd]?)$/.exec(word)
  const unit = UNIT_MS[match?.[2] ?? '?']
  return match === null || unit === undefined ? undefined : Number(match[1]) * unit
}

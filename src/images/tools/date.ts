import { Refusal, type Call, type Tool } from './call.ts'
import { parseOptions } from './options.ts'
import { strftime } from '#shell'
import { attempt } from './texts.ts'
import { timeIn } from './time-words.ts'

const ISO: Readonly<Record<string, string>> = {
  '': '%Y-%m-%d',
  date: '%Y-%m-%d',
  hours: '%Y-%m-%dT%H%:z',
  minutes: '%Y-%m-%dT%H:%M%:z',
  seconds: '%Y-%m-%dT%H:%M:%S%:z',
  ns: '%Y-%m-%dT%H:%M:%S,%N%:z',
}

export const date: Tool = function* (call) {
  const options = parseOptions(call, {
    flags: 'uR',
    takes: 'drs',
    mayTake: 'I',
    long: {
      utc: 'u',
      universal: 'u',
      date: 'd',
      reference: 'r',
      set: 's',
      'rfc-2822': 'R',
      'rfc-email': 'R',
      'iso-8601': 'I',
      'rfc-3339': 'rfc-3339',
    },
    longTakes: ['rfc-3339'],
  })
  const [format] = options.operands
  if (format !== undefined && !format.startsWith('+'))
    throw new Refusal(`invalid date ${call.quote(format)}`)
  if (options.has('s'))
    throw new Refusal(`can${call.isBusybox ? "'t" : 'not'} set date: Operation not permitted`)
  const time = timeOf(call, options.value('d'), options.value('r'))
  const iso = options.value('I')
  const chosen =
    format?.slice(1) ??
    (iso === undefined ? undefined : ISO[iso]) ??
    (options.value('rfc-3339') === undefined ? undefined : '%Y-%m-%d %H:%M:%S%:z') ??
    (options.has('R') ? '%a, %d %b %Y %H:%M:%S %z' : '%a %b %e %H:%M:%S %Z %Y')
  yield* call.print(`${strftime(chosen, time)}\n`)
  return 0
}

function timeOf(call: Call, words: string | undefined, reference: string | undefined): number {
  if (reference !== undefined) {
    const stat = attempt(() => call.process.stat(reference))
    if (stat === undefined) throw new Refusal(`${reference}: No such file or directory`)
    return stat.mtime
  }
  if (words === undefined) return call.process.wallClock
  const time = timeIn(words, call.process.wallClock)
  if (time === undefined) throw new Refusal(`invalid date ${call.quote(words)}`)
  return time
}

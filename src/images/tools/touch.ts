import { type FileTimes, SystemError } from '#engine'
import { type Call, Refusal, type Tool } from './call.ts'
import { parseOptions } from './options.ts'
import { missingOperand } from './refusals.ts'
import { attempt } from './texts.ts'
import { timeIn } from './time-words.ts'

export const touch: Tool = function* (call) {
  const options = parseOptions(call, {
    flags: 'acfhm',
    takes: 'drt',
    long: { 'no-create': 'c', date: 'd', 'no-dereference': 'h', reference: 'r', time: 'time' },
    longTakes: ['time'],
  })
  if (options.operands.length === 0) throw missingOperand(call, 'missing file operand')
  const time = timeFor(call, {
    words: options.value('d'),
    stamp: options.value('t'),
    reference: options.value('r'),
  })
  const isOfLink = options.has('h')
  const only = options.last('a', 'm')
  const times: FileTimes = {
    ...(only === 'a' && !options.has('m') ? {} : { mtime: time }),
    ...(only === 'm' && !options.has('a') ? {} : { atime: time }),
    isOfLink,
  }
  let status = 0
  for (const path of options.operands)
    try {
      touchOne(call, path, { times, creates: !options.has('c') })
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
      status = 1
      yield* call.complain(
        call.isBusybox
          ? `${path}: ${error.message}`
          : `cannot touch ${call.quote(path)}: ${error.message}`,
      )
    }
  return status
}

function touchOne(
  { process }: Call,
  path: string,
  { times, creates }: { readonly times: FileTimes; readonly creates: boolean },
): void {
  const isThere = attempt(() => (times.isOfLink ? process.lstat(path) : process.stat(path)))
  if (isThere === undefined) {
    if (!creates || times.isOfLink === true) return
    process.close(process.open(path, { write: true, create: true }, 0o666))
  }
  process.utimes(path, times)
}

function timeFor(
  call: Call,
  how: {
    readonly words: string | undefined
    readonly stamp: string | undefined
    readonly reference: string | undefined
  },
): number {
  const { process } = call
  if (how.reference !== undefined) {
    const stat = attempt(() => process.stat(how.reference ?? ''))
    if (stat !== undefined) return stat.mtime
    throw new Refusal(
      `failed to get attributes of ${call.quote(how.reference)}: No such file or directory`,
    )
  }
  const words = how.stamp === undefined ? how.words : stampWords(how.stamp, process.wallClock)
  if (words === undefined) return process.wallClock
  const time = timeIn(words, process.wallClock)
  if (time === undefined)
    throw new Refusal(
      call.isBusybox || how.stamp === undefined
        ? `invalid date ${call.isBusybox ? call.quote(words) : `format ${call.quote(words)}`}`
        : `invalid date format ${call.quote(how.stamp)}`,
    )
  return time
}

/** [[CC]YY]MMDDhhmm[.ss] */
function stampWords(stamp: string, now: number): string {
  const match = /^(?:(\d\d)?(\d\d))?(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d\d))?$/.exec(stamp)
  if (match === null) return stamp
  const [, century = '20', year, month, day, hours, minutes, seconds = '00'] = match
  const fullYear = year === undefined ? `${new Date(now).getUTCFullYear()}` : `${century}${year}`
  return `${fullYear}-${month ?? ''}-${day ?? ''} ${hours ?? ''}:${minutes ?? ''}:${seconds}`
}

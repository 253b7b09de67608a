import type { Tool } from './call.ts'
import { parseOptions } from './options.ts'
import { extraOperand } from './refusals.ts'
import { textAt } from './texts.ts'

export const uname: Tool = function* (call) {
  const options = parseOptions(call, {
    flags: 'asnrvmpio',
    long: {
      all: 'a',
      'kernel-name': 's',
      nodename: 'n',
      'kernel-release': 'r',
      'kernel-version': 'v',
      machine: 'm',
      processor: 'p',
      'hardware-platform': 'i',
      'operating-system': 'o',
    },
  })
  const [extra] = options.operands
  if (extra !== undefined) throw extraOperand(call, extra)
  const sysctl = (name: string): string =>
    (textAt(call.process, `/proc/sys/kernel/${name}`) ?? '').trim()
  // What is not known is left out of -a.
  const known = call.flavour.quotesNames ? 'unknown' : 'x86_64'
  const parts: readonly (readonly [letter: string, text: string])[] = [
    ['s', 'Linux'],
    ['n', call.process.hostname],
    ['r', sysctl('osrelease')],
    ['v', sysctl('version')],
    ['m', 'x86_64'],
    ['p', known],
    ['i', known],
    ['o', 'GNU/Linux'],
  ]
  const showsAll = options.has('a')
  const shown = parts.filter(([letter, text]) =>
    showsAll
      ? text !== 'unknown'
      : options.has(letter) || (letter === 's' && options.given.length === 0),
  )
  yield* call.print(`${shown.map(([, text]) => text).join(' ')}\n`)
  return 0
}

export const arch: Tool = function* (call) {
  yield* call.print('x86_64\n')
  return 0
}

export const nproc: Tool = function* (call) {
  parseOptions(call, { long: { all: 'all', ignore: 'ignore' }, longTakes: ['ignore'] })
  const processors = (textAt(call.process, '/proc/cpuinfo') ?? '').match(/^processor\b/gm)
  yield* call.print(`${processors?.length ?? 1}\n`)
  return 0
}

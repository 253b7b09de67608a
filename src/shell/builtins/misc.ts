import { findCommand } from '../run/external.ts'
import { type Builtin, complainAbout, inAll, print } from './builtin.ts'

/** Where programs were found; nothing is remembered, PATH is looked through anew each time. */
export const hash: Builtin = function* (shell, args, called) {
  const names = args.filter((arg) => !arg.startsWith('-'))
  let status = 0
  for (const name of names)
    if (findCommand(shell, name) === undefined) {
      status = 1
      yield* complainAbout(shell, called, inAll(`${name}: not found`))
    }
  if (args.length === 0 && shell.flavour.name === 'bash')
    yield* print(shell, 'hash: hash table empty\n')
  return status
}

export const history: Builtin = function* (shell, args) {
  if (args[0] === '-c') {
    shell.history = []
    return 0
  }
  const count = Number(args[0] ?? Infinity)
  const first = Math.max(0, shell.history.length - count)
  const lines = shell.history
    .slice(first)
    .map((line, index) => `${`${first + index + 1}`.padStart(5)}  ${line}\n`)
  yield* print(shell, lines.join(''))
  return 0
}

/** Processor time is not told apart. */
export const times: Builtin = function* (shell) {
  yield* print(shell, '0m0.000s 0m0.000s\n0m0.000s 0m0.000s\n')
  return 0
}

const LIMITS: Readonly<Record<string, readonly [name: string, unit: string, value: string]>> = {
  c: ['core file size', '(blocks, -c)', '0'],
  d: ['data seg size', '(kbytes, -d)', 'unlimited'],
  f: ['file size', '(blocks, -f)', 'unlimited'],
  l: ['max locked memory', '(kbytes, -l)', '64'],
  m: ['max memory size', '(kbytes, -m)', 'unlimited'],
  n: ['open files', '(-n)', '1024'],
  s: ['stack size', '(kbytes, -s)', '8192'],
  t: ['cpu time', '(seconds, -t)', 'unlimited'],
  u: ['max user processes', '(-u)', 'unlimited'],
  v: ['virtual memory', '(kbytes, -v)', 'unlimited'],
}

export const ulimit: Builtin = function* (shell, args, called) {
  const letters = args
    .filter((arg) => arg.startsWith('-'))
    .join('')
    .replaceAll(/[-HS]/g, '')
  if (letters.includes('a')) {
    const lines = Object.values(LIMITS).map(
      ([name, unit, value]) => `${name.padEnd(20)} ${unit.padStart(17)} ${value}\n`,
    )
    yield* print(shell, lines.join(''))
    return 0
  }
  const limit = LIMITS[letters.charAt(0) || 'f']
  if (limit === undefined) {
    yield* complainAbout(shell, called, inAll(`-${letters}: invalid option`))
    return 2
  }
  // What is set is accepted, and limits nothing.
  if (!args.some((arg) => !arg.startsWith('-'))) yield* print(shell, `${limit[2]}\n`)
  return 0
}

import type { Tool } from './call.ts'
import { become } from './become.ts'
import { parseOptions } from './options.ts'

/** Prints the environment, or runs a program in a changed one. */
export const env: Tool = function* (call) {
  const { process } = call
  const options = parseOptions(call, {
    flags: call.isBusybox ? 'i0' : 'i0v',
    takes: call.isBusybox ? 'u' : 'uC',
    long: { 'ignore-environment': 'i', null: '0', unset: 'u', chdir: 'C' },
    stopsAtOperand: true,
    status: call.isBusybox ? 1 : 125,
  })
  const words = options.operands[0] === '-' ? options.operands.slice(1) : options.operands
  if (options.has('i') || words !== options.operands) process.env.clear()
  for (const name of options.values('u')) process.env.delete(name)
  const directory = options.value('C')
  if (directory !== undefined) process.chdir(directory)
  const first = words.findIndex((word) => !word.includes('='))
  const argv = first < 0 ? [] : words.slice(first)
  for (const word of first < 0 ? words : words.slice(0, first)) {
    const equals = word.indexOf('=')
    process.env.set(word.slice(0, equals), word.slice(equals + 1))
  }
  if (argv.length > 0)
    return yield* become(call, argv, (name, message) =>
      call.isBusybox
        ? `can't execute ${call.quote(name)}: ${message}`
        : `${call.flavour.quotesNames ? call.quote(name) : name}: ${message}`,
    )
  const end = options.has('0') ? '\0' : '\n'
  for (const [name, value] of process.env) yield* call.print(`${name}=${value}${end}`)
  return 0
}

export const printenv: Tool = function* (call) {
  const options = parseOptions(call, { flags: '0', long: { null: '0' }, status: 2 })
  const end = options.has('0') ? '\0' : '\n'
  if (options.operands.length === 0) {
    for (const [name, value] of call.process.env) yield* call.print(`${name}=${value}${end}`)
    return 0
  }
  let status = 0
  for (const name of options.operands) {
    const value = call.process.env.get(name)
    if (value === undefined) status = 1
    else yield* call.print(`${value}${end}`)
  }
  return status
}

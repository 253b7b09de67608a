import type { Tool } from './call.ts'
import { parseOptions } from './options.ts'
import { baseName, directoryName } from './paths.ts'
import { extraOperand, missingOperand } from './refusals.ts'

export const basename: Tool = function* (call) {
  const options = parseOptions(call, {
    flags: 'az',
    takes: 's',
    long: { multiple: 'a', suffix: 's', zero: 'z' },
  })
  const [first, second, third] = options.operands
  if (first === undefined) throw missingOperand(call)
  const end = options.has('z') ? '\0' : '\n'
  const takesAll = options.has('a', 's')
  if (!takesAll && third !== undefined) throw extraOperand(call, third)
  const suffix = takesAll ? (options.value('s') ?? '') : (second ?? '')
  for (const path of takesAll ? options.operands : [first])
    yield* call.print(withoutSuffix(baseName(path), suffix) + end)
  return 0
}

function withoutSuffix(name: string, suffix: string): string {
  if (suffix === '' || name === suffix || !name.endsWith(suffix)) return name
  return name.slice(0, -suffix.length)
}

export const dirname: Tool = function* (call) {
  const options = parseOptions(call, { flags: 'z', long: { zero: 'z' } })
  if (options.operands.length === 0) throw missingOperand(call)
  const end = options.has('z') ? '\0' : '\n'
  for (const path of options.operands) yield* call.print(directoryName(path) + end)
  return 0
}

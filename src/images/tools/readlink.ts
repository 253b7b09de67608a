import { type Process, SystemError } from '#engine'
import type { Tool } from './call.ts'
import { parseOptions } from './options.ts'
import { baseName, directoryName, joinPath } from './paths.ts'
import { missingOperand } from './refusals.ts'
import { attempt } from './texts.ts'

export const readlink: Tool = function* (call) {
  const options = parseOptions(call, {
    flags: 'femnqsvz',
    long: {
      canonicalize: 'f',
      'canonicalize-existing': 'e',
      'canonicalize-missing': 'm',
      'no-newline': 'n',
      zero: 'z',
    },
  })
  const { operands } = options
  if (operands.length === 0) throw missingOperand(call)
  const how = options.last('f', 'e', 'm')
  let status = 0
  for (const path of operands) {
    const target =
      how === undefined
        ? attempt(() => call.process.readlink(path))
        : canonical(call.process, path, how === 'f' ? 'last may miss' : 'all exist')
    if (target === undefined) status = 1
    else yield* call.print(target + (options.has('n') && operands.length === 1 ? '' : '\n'))
  }
  return status
}

export const realpath: Tool = function* (call) {
  const options = parseOptions(call, {
    flags: 'emsqz',
    long: { 'canonicalize-existing': 'e', 'no-symlinks': 's', strip: 's', quiet: 'q' },
  })
  if (options.operands.length === 0) throw missingOperand(call)
  let status = 0
  for (const path of options.operands) {
    const target = canonical(call.process, path, options.has('e') ? 'all exist' : 'last may miss')
    if (target !== undefined) yield* call.print(`${target}\n`)
    else {
      status = 1
      if (!options.has('q')) yield* call.complain(`${path}: No such file or directory`)
    }
  }
  return status
}

/** The absolute path without links; undefined where too much of it is missing. */
function canonical(
  process: Process,
  path: string,
  which: 'all exist' | 'last may miss',
): string | undefined {
  try {
    return process.realpath(path)
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    if (which === 'all exist' || error.errno !== 'ENOENT') return undefined
  }
  const directory = attempt(() => process.realpath(directoryName(path)))
  return directory === undefined ? undefined : joinPath(directory, baseName(path))
}

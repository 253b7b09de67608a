import { type Process, SystemError } from '#engine'
import type { Call, Tool } from './call.ts'
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
        : canonical(call.process, path, wishOf(call, how))
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
    const target = canonical(call.process, path, wishOf(call, options.last('e', 'm') ?? 'f'))
    if (target !== undefined) yield* call.print(`${target}\n`)
    else {
      status = 1
      if (!options.has('q')) yield* call.complain(`${path}: No such file or directory`)
    }
  }
  return status
}

type Wish = 'all exist' | 'all exist here' | 'last may miss' | 'all may miss'

/** busybox's readlink -f and realpath want what they are given to be there, though links may dangle. */
function wishOf(call: Call, how: string): Wish {
  if (how === 'm') return 'all may miss'
  if (how === 'e') return 'all exist'
  return call.isBusybox ? 'all exist here' : 'last may miss'
}

/** The absolute path without links; undefined where too much of it is missing. */
function canonical(process: Process, path: string, which: Wish): string | undefined {
  try {
    return process.realpath(path)
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    if (error.errno !== 'ENOENT') return undefined
  }
  const leadsTo = attempt(() => process.readlink(path))
  if (leadsTo !== undefined && leadsTo !== path)
    return canonical(
      process,
      leadsTo.startsWith('/') ? leadsTo : joinPath(directoryName(path), leadsTo),
      which === 'all exist here' ? 'last may miss' : which,
    )
  if (which.startsWith('all exist')) return undefined
  const above = directoryName(path)
  const directory =
    which === 'all may miss' && above !== path
      ? canonical(process, above, which)
      : attempt(() => process.realpath(above))
  return directory === undefined ? undefined : joinPath(directory, baseName(path))
}

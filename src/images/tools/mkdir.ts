import { type Run, SystemError } from '#engine'
import { type Call, Refusal, type Tool } from './call.ts'
import { changedMode } from './file-mode.ts'
import { parseOptions } from './options.ts'
import { directoryName } from './paths.ts'
import { attempting, missingOperand } from './refusals.ts'
import { attempt } from './texts.ts'

export const mkdir: Tool = function* (call) {
  const options = parseOptions(call, {
    flags: 'pv',
    takes: 'm',
    long: { parents: 'p', mode: 'm', verbose: 'v' },
  })
  if (options.operands.length === 0) throw missingOperand(call)
  const mode = modeIn(call, options.value('m'))
  let isWell = true
  for (const path of options.operands) {
    const made = options.has('p') ? missingParts(call, path) : [path]
    for (const part of made) {
      const isLast = part === made.at(-1)
      const isMade = yield* attempting(
        call,
        () => {
          make(call, part, isLast ? mode : undefined)
        },
        (error) => cannotCreate(call, error.errno === 'ENOTDIR' ? part : path, error),
      )
      if (isMade && options.has('v'))
        yield* call.print(
          call.isBusybox
            ? `created directory: ${call.quote(isLast ? part : `${part}/`)}\n`
            : `${call.name}: created directory ${call.quote(part)}\n`,
        )
      isWell = isWell && isMade
      if (!isMade) break
    }
  }
  return isWell ? 0 : 1
}

function make({ process }: Call, path: string, mode: number | undefined): void {
  process.mkdir(path, 0o777)
  if (mode !== undefined) process.chmod(path, mode)
}

function cannotCreate(call: Call, path: string, error: SystemError): string {
  const verb = call.isBusybox ? "can't" : 'cannot'
  return `${verb} create directory ${call.quote(path)}: ${error.message}`
}

function modeIn(call: Call, words: string | undefined): number | undefined {
  if (words === undefined) return undefined
  const before = { kind: 'directory', mode: 0o777 & ~call.process.umask } as const
  const mode = changedMode({ ...before, mode: 0o777 }, words, call.process.umask)
  if (mode === undefined) throw new Refusal(`invalid mode ${call.quote(words)}`)
  return mode
}

/** The path and those of its parents that are not there, from the top. */
function missingParts(call: Call, path: string): readonly string[] {
  const stat = attempt(() => call.process.stat(path))
  if (stat?.kind === 'directory') return []
  if (stat !== undefined) return [path]
  const above = attempt(() => call.process.stat(directoryName(path)))
  if (above !== undefined && above.kind !== 'directory')
    throw new Refusal(
      `${call.isBusybox ? "can't" : 'cannot'} create directory ${call.quote(directoryName(path) + (call.isBusybox ? '/' : ''))}: Not a directory`,
    )
  const parent = directoryName(path)
  return parent === path ? [path] : [...missingParts(call, parent), path]
}

export const rmdir: Tool = function* (call) {
  const options = parseOptions(call, {
    flags: 'pv',
    long: { parents: 'p', verbose: 'v', 'ignore-fail-on-non-empty': 'lenient' },
  })
  if (options.operands.length === 0) throw missingOperand(call)
  let isWell = true
  for (const given of options.operands)
    for (const path of options.has('p') ? withParents(given) : [given]) {
      if (options.has('v')) yield* call.print(`rmdir: removing directory, ${call.quote(path)}\n`)
      if (!(yield* removeDirectory(call, path, options.has('lenient')))) {
        isWell = false
        break
      }
    }
  return isWell ? 0 : 1
}

function* removeDirectory(call: Call, path: string, isLenient: boolean): Run<boolean> {
  try {
    call.process.rmdir(path)
    return true
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    if (isLenient && error.errno === 'ENOTEMPTY') return true
    const lead = call.isBusybox ? '' : 'failed to remove '
    yield* call.complain(`${lead}${call.quote(path)}: ${error.message}`)
    return false
  }
}

function withParents(path: string): readonly string[] {
  const parent = directoryName(path)
  return parent === '.' || parent === '/' ? [path] : [path, ...withParents(parent)]
}

import { type Run, SystemError } from '#engine'
import { idOf } from './accounts.ts'
import { type Call, Refusal, type Tool } from './call.ts'
import { changedMode } from './file-mode.ts'
import { type Options, type OptionSpec, parseOptions } from './options.ts'
import { joinPath } from './paths.ts'
import { missingOperand } from './refusals.ts'
import { attempt } from './texts.ts'

const SPEC: OptionSpec = {
  flags: 'RvcfhHLP',
  long: {
    recursive: 'R',
    verbose: 'v',
    changes: 'c',
    silent: 'f',
    quiet: 'f',
    'no-dereference': 'h',
    dereference: 'dereference',
    'preserve-root': 'preserve-root',
    reference: 'reference',
  },
  longTakes: ['reference'],
}

export const chmod: Tool = function* (call) {
  const removes = call.args.find((arg) => /^-[rwxXst]+$/.test(arg))
  const options = parseOptions(call, { ...SPEC, flags: `${SPEC.flags ?? ''}rwxXst` })
  const words = removes === undefined ? options.operands : [removes, ...options.operands]
  const [mode, ...paths] = words
  if (mode === undefined) throw missingOperand(call)
  if (paths.length === 0) throw missingOperand(call, `missing operand after ${call.quote(mode)}`)
  if (changedMode({ kind: 'file', mode: 0 }, mode, 0) === undefined)
    throw call.isBusybox
      ? new Refusal(`invalid mode ${call.quote(mode)}`)
      : new Refusal(`invalid mode: ${call.quote(mode)}`, { usage: true })
  return yield* changeAll(call, { options, paths, verb: 'mode' }, (path) => {
    const { process } = call
    const changed = changedMode(process.stat(path), mode, process.umask)
    if (changed !== undefined) process.chmod(path, changed)
  })
}

export const chown: Tool = function* (call) {
  const options = parseOptions(call, SPEC)
  const [words, ...paths] = options.operands
  if (words === undefined) throw missingOperand(call)
  if (paths.length === 0) throw missingOperand(call, `missing operand after ${call.quote(words)}`)
  const owner = ownerIn(call, words)
  return yield* changeAll(call, { options, paths, verb: 'ownership' }, (path) => {
    const stat = call.process.stat(path)
    call.process.chown(path, owner.uid ?? stat.uid, owner.gid ?? stat.gid)
  })
}

export const chgrp: Tool = function* (call) {
  const options = parseOptions(call, SPEC)
  const [words, ...paths] = options.operands
  if (words === undefined) throw missingOperand(call)
  if (paths.length === 0) throw missingOperand(call, `missing operand after ${call.quote(words)}`)
  const owner = ownerIn(call, `:${words}`)
  return yield* changeAll(call, { options, paths, verb: 'group' }, (path) => {
    const stat = call.process.stat(path)
    call.process.chown(path, stat.uid, owner.gid ?? stat.gid)
  })
}

/** user, user:group, :group, user: */
function ownerIn(
  call: Call,
  words: string,
): { readonly uid: number | undefined; readonly gid: number | undefined } {
  const [user = '', group] = words.split(/[:.]/)
  const uid = user === '' ? undefined : idOf(call.process, 'passwd', user)
  const gid = group === undefined || group === '' ? undefined : idOf(call.process, 'group', group)
  if (user !== '' && uid === undefined)
    throw new Refusal(
      call.isBusybox ? `unknown user ${user}` : `invalid user: ${call.quote(words)}`,
    )
  if (group !== undefined && group !== '' && gid === undefined)
    throw new Refusal(
      call.isBusybox
        ? `unknown group ${group}`
        : `invalid group: ${call.quote(words.replace(/^:/, ''))}`,
    )
  return { uid, gid }
}

interface Change {
  readonly options: Options
  readonly paths: readonly string[]
  readonly verb: 'mode' | 'ownership' | 'group'
}

function* changeAll(
  call: Call,
  { options, paths, verb }: Change,
  change: (path: string) => void,
): Run {
  let isWell = true
  for (const path of paths)
    for (const each of options.has('R') ? withContents(call, path) : [path])
      try {
        change(each)
      } catch (error) {
        if (!(error instanceof SystemError)) throw error
        isWell = false
        if (!options.has('f')) yield* call.complain(failure(call, each, { error, verb }))
      }
  return isWell ? 0 : 1
}

function failure(
  call: Call,
  path: string,
  { error, verb }: { readonly error: SystemError; readonly verb: Change['verb'] },
): string {
  if (call.isBusybox) return `${path}: ${error.message}`
  if (error.errno === 'ENOENT' || error.errno === 'ENOTDIR')
    return `cannot access ${call.quote(path)}: ${error.message}`
  return verb === 'mode'
    ? `changing permissions of ${call.quote(path)}: ${error.message}`
    : `changing ${verb} of ${call.quote(path)}: ${error.message}`
}

/** A path and all below it; links are not followed. */
function withContents(call: Call, path: string): readonly string[] {
  const { process } = call
  const kind = attempt(() => process.lstat(path))?.kind
  if (kind !== 'directory') return [path]
  const names = attempt(() => process.readdir(path)) ?? []
  const below = names
    .map((name) => joinPath(path, name))
    .filter((it) => attempt(() => process.lstat(it))?.kind !== 'symlink')
    .flatMap((it) => withContents(call, it))
  return [path, ...below]
}

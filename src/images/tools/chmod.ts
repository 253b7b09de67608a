import { type Run, type Stat, SystemError } from '#engine'
import { idOf, Names } from './accounts.ts'
import { type Call, Refusal, type Tool } from './call.ts'
import { changedMode, modeString } from './file-mode.ts'
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
    from: 'from',
  },
  longTakes: ['reference', 'from'],
}

export const chmod: Tool = function* (call) {
  const removes = call.args.find((arg) => /^-[rwxXst]+$/.test(arg))
  const options = parseOptions(call, { ...SPEC, flags: `${SPEC.flags ?? ''}rwxXst` })
  const likeness = likenessOf(call, options)
  const given = [removes, likeness?.mode.toString(8).padStart(4, '0')]
  const words = [...given.filter((it) => it !== undefined), ...options.operands]
  const [mode, ...paths] = words
  if (mode === undefined) throw missingOperand(call)
  if (paths.length === 0) throw missingOperand(call, `missing operand after ${call.quote(mode)}`)
  if (changedMode({ kind: 'file', mode: 0 }, mode, 0) === undefined)
    throw call.isBusybox
      ? new Refusal(`invalid mode ${call.quote(mode)}`)
      : new Refusal(`invalid mode: ${call.quote(mode)}`, { usage: true })
  return yield* changeAll(call, { options, paths, verb: 'mode' }, (path) => {
    const { process } = call
    const before = process.stat(path)
    const changed = changedMode(before, mode, process.umask) ?? before.mode
    process.chmod(path, changed)
    return modeReport(call, path, { from: before, to: { ...before, mode: changed } })
  })
}

export const chown: Tool = function* (call) {
  const options = parseOptions(call, SPEC)
  const likeness = likenessOf(call, options)
  const given = likeness === undefined ? [] : [`${likeness.uid}:${likeness.gid}`]
  const [words, ...paths] = [...given, ...options.operands]
  if (words === undefined) throw missingOperand(call)
  if (paths.length === 0) throw missingOperand(call, `missing operand after ${call.quote(words)}`)
  const owner = ownerIn(call, words)
  const from = options.value('from')
  const only = from === undefined ? {} : ownerIn(call, from)
  return yield* changeAll(call, { options, paths, verb: 'ownership' }, (path) => {
    const stat = call.process.stat(path)
    const isMeant = (only.uid ?? stat.uid) === stat.uid && (only.gid ?? stat.gid) === stat.gid
    const to = { ...stat, uid: owner.uid ?? stat.uid, gid: owner.gid ?? stat.gid }
    if (isMeant) call.process.chown(path, to.uid, to.gid)
    return ownerReport(call, path, { from: stat, to, hasGroup: owner.gid !== undefined })
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
    return undefined
  })
}

/** user, user:group, :group, user: */
function ownerIn(
  call: Call,
  words: string,
): { readonly uid?: number | undefined; readonly gid?: number | undefined } {
  const [user = '', group] = words.split(/[:.]/)
  if (words === '' && call.isBusybox) throw new Refusal('unknown user ')
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
        : `invalid group: ${call.quote(call.name.endsWith('chgrp') ? group : words)}`,
    )
  return { uid, gid }
}

/** What -v, and -c when something changed, say. */
interface Report {
  readonly words: string
  readonly isChange: boolean
}

function modeReport(
  call: Call,
  path: string,
  { from, to }: { readonly from: Stat; readonly to: Stat },
): Report {
  const shown = (stat: Stat): string =>
    `${stat.mode.toString(8).padStart(4, '0')} (${modeString(stat).slice(1)})`
  const isChange = from.mode !== to.mode
  const how = call.isBusybox
    ? `changed to ${shown(to)}`
    : isChange
      ? `changed from ${shown(from)} to ${shown(to)}`
      : `retained as ${shown(to)}`
  return { words: `mode of ${call.quote(path)} ${how}`, isChange }
}

function ownerReport(
  call: Call,
  path: string,
  { from, to, hasGroup }: { readonly from: Stat; readonly to: Stat; readonly hasGroup: boolean },
): Report {
  const isChange = from.uid !== to.uid || from.gid !== to.gid
  if (call.isBusybox) {
    const words = `changed ownership of ${call.quote(path)} to ${to.uid}:${to.gid}`
    return { words, isChange }
  }
  const names = new Names(call.process)
  const shown = ({ uid, gid }: Stat): string =>
    names.user(uid) + (hasGroup ? `:${names.group(gid)}` : '')
  const file = call.quote(path)
  return {
    words: isChange
      ? `changed ownership of ${file} from ${shown(from)} to ${shown(to)}`
      : `ownership of ${file} retained as ${shown(to)}`,
    isChange,
  }
}

/** --reference: the file that the others are to be like. */
function likenessOf(call: Call, options: Options): Stat | undefined {
  const path = options.value('reference')
  if (path === undefined) return undefined
  const stat = attempt(() => call.process.stat(path))
  if (stat !== undefined) return stat
  throw new Refusal(`failed to get attributes of ${call.quote(path)}: No such file or directory`)
}

interface Change {
  readonly options: Options
  readonly paths: readonly string[]
  readonly verb: 'mode' | 'ownership' | 'group'
}

function* changeAll(
  call: Call,
  { options, paths, verb }: Change,
  change: (path: string) => Report | undefined,
): Run {
  let isWell = true
  for (const path of paths)
    for (const each of options.has('R') ? withContents(call, path, verb !== 'mode') : [path])
      try {
        const report = change(each)
        if (report !== undefined && (options.has('v') || (options.has('c') && report.isChange)))
          yield* call.print(`${report.words}\n`)
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
function withContents(call: Call, path: string, isDeepFirst: boolean): readonly string[] {
  const { process } = call
  const kind = attempt(() => process.lstat(path))?.kind
  if (kind !== 'directory') return [path]
  const names = attempt(() => process.readdir(path)) ?? []
  const below = names
    .map((name) => joinPath(path, name))
    .filter((it) => attempt(() => process.lstat(it))?.kind !== 'symlink')
    .flatMap((it) => withContents(call, it, isDeepFirst))
  return isDeepFirst ? [...below, path] : [path, ...below]
}

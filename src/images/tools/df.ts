import type { Run } from '#engine'
import { type Call, Refusal, type Tool } from './call.ts'
import { type Options, parseOptions } from './options.ts'
import { busyboxSize, humanSize } from './sizes.ts'
import { attempt, textAt } from './texts.ts'

/** A line of /proc/mounts. */
export interface Mount {
  readonly source: string
  readonly path: string
  readonly type: string
  readonly options: string
}

export function mountsOf({ process }: Call): readonly Mount[] {
  const lines = (textAt(process, '/proc/self/mounts') ?? '').split('\n')
  return lines.flatMap((line) => {
    const [source, path, type, options] = line.split(' ')
    if (source === undefined || path === undefined || type === undefined) return []
    return [{ source, path: path.replaceAll('\\040', ' '), type, options: options ?? '' }]
  })
}

export const df: Tool = function* (call) {
  const options = parseOptions(call, {
    flags: 'ahHiklPTm',
    takes: 't',
    long: {
      all: 'a',
      'human-readable': 'h',
      inodes: 'i',
      'print-type': 'T',
      portability: 'P',
      type: 't',
    },
  })
  const { mounts, isWell } = yield* chosen(call, options)
  const rows = mounts.map((mount) => rowOf(call, mount, options))
  const table = [titles(call, options), ...rows]
  yield* call.print(arranged(table, call.isBusybox))
  return isWell ? 0 : 1
}

function* chosen(
  call: Call,
  options: Options,
): Run<{ readonly mounts: readonly Mount[]; readonly isWell: boolean }> {
  const all = mountsOf(call)
  const { operands } = options
  if (operands.length === 0) {
    const type = options.value('t')
    return {
      mounts: all.filter(
        (mount) =>
          (type === undefined || mount.type === type) &&
          (options.has('a') || sizeOf(call, mount).totalBytes > 0),
      ),
      isWell: true,
    }
  }
  const mounts: Mount[] = []
  for (const path of operands) {
    const real = attempt(() => call.process.realpath(path))
    const mount = real === undefined ? undefined : mountOf(all, real)
    if (mount !== undefined) mounts.push(mount)
    else
      yield* call.complain(
        call.isBusybox ? `${path}: can't find mount point` : `${path}: No such file or directory`,
      )
  }
  if (mounts.length === 0 && !call.isBusybox) {
    throw new Refusal('', { status: 1 })
  }
  return { mounts, isWell: mounts.length === operands.length }
}

/** The mount point that a path lies below: the longest. */
function mountOf(mounts: readonly Mount[], path: string): Mount | undefined {
  return mounts
    .filter((it) => path === it.path || path.startsWith(it.path === '/' ? '/' : `${it.path}/`))
    .toSorted((a, b) => a.path.length - b.path.length)
    .at(-1)
}

function sizeOf(
  { process }: Call,
  { path }: Mount,
): { readonly totalBytes: number; readonly freeBytes: number } {
  return attempt(() => process.statfs(path)) ?? { totalBytes: 0, freeBytes: 0 }
}

type Row = readonly string[]

function titles(call: Call, options: Options): Row {
  const type = options.has('T') ? ['Type'] : []
  if (options.has('h'))
    return [
      'Filesystem',
      ...type,
      'Size',
      'Used',
      call.isBusybox ? 'Available' : 'Avail',
      'Use%',
      'Mounted on',
    ]
  const blocks = options.has('m') ? '1M-blocks' : options.has('P') ? '1024-blocks' : '1K-blocks'
  return [
    'Filesystem',
    ...type,
    blocks,
    'Used',
    'Available',
    options.has('P') ? 'Capacity' : 'Use%',
    'Mounted on',
  ]
}

function rowOf(call: Call, mount: Mount, options: Options): Row {
  const { totalBytes, freeBytes } = sizeOf(call, mount)
  const used = totalBytes - freeBytes
  const human = call.isBusybox ? busyboxSize : humanSize
  const unit = options.has('m') ? 1024 ** 2 : 1024
  const shown = (bytes: number): string =>
    options.has('h') ? human(bytes) : `${Math.ceil(bytes / unit)}`
  const percent = totalBytes === 0 ? '-' : `${Math.ceil((used / totalBytes) * 100)}%`
  const type = options.has('T') ? [mount.type] : []
  return [
    mount.source,
    ...type,
    shown(totalBytes),
    shown(used),
    shown(freeBytes),
    percent,
    mount.path,
  ]
}

/** GNU makes columns as wide as needed; busybox has its own widths. */
function arranged(table: readonly Row[], isBusybox: boolean): string {
  const widths = (table[0] ?? []).map((_, column) =>
    Math.max(
      isBusybox ? (BUSYBOX_WIDTHS[column] ?? 0) : (LEAST[column] ?? 0),
      ...table.map((row) => row[column]?.length ?? 0),
    ),
  )
  const last = widths.length - 1
  return table
    .map((row) => {
      const cells = row.map((cell, column) => {
        if (column === last) return cell
        const isLeft =
          column === 0 || (/^[a-z]/i.test(row[column] ?? '') && column === 1 && row.length === 7)
        return isLeft ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)
      })
      return `${cells.join(' ')}\n`
    })
    .join('')
}

const LEAST = [14, 5, 5, 5, 4]
const BUSYBOX_WIDTHS = [20, 9, 9, 9, 4]

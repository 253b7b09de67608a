import type { Run } from '#engine'
import { type Call, Refusal, type Tool } from './call.ts'
import { type Options, parseOptions } from './options.ts'
import { busyboxSize, humanSize, sizeIn } from './sizes.ts'
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
    flags: call.isBusybox ? 'ahHikPTm' : 'ahHiklPTm',
    takes: call.isBusybox ? 'tB' : 'tBx',
    long: call.isBusybox ? {} : LONG,
    longTakes: ['output'],
  })
  const { mounts, isWell } = yield* chosen(call, options)
  const columns = columnsFor(call, options)
  const sizes = mounts.map((mount) => ({ mount, ...sizeOf(call, mount) }))
  const total = { source: 'total', path: '-', type: '-', options: '' }
  const all = options.has('total') ? [...sizes, { mount: total, ...sumOf(sizes) }] : sizes
  const rows = all.map((size) => columns.map(({ value }) => value(size)))
  const titles = columns.map(({ title }) => title)
  if (call.isBusybox) yield* call.print(plainTable([titles, ...rows], options))
  else yield* call.print(arranged(columns, [titles, ...rows]))
  return isWell ? 0 : 1
}

const LONG: Readonly<Record<string, string>> = {
  all: 'a',
  'block-size': 'B',
  'human-readable': 'h',
  si: 'H',
  inodes: 'i',
  local: 'l',
  'print-type': 'T',
  portability: 'P',
  type: 't',
  'exclude-type': 'x',
  total: 'total',
  output: 'output',
}

function* chosen(
  call: Call,
  options: Options,
): Run<{ readonly mounts: readonly Mount[]; readonly isWell: boolean }> {
  const all = mountsOf(call)
  const { operands } = options
  if (operands.length === 0) {
    const types = options.values('t')
    const mounts = all.filter(
      (mount) =>
        (types.length === 0 || types.includes(mount.type)) &&
        !options.values('x').includes(mount.type) &&
        (options.has('a') || sizeOf(call, mount).bytes[0] > 0),
    )
    if (mounts.length === 0 && !call.isBusybox) throw new Refusal('no file systems processed')
    return { mounts, isWell: true }
  }
  const mounts: Mount[] = []
  for (const path of operands) {
    const real = attempt(() => call.process.realpath(path))
    const mount = real === undefined ? undefined : mountOf(all, real)
    if (mount !== undefined) mounts.push(mount)
    else yield* call.complain(`${path}: ${call.isBusybox ? "can't find mount point" : MISSING}`)
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

const MISSING = 'No such file or directory'

/** Whoever makes a file system of ext4 gets a file for so many bytes. */
const BYTES_PER_INODE = 16_384

function sizeOf({ process }: Call, { path }: Mount): Size {
  const found = attempt(() => process.statfs(path))
  const { totalBytes, freeBytes, usedInodes } = found ?? NOTHING
  if (totalBytes === 0) return { bytes: [0, 0], inodes: [0, 0] }
  const inodes = Math.max(usedInodes, Math.floor(totalBytes / BYTES_PER_INODE))
  return { bytes: [totalBytes, totalBytes - freeBytes], inodes: [inodes, usedInodes] }
}

const NOTHING = { totalBytes: 0, freeBytes: 0, usedInodes: 0 }

/** How much there is, and how much of it is used. */
type Amount = readonly [total: number, used: number]

interface Size {
  readonly bytes: Amount
  readonly inodes: Amount
}

function sumOf(sizes: readonly Size[]): Size {
  const sum = (what: keyof Size, at: 0 | 1): number =>
    sizes.reduce((all, size) => all + size[what][at], 0)
  return {
    bytes: [sum('bytes', 0), sum('bytes', 1)],
    inodes: [sum('inodes', 0), sum('inodes', 1)],
  }
}

interface Column {
  readonly title: string
  readonly isLeft?: boolean
  readonly least: number
  readonly value: (row: Size & { readonly mount: Mount }) => string
}

/** The columns that the options ask for, or those that --output names. */
function columnsFor(call: Call, options: Options): readonly Column[] {
  const named = options.value('output')
  const isOfInodes = options.has('i')
  const [size, used, free, percent] = isOfInodes
    ? inodeColumns(call, options)
    : byteColumns(call, options)
  const all: Readonly<Record<string, Column>> = {
    source: { title: 'Filesystem', isLeft: true, least: 14, value: ({ mount }) => mount.source },
    fstype: { title: 'Type', isLeft: true, least: 4, value: ({ mount }) => mount.type },
    size,
    used,
    avail: free,
    pcent: percent,
    target: { title: 'Mounted on', isLeft: true, least: 0, value: ({ mount }) => mount.path },
  }
  const type = options.has('T') ? ['fstype'] : []
  const names =
    named === undefined || named === ''
      ? ['source', ...type, 'size', 'used', 'avail', 'pcent', 'target']
      : named.split(',')
  return names.map((name) => {
    const column = all[name]
    if (column !== undefined) return column
    throw new Refusal(`option --output: field ${call.quote(name)} unknown`, { usage: true })
  })
}

type Four = readonly [size: Column, used: Column, free: Column, percent: Column]

function byteColumns(call: Call, options: Options): Four {
  const isHuman = options.has('h', 'H')
  const isPortable = options.has('P')
  const unit = unitOf(call, options)
  const human = call.isBusybox ? busyboxSize : humanSize
  const shown = (bytes: number): string =>
    isHuman ? human(bytes) : `${Math.ceil(bytes / unit.bytes)}`
  const blocks = isPortable ? `${unit.bytes}-blocks` : `${unit.name}-blocks`
  const isShort = isHuman && !call.isBusybox
  return [
    { title: isHuman ? 'Size' : blocks, least: 5, value: ({ bytes }) => shown(bytes[0]) },
    { title: 'Used', least: 5, value: ({ bytes }) => shown(bytes[1]) },
    {
      title: isShort ? 'Avail' : 'Available',
      least: 5,
      value: ({ bytes }) => shown(bytes[0] - bytes[1]),
    },
    {
      title: isPortable && !isShort ? 'Capacity' : 'Use%',
      least: 4,
      value: ({ bytes }) => percentOf(call, bytes),
    },
  ]
}

function inodeColumns(call: Call, options: Options): Four {
  const human = call.isBusybox ? busyboxSize : humanSize
  const shown = (count: number): string => (options.has('h') ? human(count) : `${count}`)
  const own = call.isBusybox ? ['Used', 'Available', 'Use%'] : ['IUsed', 'IFree', 'IUse%']
  const [used = '', free = '', percent = ''] = own
  return [
    { title: 'Inodes', least: 5, value: ({ inodes }) => shown(inodes[0]) },
    { title: used, least: 5, value: ({ inodes }) => shown(inodes[1]) },
    { title: free, least: 5, value: ({ inodes }) => shown(inodes[0] - inodes[1]) },
    {
      title: options.has('P') && call.isBusybox ? 'Capacity' : percent,
      least: 4,
      value: ({ inodes }) => percentOf(call, inodes),
    },
  ]
}

function unitOf(call: Call, options: Options): { readonly name: string; readonly bytes: number } {
  const given = options.value('B')
  if (given === undefined)
    return options.has('m') ? { name: '1M', bytes: 1024 ** 2 } : { name: '1K', bytes: 1024 }
  const bytes = sizeIn(/^\d/.test(given) ? given : `1${given}`)
  if (bytes === undefined || bytes === 0)
    throw new Refusal(
      call.isBusybox ? `invalid number '${given}'` : `invalid -B argument '${given}'`,
    )
  if (/^\d+$/.test(given)) return { name: call.isBusybox ? given : `${given}B`, bytes }
  return { name: /^\d/.test(given) ? given : `1${given}`, bytes }
}

/** GNU's rounds up, busybox to the nearest. */
function percentOf(call: Call, [total, used]: Amount): string {
  if (call.isBusybox) return `${total === 0 ? 0 : Math.round((used / total) * 100)}%`
  return total === 0 ? '-' : `${Math.ceil((used / total) * 100)}%`
}

/** GNU makes columns as wide as needed. */
function arranged(columns: readonly Column[], table: readonly (readonly string[])[]): string {
  const widths = columns.map(({ least }, column) =>
    Math.max(least, ...table.map((row) => row[column]?.length ?? 0)),
  )
  const lines = table.map((row) =>
    row
      .map((cell, column) => {
        const isLeft = columns[column]?.isLeft === true
        if (isLeft && column === row.length - 1) return cell
        return isLeft ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)
      })
      .join(' '),
  )
  return lines.map((line) => `${line}\n`).join('')
}

/** busybox has its own widths; what is longer than its column has a line to itself, but for -P. */
function plainTable(
  [titles = [], ...rows]: readonly (readonly string[])[],
  options: Options,
): string {
  const type = options.has('T')
  const sized = titles.slice(type ? 2 : 1)
  const [blocks = '', used = '', available = '', percent = '', place = ''] = sized
  const head = `${blocks.padStart(9).padEnd(15)}${used} ${available} ${percent} ${place}`
  const lines = rows.map((row) => {
    const [source = '', ...rest] = row
    const [kind = '', ...numbers] = type ? rest : ['', ...rest]
    const [size = '', taken = '', free = '', share = '', path = ''] = numbers
    const isLong = source.length > 20 && !options.has('P')
    const lead = isLong ? `${source}\n${''.padEnd(20)}` : source.padEnd(20)
    const cells = [size, taken, free].map((cell) => cell.padStart(9)).join(' ')
    return `${lead} ${type ? kind.padEnd(10) + ' ' : ''}${cells} ${share.padStart(4)} ${path}`
  })
  const first = `${'Filesystem'.padEnd(20)} ${type ? 'Type'.padEnd(11) : ''}${head}`
  return [first, ...lines].map((line) => `${line}\n`).join('')
}

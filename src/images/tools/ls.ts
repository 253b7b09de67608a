import { type Run, SystemError } from '#engine'
import { Names } from './accounts.ts'
import { type Call, isTerminal, type Tool } from './call.ts'
import { inColumns } from './columns.ts'
import { type Entry, longListing, markOf, shellQuoted } from './long-listing.ts'
import { type Options, type OptionSpec, parseOptions } from './options.ts'
import { inOrder, joinPath } from './paths.ts'
import { attempt } from './texts.ts'
import { compilePattern } from '#shell'
import { compareVersions } from './sort-keys.ts'

const GNU: OptionSpec = {
  flags: 'aAbBcCdDfFgGhHiklLmnNopqQrRsStuUvxX1Z',
  takes: 'ITw',
  long: {
    all: 'a',
    'almost-all': 'A',
    color: 'color',
    directory: 'd',
    classify: 'F',
    'human-readable': 'h',
    inode: 'i',
    dereference: 'L',
    'numeric-uid-gid': 'n',
    reverse: 'r',
    recursive: 'R',
    size: 's',
    width: 'w',
    'full-time': 'full-time',
    'group-directories-first': 'directories-first',
    'time-style': 'time-style',
    sort: 'sort',
    'quote-name': 'Q',
    hide: 'hide',
    ignore: 'I',
  },
  longMayTake: ['color', 'classify'],
  longTakes: ['time-style', 'sort', 'hide'],
  status: 2,
}

const BUSYBOX: OptionSpec = {
  flags: '1AaCxdLHRFplinshrSXvctu',
  takes: 'w',
  long: {
    color: 'color',
    'full-time': 'full-time',
    'group-directories-first': 'directories-first',
  },
  longMayTake: ['color'],
}

export const ls: Tool = function* (call) {
  const options = parseOptions(call, call.isBusybox ? BUSYBOX : GNU)
  const listing = new Listing(call, options)
  yield* listing.list(options.operands.length === 0 ? ['.'] : options.operands)
  return listing.status
}

class Listing {
  status = 0
  readonly #call: Call
  readonly #options: Options
  readonly #names: Names
  /** Something was printed already, so that an empty line must come between. */
  #hasBegun = false

  constructor(call: Call, options: Options) {
    this.#call = call
    this.#options = options
    this.#names = new Names(call.process)
  }

  *list(operands: readonly string[]): Run<void> {
    const found = (yield* this.#lookUp(operands)).filter((it) => it !== undefined)
    const isDirectory = ({ stat }: Entry): boolean =>
      stat.kind === 'directory' && !this.#options.has('d')
    const files = this.#sorted(found.filter((entry) => !isDirectory(entry)))
    const directories = this.#sorted(found.filter(isDirectory))
    if (files.length > 0) yield* this.#show(files)
    const isNamed = operands.length > 1 || this.#options.has('R')
    for (const { name } of directories) yield* this.#listDirectory(name, isNamed)
  }

  *#lookUp(operands: readonly string[]): Run<(Entry | undefined)[]> {
    const entries: (Entry | undefined)[] = []
    for (const name of operands)
      try {
        entries.push(entryAt(this.#call, name, { name, follows: this.#followsOperands(name) }))
      } catch (error) {
        if (!(error instanceof SystemError)) throw error
        this.status = this.#call.isBusybox ? 1 : 2
        yield* this.#call.complain(noAccess(this.#call, name, error))
      }
    return entries
  }

  /** A link to a directory is listed as one, unless it is looked at itself. */
  #followsOperands(name: string): boolean {
    if (this.#options.has('L', 'H')) return true
    if (this.#options.has('d', 'l', 'F', 'i') && !name.endsWith('/')) return false
    return attempt(() => this.#call.process.stat(name))?.kind === 'directory'
  }

  *#listDirectory(path: string, isNamed: boolean): Run<void> {
    const names = attempt(() => this.#call.process.readdir(path))
    if (names === undefined) {
      this.status = this.#call.isBusybox ? 1 : 2
      yield* this.#call.complain(notOpened(this.#call, path))
      return
    }
    if (isNamed) {
      yield* this.#call.print(`${this.#hasBegun ? '\n' : ''}${path}:\n`)
      this.#hasBegun = true
    }
    const entries = this.#sorted(this.#entriesIn(path, names))
    if (this.#options.has('l', 'n', 'g', 'o', 's', 'full-time')) yield* this.#total(entries)
    yield* this.#show(entries)
    if (!this.#options.has('R')) return
    for (const { name, stat } of entries)
      if (stat.kind === 'directory' && name !== '.' && name !== '..')
        yield* this.#listDirectory(joinPath(path, name), true)
  }

  #entriesIn(path: string, names: readonly string[]): readonly Entry[] {
    const showsAll = this.#options.last('a', 'A', 'f')
    const wanted = names.filter((it) => !this.#isIgnored(it, showsAll === undefined))
    const hidden = showsAll === undefined ? wanted.filter((it) => !it.startsWith('.')) : wanted
    const shown = showsAll === 'a' || showsAll === 'f' ? ['.', '..', ...hidden] : hidden
    const follows = this.#options.has('L')
    return shown.flatMap((name) => {
      const entry = attempt(() => entryAt(this.#call, joinPath(path, name), { name, follows }))
      return entry === undefined ? [] : [entry]
    })
  }

  /** -I and -B always hide, --hide unless -a or -A shows what is hidden. */
  #isIgnored(name: string, hides: boolean): boolean {
    if (this.#options.has('B') && name.endsWith('~')) return true
    const patterns = [...this.#options.values('I'), ...(hides ? this.#options.values('hide') : [])]
    return patterns.some((it) => compilePattern(it).matches(name))
  }

  *#total(entries: readonly Entry[]): Run<void> {
    const blocks = entries.reduce((sum, { stat }) => sum + stat.blocks, 0)
    yield* this.#call.print(
      `total ${this.#options.has('h') ? humanBlocks(blocks) : Math.ceil(blocks / 2)}\n`,
    )
  }

  *#show(entries: readonly Entry[]): Run<void> {
    this.#hasBegun = true
    const options = this.#options
    if (options.has('l', 'n', 'g', 'o', 'full-time')) {
      yield* this.#call.print(longListing(this.#call, entries, { options, names: this.#names }))
      return
    }
    const cells = entries.map((entry) => this.#lead(entry, entries) + this.#label(entry))
    yield* this.#call.print(this.#arranged(cells))
  }

  /** -i and -s put a number before each name. */
  #lead({ stat }: Entry, all: readonly Entry[]): string {
    const widest = (of: (entry: Entry) => number): number =>
      Math.max(...all.map((entry) => `${of(entry)}`.length))
    const inode = this.#options.has('i')
      ? `${`${stat.ino}`.padStart(this.#call.isBusybox ? 7 : widest((it) => it.stat.ino))} `
      : ''
    const blocks = this.#options.has('s')
      ? `${`${stat.blocks / 2}`.padStart(this.#call.isBusybox ? 6 : widest((it) => it.stat.blocks / 2))} `
      : ''
    return inode + blocks
  }

  #label({ name, stat }: Entry): string {
    const shown = this.#options.has('Q')
      ? `"${name.replaceAll(/["\\]/g, '\\$&')}"`
      : shellQuoted(this.#call, name)
    return shown + markOf(stat, this.#options)
  }

  #arranged(cells: readonly string[]): string {
    const isOnTerminal = isTerminal(this.#call.process, 1)
    const how = this.#options.last('1', 'C', 'x', 'm')
    if (how === 'm' && cells.length > 0) return `${cells.join(', ')}\n`
    const wantsColumns = how === 'C' || how === 'x' || (how === undefined && isOnTerminal)
    if (!wantsColumns) return cells.map((cell) => `${cell}\n`).join('')
    const width = Number(this.#options.value('w') ?? this.#terminalWidth())
    return inColumns(cells, { width, isEven: this.#call.isBusybox, isAcross: how === 'x' })
  }

  #terminalWidth(): number {
    const { process } = this.#call
    return isTerminal(process, 1) ? process.terminal(1).size.cols || 80 : 80
  }

  #sorted(entries: readonly Entry[]): readonly Entry[] {
    const options = this.#options
    if (options.has('U', 'f')) return entries
    const sorted = entries.toSorted(orderOf(options))
    const inDirection = options.has('r') ? sorted.toReversed() : sorted
    if (!options.has('directories-first')) return inDirection
    const isDirectory = ({ stat }: Entry): boolean => stat.kind === 'directory'
    return [...inDirection.filter(isDirectory), ...inDirection.filter((it) => !isDirectory(it))]
  }
}

function entryAt(
  { process }: Call,
  path: string,
  { name, follows }: { readonly name: string; readonly follows: boolean },
): Entry {
  const link = process.lstat(path)
  const target = link.kind === 'symlink' ? attempt(() => process.readlink(path)) : undefined
  const stat = follows ? (attempt(() => process.stat(path)) ?? link) : link
  return stat.kind === 'symlink' && target !== undefined ? { name, stat, target } : { name, stat }
}

function noAccess(call: Call, name: string, error: SystemError): string {
  if (call.isBusybox) return `${name}: ${error.message}`
  const shown = call.flavour.quotesNames ? call.quote(name) : name
  return `cannot access ${shown}: ${error.message}`
}

function notOpened(call: Call, path: string): string {
  if (call.isBusybox) return `can't open '${path}': Permission denied`
  const shown = call.flavour.quotesNames ? call.quote(path) : path
  return `cannot open directory ${shown}: Permission denied`
}

function orderOf(options: Options): (a: Entry, b: Entry) => number {
  const byName = (a: Entry, b: Entry): number => inOrder(a.name, b.name)
  const newest = options.has('c') ? 'ctime' : options.has('u') ? 'atime' : 'mtime'
  switch (options.last('S', 't', 'X', 'v') ?? options.value('sort')) {
    case 'v':
    case 'version':
      return (a, b) => compareVersions(a.name, b.name) || byName(a, b)
    case 'S':
    case 'size':
      return (a, b) => b.stat.size - a.stat.size || byName(a, b)
    case 't':
    case 'time':
      return (a, b) => b.stat[newest] - a.stat[newest] || byName(a, b)
    case 'X':
    case 'extension':
      return (a, b) => inOrder(extension(a.name), extension(b.name)) || byName(a, b)
    default:
      return byName
  }
}

function extension(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot <= 0 ? '' : name.slice(dot)
}

function humanBlocks(blocks: number): string {
  const kib = Math.ceil(blocks / 2)
  return kib === 0
    ? '0'
    : kib < 1024
      ? `${kib}K`
      : `${(Math.ceil((kib / 1024) * 10) / 10).toFixed(1)}M`
}

import { type Stat, SystemError } from '#engine'
import { Names } from './accounts.ts'
import { type Call, Refusal, type Tool } from './call.ts'
import { modeString } from './file-mode.ts'
import { parseOptions } from './options.ts'
import { missingOperand } from './refusals.ts'
import { strftime } from '#shell'
import { attempt } from './texts.ts'

export const stat: Tool = function* (call) {
  const options = parseOptions(call, {
    flags: 'Lft',
    takes: 'c',
    long: {
      dereference: 'L',
      'file-system': 'f',
      terse: 't',
      format: 'c',
      printf: 'printf',
    },
    longTakes: ['printf'],
  })
  if (options.operands.length === 0) throw missingOperand(call)
  if (options.has('f')) throw new Refusal('-f is not supported')
  const names = new Names(call.process)
  const printf = options.value('printf')
  let status = 0
  for (const path of options.operands) {
    const found = statOf(call, path, options.has('L'))
    if (typeof found === 'string') {
      status = 1
      yield* call.complain(found)
      continue
    }
    const about = { call, path, stat: found, names }
    const format = options.value('c')
    if (printf !== undefined) yield* call.print(filled(unescaped(printf), about))
    else if (format !== undefined) yield* call.print(`${filled(format, about)}\n`)
    else yield* call.print(`${options.has('t') ? filled(TERSE, about) : inFull(about)}\n`)
  }
  return status
}

const TERSE = '%n %s %b %f %u %g %D %i %h 0 0 %X %Y %Z %W %o'

function statOf(call: Call, path: string, follows: boolean): Stat | string {
  const { process } = call
  try {
    return follows ? process.stat(path) : process.lstat(path)
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    const verb = call.isBusybox ? "can't stat" : `cannot stat${call.flavour.quotesNames ? 'x' : ''}`
    return `${verb} '${path}': ${error.message}`
  }
}

interface About {
  readonly call: Call
  readonly path: string
  readonly stat: Stat
  readonly names: Names
}

function inFull(about: About): string {
  const { kind } = about.stat
  const isPlain = about.call.flavour.quotesNames && !about.call.isBusybox
  const target =
    kind === 'symlink' ? attempt(() => about.call.process.readlink(about.path)) : undefined
  const name =
    isPlain && target !== undefined ? `${about.path} -> ${target}` : isPlain ? '%n' : '%N'
  const lines = [
    `  File: ${about.call.isBusybox && kind !== 'symlink' ? '%n' : name}`,
    '  Size: %-10s\tBlocks: %-10b IO Block: %-6o %F',
    about.call.flavour.quotesNames && !about.call.isBusybox
      ? 'Device: %Hd,%Ld\tInode: %-10i  Links: %h'
      : 'Device: %Dh/%dd\tInode: %-10i  Links: %h',
    'Access: (%04a/%10.10A)  Uid: (%5u/%8U)   Gid: (%5g/%8G)',
    'Access: %x',
    'Modify: %y',
    'Change: %z',
  ]
  const birth = about.call.isBusybox
    ? []
    : [about.call.flavour.quotesNames ? ' Birth: %w' : ' Birth: -']
  return [...lines, ...birth].map((line) => filled(line, about)).join('\n')
}

/** A format with %n, %s, %a and the like, widths included. */
function filled(format: string, about: About): string {
  return format.replaceAll(
    /%([-0]*)(\d*)(?:\.(\d+))?([HL]?)([A-Za-z%])/g,
    // eslint-disable-next-line max-params -- the signature of a replacer is the language's
    (_, flags: string, width: string, digits: string | undefined, half: string, letter: string) => {
      const found = half === '' ? valueOf(letter, about) : deviceHalf(half, about.stat)
      const unknown = about.call.isBusybox ? letter : '?'
      const hasFraction = /[XYZ]/.test(letter) && digits !== undefined
      const value = (found ?? unknown) + (hasFraction ? `.${'0'.repeat(Number(digits))}` : '')
      if (flags.includes('-')) return value.padEnd(Number(width))
      return value.padStart(Number(width), flags.includes('0') ? '0' : ' ')
    },
  )
}

function deviceHalf(half: string, { dev }: Stat): string {
  return half === 'H' ? '0' : `${dev}`
}

function valueOf(letter: string, { call, path, stat: it, names }: About): string | undefined {
  const quoted = `'${path}'`
  switch (letter) {
    case 'n':
      return path
    case 'N': {
      const target = it.kind === 'symlink' ? attempt(() => call.process.readlink(path)) : undefined
      return target === undefined ? quoted : `${quoted} -> '${target}'`
    }
    case 's':
      return `${it.size}`
    case 'a':
      return it.mode.toString(8)
    case 'A':
      return modeString(it)
    case 'b':
      return `${it.blocks}`
    case 'B':
      return '512'
    case 'o':
      return '4096'
    case 'f':
      return (it.mode | KIND_BITS[it.kind]).toString(16)
    case 'F':
      return kindWords(it)
    case 'd':
      return `${it.dev}`
    case 'D':
      return it.dev.toString(16)
    case 'i':
      return `${it.ino}`
    case 'h':
      return `${it.nlink}`
    case 'u':
      return `${it.uid}`
    case 'g':
      return `${it.gid}`
    case 'U':
      return names.hasUser(it.uid) ? names.user(it.uid) : 'UNKNOWN'
    case 'G':
      return names.hasGroup(it.gid) ? names.group(it.gid) : 'UNKNOWN'
    default:
      return timeValue(letter, it)
  }
}

function timeValue(letter: string, { atime, mtime, ctime }: Stat): string | undefined {
  const times: Readonly<Record<string, number>> = { x: atime, y: mtime, z: ctime, w: ctime }
  const time = times[letter.toLowerCase()]
  if (letter === '%') return '%'
  if (time === undefined) return undefined
  return letter === letter.toUpperCase()
    ? `${Math.floor(time / 1000)}`
    : strftime('%Y-%m-%d %H:%M:%S.%N %z', time)
}

const KIND_BITS: Readonly<Record<Stat['kind'], number>> = {
  file: 0o100000,
  directory: 0o40000,
  symlink: 0o120000,
  fifo: 0o10000,
  socket: 0o140000,
  'character device': 0o20000,
  'block device': 0o60000,
}

function kindWords({ kind, size }: Stat): string {
  switch (kind) {
    case 'file':
      return size === 0 ? 'regular empty file' : 'regular file'
    case 'symlink':
      return 'symbolic link'
    case 'character device':
      return 'character special file'
    case 'block device':
      return 'block special file'
    default:
      return kind
  }
}

function unescaped(text: string): string {
  return text.replaceAll('\\n', '\n').replaceAll('\\t', '\t').replaceAll('\\\\', '\\')
}

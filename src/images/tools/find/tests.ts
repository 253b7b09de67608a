import { compilePattern, compileRegex } from '#shell'
import { idOf } from '../accounts.ts'
import { type Call, Refusal } from '../call.ts'
import { changedMode } from '../file-mode.ts'
import { attempt } from '../texts.ts'
import { timeIn } from '../time-words.ts'
import type { FoundFile } from './expression.ts'

type Test = (file: FoundFile) => boolean

/** The test behind a word such as -name; undefined when there is none of that name. */
export function testFor(call: Call, word: string, argument: () => string): Test | undefined {
  return (
    nameTest(word, argument) ?? fileTest(call, word, argument) ?? timeTest(call, word, argument)
  )
}

function nameTest(word: string, argument: () => string): Test | undefined {
  switch (word) {
    case '-name':
    case '-iname':
      return matching(word, argument(), ({ name }) => name)
    case '-path':
    case '-ipath':
    case '-wholename':
      return matching(word, argument(), ({ path }) => path)
    case '-regex':
    case '-iregex': {
      const regex = compileRegex(`^\\(${argument()}\\)$`, {
        kind: 'basic',
        ignoresCase: word === '-iregex',
      })
      return ({ path }) => regex.find(path) !== undefined
    }
    case '-true':
      return () => true
    case '-false':
      return () => false
    default:
      return undefined
  }
}

function matching(word: string, source: string, textOf: (file: FoundFile) => string): Test {
  const ignoresCase = word.startsWith('-i')
  const fold = (text: string): string => (ignoresCase ? text.toLowerCase() : text)
  const pattern = compilePattern(fold(source))
  return (file) => pattern.matches(fold(textOf(file)))
}

const KINDS: Readonly<Record<string, FoundFile['stat']['kind']>> = {
  f: 'file',
  d: 'directory',
  l: 'symlink',
  p: 'fifo',
  s: 'socket',
  c: 'character device',
  b: 'block device',
}

function fileTest(call: Call, word: string, argument: () => string): Test | undefined {
  const { process } = call
  switch (word) {
    case '-type':
      return ofType(call, argument())
    case '-size':
      return ofSize(call, argument())
    case '-empty':
      return ({ path, stat }) =>
        stat.kind === 'directory'
          ? attempt(() => process.readdir(path))?.length === 0
          : stat.kind === 'file' && stat.size === 0
    case '-perm':
      return withMode(call, argument())
    case '-user':
    case '-group': {
      const name = argument()
      const id = idOf(process, word === '-user' ? 'passwd' : 'group', name)
      if (id === undefined)
        throw new Refusal(
          call.isBusybox
            ? `unknown ${word.slice(1)} ${name}`
            : `${call.quote(name)} is not the name of a known ${word.slice(1)}`,
        )
      return ({ stat }) => (word === '-user' ? stat.uid : stat.gid) === id
    }
    case '-uid':
      return counted(call, [word, argument()], ({ stat }) => stat.uid)
    case '-links':
      return counted(call, [word, argument()], ({ stat }) => stat.nlink)
    case '-inum':
      return counted(call, [word, argument()], ({ stat }) => stat.ino)
    case '-readable':
      return ({ path }) => attempt(() => process.access(path, 'read')) === true
    case '-writable':
      return ({ path }) => attempt(() => process.access(path, 'write')) === true
    case '-executable':
      return ({ path }) => attempt(() => process.access(path, 'execute')) === true
    case '-newermt': {
      const since = argument()
      const time = timeIn(since, process.wallClock)
      if (time === undefined)
        throw new Refusal(`I cannot figure out how to interpret '${since}' as a date or time`)
      return ({ stat }) => stat.mtime > time
    }
    case '-newer': {
      const reference = attempt(() => process.stat(argument()))
      if (reference === undefined) throw new Refusal('no such reference file')
      return ({ stat }) => stat.mtime > reference.mtime
    }
    default:
      return undefined
  }
}

function ofType(call: Call, letters: string): Test {
  const kinds = letters.split(',').map((letter) => KINDS[letter])
  if (kinds.includes(undefined))
    throw new Refusal(
      call.isBusybox
        ? `invalid argument '${letters}' to '-type'`
        : `Unknown argument to -type: ${letters.charAt(0)}`,
    )
  return ({ stat }) => kinds.includes(stat.kind)
}

const UNITS: Readonly<Record<string, number>> = {
  '': 512,
  b: 512,
  c: 1,
  w: 2,
  k: 1024,
  M: 1024 ** 2,
  G: 1024 ** 3,
}

function ofSize(call: Call, word: string): Test {
  const match = /^([-+]?)(\d+)([bcwkMG]?)$/.exec(word)
  if (match === null) throw badNumber(call, word, `invalid -size type \`${word.slice(-1)}'`)
  const unit = UNITS[match[3] ?? ''] ?? 512
  const count = `${match[1] ?? ''}${match[2] ?? ''}`
  return counted(call, ['-size', count], ({ stat }) => Math.ceil(stat.size / unit))
}

/** +5, -5 or 5 of something. */
function counted(
  call: Call,
  [name, word]: readonly [name: string, word: string],
  valueOf: (file: FoundFile) => number,
): Test {
  const match = /^([-+]?)(\d+)$/.exec(word)
  if (match === null) throw badNumber(call, word, `invalid argument \`${word}' to \`${name}'`)
  const count = Number(match[2])
  switch (match[1]) {
    case '+':
      return (file) => valueOf(file) > count
    case '-':
      return (file) => valueOf(file) < count
    default:
      return (file) => valueOf(file) === count
  }
}

function badNumber(call: Call, word: string, words: string): Refusal {
  return new Refusal(call.isBusybox ? `invalid number ${call.quote(word)}` : words)
}

function withMode(call: Call, word: string): Test {
  const mark = /^[-/+]/.exec(word)?.[0] ?? ''
  const mode = changedMode({ kind: 'file', mode: 0 }, word.slice(mark.length), 0)
  if (mode === undefined) throw new Refusal(`invalid mode ${call.quote(word)}`)
  return ({ stat }) => {
    if (mark === '-') return (stat.mode & mode) === mode
    return mark === '' ? stat.mode === mode : mode === 0 || (stat.mode & mode) !== 0
  }
}

function timeTest(call: Call, word: string, argument: () => string): Test | undefined {
  const match = /^-([amc])(time|min)$/.exec(word)
  if (match === null) return undefined
  const which = ({ a: 'atime', m: 'mtime', c: 'ctime' } as const)[match[1] as 'm']
  const unitMs = match[2] === 'time' ? 86_400_000 : 60_000
  const { wallClock } = call.process
  return counted(call, [word, argument()], ({ stat }) =>
    Math.floor((wallClock - stat[which]) / unitMs),
  )
}

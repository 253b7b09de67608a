import { type Fd, type Run, SystemError, write } from '#engine'
import type { Shell } from '../shell.ts'
import { isName } from '../variables.ts'
import { guarded } from '../words/assign.ts'
import { type Builtin, complainAbout, inAll } from './builtin.ts'

const decoder = new TextDecoder()

/** read [-r] [-p prompt] [-t seconds] [name …]: a byte at a time, so that nothing is lost. */
export const read: Builtin = function* (shell, args, called) {
  const unknown = unknownLetter(shell, args)
  if (unknown !== undefined) {
    const posix = `illegal option -${unknown}`
    yield* complainAbout(shell, called, {
      bash: `-${unknown}: invalid option`,
      dash: posix.replace('i', 'I'),
      ash: posix,
    })
    return 2
  }
  const options = readOptions(args)
  if (options.names.length === 0 && options.array === undefined && shell.flavour.name === 'dash') {
    yield* complainAbout(shell, called, inAll('arg count'))
    return 2
  }
  const bad = options.names.find((name) => !isName(name))
  if (bad !== undefined) {
    const posix = `${bad}: bad variable name`
    yield* complainAbout(shell, called, {
      bash: `\`${bad}': not a valid identifier`,
      dash: posix,
      ash: posix,
    })
    return shell.flavour.name === 'bash' ? 1 : 2
  }
  if (options.prompt !== '' && isTerminal(shell, options.fd))
    yield* write(shell.process, 2, options.prompt)
  try {
    const line = yield* withoutEcho(shell, options, () => readLine(shell, options))
    store(shell, options, line)
    return line.isTimeout ? 142 : line.hasEnded ? 1 : 0
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    yield* complainAbout(shell, called, inAll(`read error: ${options.fd}: ${error.message}`))
    return 1
  }
}

/** Letters that the other shells do not have. */
function unknownLetter({ flavour }: Shell, args: readonly string[]): string | undefined {
  if (flavour.name === 'bash') return undefined
  const [first = ''] = args
  const known = flavour.name === 'dash' ? 'pr' : 'purtnsdN'
  const letter = /^-([a-zA-Z])/.exec(first)?.[1]
  return letter === undefined || known.includes(letter) ? undefined : letter
}

interface ReadOptions {
  readonly isRaw: boolean
  readonly isSilent: boolean
  readonly prompt: string
  readonly timeoutMs: number | undefined
  readonly count: number | undefined
  readonly delimiter: number
  readonly fd: Fd
  readonly array: string | undefined
  readonly names: readonly string[]
}

export function readOptions(args: readonly string[]): ReadOptions {
  const values = new Map<string, string>()
  let at = 0
  for (; at < args.length && /^-./.test(args[at] ?? ''); at++) {
    const word = args[at] ?? ''
    if (word === '--') {
      at++
      break
    }
    for (let place = 1; place < word.length; place++) {
      const letter = word.charAt(place)
      if (!'ptnNdua'.includes(letter)) {
        values.set(letter, '')
        continue
      }
      const joined = word.slice(place + 1)
      values.set(letter, joined === '' ? (args[++at] ?? '') : joined)
      break
    }
  }
  const timeout = values.get('t')
  const count = values.get('n') ?? values.get('N')
  const delimiter = values.get('d')
  return {
    isRaw: values.has('r'),
    isSilent: values.has('s'),
    prompt: values.get('p') ?? '',
    timeoutMs: timeout === undefined ? undefined : Number(timeout) * 1000,
    count: count === undefined ? undefined : Number(count),
    delimiter: delimiter === undefined ? 10 : delimiter.charCodeAt(0) || 0,
    fd: Number(values.get('u') ?? 0),
    array: values.get('a'),
    names: args.slice(at),
  }
}

/** -s and -n want the keys themselves, not whole lines. */
function* withoutEcho<T>(shell: Shell, options: ReadOptions, act: () => Run<T>): Run<T> {
  const isChanged =
    (options.isSilent || options.count !== undefined) && isTerminal(shell, options.fd)
  if (!isChanged) return yield* act()
  const terminal = shell.process.terminal(options.fd)
  const before = terminal.modes
  terminal.modes = {
    ...before,
    echo: before.echo && !options.isSilent,
    icanon: options.count === undefined && before.icanon,
  }
  try {
    return yield* act()
  } finally {
    terminal.modes = before
  }
}

interface Line {
  /** An escaped character is marked by a NUL, so that it does not divide words. */
  readonly text: string
  readonly hasEnded: boolean
  readonly isTimeout: boolean
}

export function* readLine({ process }: Shell, options: ReadOptions): Run<Line> {
  const { isRaw, timeoutMs, delimiter, fd } = options
  const most = options.count ?? Infinity
  const until = timeoutMs === undefined ? undefined : process.now + timeoutMs
  const bytes: number[] = []
  const line = (hasEnded: boolean, isTimeout = false): Line => ({
    text: decoder.decode(Uint8Array.from(bytes)),
    hasEnded,
    isTimeout,
  })
  let isEscaped = false
  while (bytes.length < most) {
    const got = process.tryRead(fd, 1)
    if (got === 'again') {
      const wake = yield {
        do: 'wait',
        for: [{ fd, for: 'read' }],
        ...(until === undefined ? {} : { until }),
      }
      if (wake === 'timeout') return line(true, true)
      continue
    }
    const [byte] = got
    if (byte === undefined) return line(true)
    if (isEscaped) {
      isEscaped = false
      if (byte !== 10) bytes.push(0, byte)
    } else if (byte === 92 && !isRaw) isEscaped = true
    else if (byte === delimiter) return line(false)
    else bytes.push(byte)
  }
  return line(false)
}

function store(shell: Shell, options: ReadOptions, { text }: Line): void {
  const ifs = shell.variables.get('IFS') ?? ' \t\n'
  const { array } = options
  if (array !== undefined) {
    const words = divide(text, ifs, Infinity)
    const elements = new Map(words.map((word, index) => [`${index}`, word]))
    guarded(shell, () => {
      shell.variables.setArray(array, 'indexed', elements)
    })
    return
  }
  // REPLY takes the line as it is.
  const isWhole = options.names.length === 0 && shell.flavour.name === 'bash'
  const names = options.names.length > 0 ? options.names : ['REPLY']
  const words = isWhole ? [text.replaceAll('\0', '')] : divide(text, ifs, names.length)
  guarded(shell, () => {
    for (const [index, name] of names.entries()) shell.variables.set(name, words[index] ?? '')
  })
}

/** Into at most `count` words; the last takes the rest of the line. */
function divide(text: string, ifs: string, count: number): readonly string[] {
  const isSpace = (char: string): boolean => ifs.includes(char) && ' \t\n'.includes(char)
  const words: string[] = []
  let at = 0
  const skipSpace = (): void => {
    while (at < text.length && isSpace(text.charAt(at))) at++
  }
  skipSpace()
  while (at < text.length && words.length < count - 1) {
    let word = ''
    while (at < text.length && !(ifs.includes(text.charAt(at)) && text.charAt(at) !== '\0')) {
      if (text.charAt(at) === '\0') at++
      word += text.charAt(at++)
    }
    words.push(word)
    skipSpace()
    if (at < text.length && ifs.includes(text.charAt(at)) && !isSpace(text.charAt(at))) {
      at++
      skipSpace()
    }
  }
  const rest = lastWord(text.slice(at), ifs, isSpace)
  if (at < text.length) words.push(rest)
  return words
}

/** Without blanks at its end, and without a single delimiter that ends it. */
function lastWord(rest: string, ifs: string, isSpace: (char: string) => boolean): string {
  let end = rest.length
  const isBare = (place: number): boolean => rest.charAt(place - 1) !== '\0'
  while (end > 0 && isSpace(rest.charAt(end - 1)) && isBare(end - 1)) end--
  const kept = rest.slice(0, end)
  const body = kept.slice(0, -1)
  const endsWithDelimiter = kept !== '' && ifs.includes(kept.charAt(kept.length - 1))
  const isOnlyOne = !Array.from(body).some((char) => ifs.includes(char))
  return (endsWithDelimiter && isOnlyOne ? body : kept).replaceAll('\0', '')
}

function isTerminal({ process }: Shell, fd: Fd): boolean {
  return process.descriptors().includes(fd) && process.isTerminal(fd)
}

/** One line of the standard input; undefined at its end. */
export function* readInputLine(shell: Shell): Run<string | undefined> {
  const line = yield* readLine(shell, readOptions(['-r']))
  return line.hasEnded && line.text === '' ? undefined : line.text
}

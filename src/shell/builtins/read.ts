import type { Run } from '#engine'
import type { Shell } from '../shell.ts'
import { print, type Builtin } from './builtin.ts'

const decoder = new TextDecoder()

/** read [-r] [-p prompt] [-t seconds] [name …]: one line, a byte at a time so that nothing is lost. */
export const read: Builtin = function* (shell, args) {
  const options = optionsIn(args)
  if (options.prompt !== '' && shell.process.isTerminal(0)) yield* print(shell, options.prompt)
  const line = yield* readLine(shell, options)
  const names = options.names.length > 0 ? options.names : ['REPLY']
  const words = divide(line.text, shell.variables.get('IFS') ?? ' \t\n', names.length)
  for (const [index, name] of names.entries()) shell.variables.set(name, words[index] ?? '')
  return line.isTimeout ? 142 : line.hasEnded ? 1 : 0
}

interface ReadOptions {
  readonly isRaw: boolean
  readonly prompt: string
  readonly timeoutMs: number | undefined
  readonly names: readonly string[]
}

function optionsIn(args: readonly string[]): ReadOptions {
  let isRaw = false
  let prompt = ''
  let timeoutMs: number | undefined
  let at = 0
  for (; at < args.length && /^-[a-z]/.test(args[at] ?? ''); at++) {
    const arg = args[at] ?? ''
    if (arg.includes('r')) isRaw = true
    if (arg.endsWith('p')) prompt = args[++at] ?? ''
    else if (arg.endsWith('t')) timeoutMs = Number(args[++at] ?? '0') * 1000
  }
  return { isRaw, prompt, timeoutMs, names: args.slice(at) }
}

interface Line {
  readonly text: string
  readonly hasEnded: boolean
  readonly isTimeout: boolean
}

/** An escaped character is marked by a NUL, so that it does not divide words. */
function* readLine({ process }: Shell, { isRaw, timeoutMs }: ReadOptions): Run<Line> {
  const bytes: number[] = []
  const until = timeoutMs === undefined ? undefined : process.now + timeoutMs
  const line = (hasEnded: boolean, isTimeout = false): Line => ({
    text: decoder.decode(Uint8Array.from(bytes)),
    hasEnded,
    isTimeout,
  })
  let isEscaped = false
  for (;;) {
    const got = process.tryRead(0, 1)
    if (got === 'again') {
      const wake = yield {
        do: 'wait',
        for: [{ fd: 0, for: 'read' }],
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
    else if (byte === 10) return line(false)
    else bytes.push(byte)
  }
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
    while (at < text.length && !ifs.includes(text.charAt(at))) {
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
  let end = text.length
  while (end > at && isSpace(text.charAt(end - 1))) end--
  if (at < end) words.push(text.slice(at, end).replaceAll('\0', ''))
  return words
}

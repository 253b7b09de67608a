import type { Fd, Run } from '#engine'
import type { Call, Tool } from './call.ts'
import { eachFile, LineInput } from './input.ts'
import { parseOptions } from './options.ts'

export const cat: Tool = function* (call) {
  const options = parseOptions(call, {
    flags: call.isBusybox ? 'nbvteAu' : 'AbeEnstTuv',
    long: {
      'show-all': 'A',
      'number-nonblank': 'b',
      'show-ends': 'E',
      number: 'n',
      'squeeze-blank': 's',
      'show-tabs': 'T',
      'show-nonprinting': 'v',
    },
  })
  const style: Style = {
    numbers: options.has('b') ? 'nonblank' : options.has('n') ? 'all' : 'none',
    showsEnds: options.has('A', 'e', 'E'),
    showsTabs: options.has('A', 't', 'T'),
    showsControls: options.has('A', 'e', 't', 'v'),
    squeezes: options.has('s'),
  }
  const isPlain = !options.has('b', 'n', 'A', 'e', 'E', 't', 'T', 'v', 's')
  const count = { lines: 0, blanks: 0 }
  const isWell = yield* eachFile(call, options.operands, {
    use: (fd) => (isPlain ? copy(call, fd) : show(call, fd, { style, count })),
  })
  return isWell ? 0 : 1
}

interface Style {
  readonly numbers: 'none' | 'all' | 'nonblank'
  readonly showsEnds: boolean
  readonly showsTabs: boolean
  readonly showsControls: boolean
  readonly squeezes: boolean
}

/** Whatever comes is handed on at once: cat(1) has no buffer of its own. */
function* copy(call: Call, fd: Fd): Run<void> {
  for (;;) {
    const bytes = yield* call.read(fd)
    if (bytes.length === 0) return
    yield* call.print(bytes)
    yield* call.flush()
  }
}

function* show(
  call: Call,
  fd: Fd,
  { style, count }: { readonly style: Style; readonly count: { lines: number; blanks: number } },
): Run<void> {
  const input = new LineInput(call, fd)
  for (let line = yield* input.next(); line !== undefined; line = yield* input.next()) {
    const isBlank = line.text === '' && line.isEnded
    count.blanks = isBlank ? count.blanks + 1 : 0
    if (style.squeezes && count.blanks > 1) continue
    const isNumbered = style.numbers === 'all' || (style.numbers === 'nonblank' && !isBlank)
    if (isNumbered) yield* call.print(`${`${++count.lines}`.padStart(6)}\t`)
    yield* call.print(visible(line.text, style))
    if (line.isEnded) yield* call.print(style.showsEnds ? '$\n' : '\n')
  }
}

function visible(text: string, style: Style): string {
  if (!style.showsControls && !style.showsTabs) return text
  return Array.from(text, (char) => shown(char, style)).join('')
}

function shown(char: string, { showsControls, showsTabs }: Style): string {
  const code = char.codePointAt(0) ?? 0
  if (code === 9) return showsTabs ? '^I' : char
  if (!showsControls) return char
  if (code < 32 || code === 127) return `^${String.fromCharCode(code ^ 64)}`
  return code < 127 ? char : Array.from(new TextEncoder().encode(char), metaByte).join('')
}

/** M-x for a byte with its highest bit set. */
function metaByte(byte: number): string {
  const low = byte & 127
  return `M-${low < 32 || low === 127 ? `^${String.fromCharCode(low ^ 64)}` : String.fromCharCode(low)}`
}

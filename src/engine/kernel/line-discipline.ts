import { Column } from './column.ts'
import type { SignalName } from './signals.ts'
import type { TerminalModes } from './terminal.ts'

const CTRL = { d: 4, backspace: 8, tab: 9, newline: 10, carriageReturn: 13 } as const
const REPRINT = 18
const KILL_LINE = 21
const QUOTE_NEXT = 22
const ERASE_WORD = 23
const ERASE = 127
/** Ctrl-C, Ctrl-\ and Ctrl-Z. */
const SIGNAL_KEYS: ReadonlyMap<number, SignalName> = new Map([
  [3, 'INT'],
  [28, 'QUIT'],
  [26, 'TSTP'],
])
const LONGEST_LINE = 4095

export interface DisciplineSide {
  /** To the screen, output processing still to come. */
  echo(bytes: readonly number[]): void
  signal(signal: SignalName): void
}

/** What a terminal makes of typed bytes before a program reads them: N_TTY, termios(3). */
export class LineDiscipline {
  modes: TerminalModes
  readonly #side: DisciplineSide
  /** Where the cursor stands, so that a tab can be erased. */
  readonly column = new Column()
  #line: number[] = []
  #lineBeganAt = 0
  #quotesNext = false
  /** Lines (or, in raw mode, pieces) that can be read; an empty one is an end of file. */
  #ready: Uint8Array[] = []

  constructor(modes: TerminalModes, side: DisciplineSide) {
    this.modes = modes
    this.#side = side
  }

  get isReadable(): boolean {
    return this.#ready.length > 0
  }

  input(bytes: Uint8Array): void {
    if (this.#isTransparent) {
      if (bytes.length > 0) this.#ready.push(bytes)
      return
    }
    for (const byte of bytes) this.#receive(byte)
    if (!this.modes.icanon) this.#handOver()
  }

  /** Canonical: at most one line. Raw: whatever is there. */
  read(max: number): Uint8Array | 'again' {
    const first = this.#ready[0]
    if (first === undefined) return 'again'
    if (!this.modes.icanon) this.#ready = [joined(this.#ready)]
    const bytes = this.#ready[0] ?? first
    if (bytes.length > max) {
      this.#ready[0] = bytes.subarray(max)
      return bytes.subarray(0, max)
    }
    this.#ready.shift()
    return bytes.length === 0 && !this.modes.icanon ? 'again' : bytes
  }

  /** In raw mode what stands in the unfinished line is readable at once. */
  changeModes(modes: TerminalModes): void {
    this.modes = modes
    if (!modes.icanon) this.#handOver()
  }

  get #isTransparent(): boolean {
    const { icanon, echo, isig, icrnl } = this.modes
    return !icanon && !echo && !isig && !icrnl
  }

  #receive(typed: number): void {
    const { icanon, icrnl, isig } = this.modes
    if (this.#quotesNext) {
      this.#quotesNext = false
      this.#insert(typed)
      return
    }
    const byte = icrnl && typed === CTRL.carriageReturn ? CTRL.newline : typed
    const signal = isig ? SIGNAL_KEYS.get(byte) : undefined
    if (signal !== undefined) this.#interrupt(byte, signal)
    else if (icanon) this.#edit(byte)
    else this.#insert(byte)
  }

  #interrupt(byte: number, signal: SignalName): void {
    this.#line = []
    this.#ready = []
    this.#echo(byte)
    this.#side.signal(signal)
  }

  #edit(byte: number): void {
    switch (byte) {
      case ERASE:
        this.#eraseLast()
        break
      case ERASE_WORD:
        this.#eraseWord()
        break
      case KILL_LINE:
        while (this.#line.length > 0) this.#eraseLast()
        break
      case QUOTE_NEXT:
        this.#quotesNext = true
        if (this.modes.echo) this.#side.echo([0x5e, CTRL.backspace])
        break
      case REPRINT:
        this.#reprint()
        break
      case CTRL.d:
        this.#handOver(true)
        break
      case CTRL.newline:
        this.#line.push(byte)
        if (this.modes.echo) this.#side.echo([byte])
        this.#handOver()
        break
      default:
        if (this.#line.length < LONGEST_LINE) this.#insert(byte)
    }
  }

  #insert(byte: number): void {
    if (this.#line.length === 0) this.#lineBeganAt = this.column.at
    this.#line.push(byte)
    this.#echo(byte)
  }

  /** What is no letter or digit, then letters and digits: ALTWERASE. */
  #eraseWord(): void {
    while (this.#line.length > 0 && !this.#endsInWord) this.#eraseLast()
    while (this.#endsInWord) this.#eraseLast()
  }

  get #endsInWord(): boolean {
    const byte = this.#line.at(-1)
    return byte !== undefined && (byte >= 128 || /\w/.test(String.fromCharCode(byte)))
  }

  /** One character: all the bytes of it. */
  #eraseLast(): void {
    let byte = this.#line.pop()
    while (byte !== undefined && isContinuation(byte)) byte = this.#line.pop()
    if (byte === undefined || !this.modes.echo) return
    if (byte === CTRL.tab) {
      const target = this.#columnAfter(this.#line)
      while (this.column.at > target) this.#side.echo([CTRL.backspace])
      return
    }
    const width = isControl(byte) ? 2 : 1
    for (let i = 0; i < width; i++) this.#side.echo([CTRL.backspace, 32, CTRL.backspace])
  }

  #columnAfter(line: readonly number[]): number {
    const column = new Column(this.#lineBeganAt)
    for (const byte of line) column.write(isControl(byte) && byte !== CTRL.tab ? [94, 64] : [byte])
    return column.at
  }

  #reprint(): void {
    if (!this.modes.echo) return
    this.#side.echo([0x5e, 0x52, CTRL.newline])
    for (const byte of this.#line) this.#echo(byte)
  }

  /** Control characters show as ^X. */
  #echo(byte: number): void {
    if (!this.modes.echo) return
    const showsCaret = isControl(byte) && byte !== CTRL.tab && byte !== CTRL.newline
    this.#side.echo(showsCaret ? [0x5e, byte ^ 0x40] : [byte])
  }

  #handOver(isEnd = false): void {
    if (this.#line.length === 0 && !isEnd) return
    this.#ready.push(Uint8Array.from(this.#line))
    this.#line = []
  }
}

function isControl(byte: number): boolean {
  return byte < 32 || byte === 127
}

/** Of a UTF-8 character: any byte but the first. */
function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  if (pieces.length === 1 && pieces[0] !== undefined) return pieces[0]
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}

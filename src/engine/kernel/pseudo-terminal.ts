import { ByteQueue } from './byte-queue.ts'
import { SystemError } from './errno.ts'
import type { ProcessGroup, Session } from './job-control.ts'
import { LineDiscipline } from './line-discipline.ts'
import type { OpenFile } from './open-file.ts'
import type { Stat } from './process.ts'
import { processed } from './output-processing.ts'
import { Listeners } from './readiness.ts'
import { SlaveFile } from './slave-file.ts'
import type { SignalName } from './signals.ts'
import type { Task } from './task.ts'
import type { TerminalModes, WindowSize } from './terminal.ts'

/** Output that waits for somebody to take it, before its writers have to wait too. */
const OUTPUT_ROOM = 16384

const COOKED: TerminalModes = {
  icanon: true,
  echo: true,
  isig: true,
  icrnl: true,
  onlcr: true,
  opost: true,
}

export interface TerminalOptions {
  /** The N of /dev/pts/N. */
  readonly number: number
  /** /dev/pts/0 */
  readonly name: string
  readonly size: WindowSize
  readonly stat: () => Stat
  readonly signalGroup: (group: ProcessGroup, signal: SignalName) => void
  readonly signalLeader: (leader: Task, signal: SignalName) => void
}

/** The outer side of a pseudo-terminal: a screen and a keyboard, or the far end of a stream. */
export interface TerminalMaster {
  readonly name: string
  readonly modes: TerminalModes
  /** For the descriptors 0, 1 and 2 of the processes on it. */
  open(): OpenFile
  /** Typed bytes. */
  input(bytes: Uint8Array): void
  /** Who shows what is written; what came before is shown at once. */
  onOutput(listener: (bytes: Uint8Array) => void): void
  /** Back-pressure: as long as it is paused, output is kept and then its writers wait. */
  pause(): void
  resume(): void
  resize(size: WindowSize): void
  /** The far end is gone: SIGHUP, end of file, EIO. */
  hangUp(): void
}

/** Both sides of a pseudo-terminal: pty(7). */
export class PseudoTerminal implements TerminalMaster {
  readonly name: string
  readonly changed = new Listeners()
  session: Session | null = null
  foreground: ProcessGroup | null = null
  #size: WindowSize
  readonly #options: TerminalOptions
  readonly #discipline: LineDiscipline
  readonly #waiting = new ByteQueue()
  #show: ((bytes: Uint8Array) => void) | null = null
  #isPaused = false
  /** Input is being taken in: its echo is shown in one piece. */
  #isTaking = false
  #isGone = false
  /** Opened before a hang-up: dead. */
  #generation = 0

  constructor(options: TerminalOptions) {
    this.#options = options
    this.name = options.name
    this.#size = options.size
    this.#discipline = new LineDiscipline(COOKED, {
      echo: (bytes) => {
        this.#write(Uint8Array.from(bytes))
      },
      signal: (signal) => {
        // Whoever it ends must not take the screen away before ^C is on it.
        this.#showNow()
        if (this.foreground !== null) options.signalGroup(this.foreground, signal)
      },
    })
  }

  /** As /proc/PID/stat shows it: major 136. */
  get deviceNumber(): number {
    return 136 * 256 + this.#options.number
  }

  get modes(): TerminalModes {
    return this.#discipline.modes
  }

  set modes(modes: TerminalModes) {
    this.#discipline.changeModes(modes)
    this.changed.tell()
  }

  get size(): WindowSize {
    return this.#size
  }

  open(): OpenFile {
    if (this.#isGone) throw new SystemError('EIO')
    return new SlaveFile(this, this.#generation)
  }

  input(bytes: Uint8Array): void {
    if (this.#isGone) return
    this.#isTaking = true
    this.#discipline.input(bytes)
    this.#isTaking = false
    this.#flush()
    this.changed.tell()
  }

  onOutput(listener: (bytes: Uint8Array) => void): void {
    this.#show = listener
    this.#flush()
  }

  pause(): void {
    this.#isPaused = true
  }

  resume(): void {
    this.#isPaused = false
    this.#flush()
    this.changed.tell()
  }

  resize(size: WindowSize): void {
    if (size.cols === this.#size.cols && size.rows === this.#size.rows) return
    this.#size = size
    if (this.foreground !== null) this.#options.signalGroup(this.foreground, 'WINCH')
  }

  hangUp(): void {
    if (this.#isGone) return
    this.#isGone = true
    this.#generation++
    this.#show = null
    const leader = this.session?.leader
    if (leader !== undefined) {
      this.#options.signalLeader(leader, 'HUP')
      this.#options.signalLeader(leader, 'CONT')
    }
    this.changed.tell()
  }

  /** The first terminal that a session leader without one opens becomes its own. */
  openedBy(task: Task): void {
    const { group } = task
    if (group.session.leader !== task || group.session.terminal !== null) return
    if (this.session === null) this.control(group)
  }

  /** Becomes the controlling terminal of a session. */
  control(group: ProcessGroup): void {
    this.session = group.session
    this.foreground = group
    group.session.terminal = this
  }

  /** The session leader has ended: the foreground job hangs up, and nobody reads here any more. */
  loseSession(): void {
    const { foreground } = this
    if (this.session !== null) this.session.terminal = null
    this.session = null
    this.foreground = null
    this.#generation++
    if (foreground !== null) {
      this.#options.signalGroup(foreground, 'HUP')
      this.#options.signalGroup(foreground, 'CONT')
    }
    this.changed.tell()
  }

  isDead(generation: number): boolean {
    return generation !== this.#generation
  }

  read(max: number): Uint8Array | 'again' {
    return this.#discipline.read(max)
  }

  get isReadable(): boolean {
    return this.#discipline.isReadable
  }

  write(bytes: Uint8Array): number | 'again' {
    if (!this.hasRoom) return 'again'
    this.#write(bytes)
    return bytes.length
  }

  get hasRoom(): boolean {
    return this.#waiting.length < OUTPUT_ROOM
  }

  stat(): Stat {
    return this.#options.stat()
  }

  #write(bytes: Uint8Array): void {
    this.#waiting.push(processed(bytes, this.modes))
    this.#discipline.column.write(bytes)
    this.#flush()
  }

  #flush(): void {
    if (!this.#isTaking) this.#showNow()
  }

  #showNow(): void {
    if (this.#show === null || this.#isPaused || this.#waiting.length === 0) return
    this.#show(this.#waiting.take(Infinity))
  }
}

import { SystemError } from './errno.ts'
import type { OpenFile } from './open-file.ts'
import type { Stat } from './process.ts'
import type { PseudoTerminal } from './pseudo-terminal.ts'

/** A terminal as its processes have it open; dead from the first hang-up on. */
export class SlaveFile implements OpenFile {
  readonly terminal: PseudoTerminal
  readonly #generation: number

  constructor(terminal: PseudoTerminal, generation: number) {
    this.terminal = terminal
    this.#generation = generation
  }

  get label(): string {
    return this.terminal.name
  }

  tryRead(max: number): Uint8Array | 'again' {
    return this.#isDead ? new Uint8Array(0) : this.terminal.read(max)
  }

  tryWrite(bytes: Uint8Array): number | 'again' {
    if (this.#isDead) throw new SystemError('EIO')
    return this.terminal.write(bytes)
  }

  isReady(direction: 'read' | 'write'): boolean {
    if (this.#isDead) return true
    return direction === 'read' ? this.terminal.isReadable : this.terminal.hasRoom
  }

  onChange(listener: () => void): () => void {
    return this.terminal.changed.add(listener)
  }

  stat(): Stat {
    return this.terminal.stat()
  }

  close(): void {
    // The terminal lives on as long as its master.
  }

  reopen(): OpenFile {
    return this.terminal.open()
  }

  get #isDead(): boolean {
    return this.terminal.isDead(this.#generation)
  }
}

import type { Pid } from './process.ts'

/** The part of termios(3) that shells and tools look at. */
export interface TerminalModes {
  /** Lines are edited and handed over whole. */
  readonly icanon: boolean
  readonly echo: boolean
  /** Ctrl-C, Ctrl-\ and Ctrl-Z become signals. */
  readonly isig: boolean
  /** Carriage return becomes newline on input. */
  readonly icrnl: boolean
  /** Newline becomes carriage return and newline on output. */
  readonly onlcr: boolean
  readonly opost: boolean
}

export interface WindowSize {
  readonly cols: number
  readonly rows: number
}

/** The slave side of a pseudo-terminal, as its processes see it. */
export interface Terminal {
  readonly name: string
  modes: TerminalModes
  readonly size: WindowSize
  /** The process group that Ctrl-C reaches, in the caller's PID namespace. */
  foreground: Pid
}

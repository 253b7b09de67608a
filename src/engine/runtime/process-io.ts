import type { ContainerFiles } from '../kernel/container-files.ts'
import { SystemError } from '../kernel/errno.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { OpenFile } from '../kernel/open-file.ts'
import type { StartOptions } from '../kernel/start.ts'
import type { TerminalMaster } from '../kernel/pseudo-terminal.ts'
import { Listeners } from '../kernel/readiness.ts'
import { joinBytes } from './bytes.ts'

export type OutputName = 'stdout' | 'stderr'

export interface IoOptions {
  readonly kernel: Kernel
  readonly files: ContainerFiles
  readonly stdin: boolean
  readonly tty: boolean
  readonly output: (name: OutputName, bytes: Uint8Array) => void
}

/** The standard input and output of a process that a runtime starts: pipes, or a terminal. */
export interface ProcessIo {
  readonly stdio: StartOptions['stdio']
  readonly terminal?: TerminalMaster
  input(bytes: Uint8Array): void
  /** End of file; what was written before is still read. */
  closeInput(): void
  resize(cols: number, rows: number): void
  /** Back-pressure: nothing more is taken from the process for now. */
  pause(): void
  resume(): void
  /** Takes what there is at once. */
  drain(): void
  /** Whether nobody can write any more; a terminal never says so. */
  readonly isAtEnd: boolean
  readonly atEnd: Listeners
}

export function createIo(options: IoOptions): ProcessIo {
  return options.tty ? terminalIo(options) : pipeIo(options)
}

function terminalIo({ kernel, files, output }: IoOptions): ProcessIo {
  const terminal = kernel.createTerminal({ directory: files.terminals })
  terminal.onOutput((bytes) => {
    output('stdout', bytes)
  })
  return {
    stdio: [terminal.open(), terminal.open(), terminal.open()],
    terminal,
    input: (bytes) => {
      terminal.input(bytes)
    },
    // Containerd leaves a terminal open when whoever was attached goes away.
    closeInput: () => undefined,
    resize: (cols, rows) => {
      terminal.resize({ cols, rows })
    },
    pause: () => {
      terminal.pause()
    },
    resume: () => {
      terminal.resume()
    },
    drain: () => undefined,
    isAtEnd: true,
    atEnd: new Listeners(),
  }
}

function pipeIo(options: IoOptions): ProcessIo {
  const { kernel, files, stdin, output } = options
  const atEnd = new Listeners()
  const [out, err] = (['stdout', 'stderr'] as const).map(
    (name) => new OutputPipe({ kernel, atEnd, output: (bytes) => output(name, bytes) }),
  ) as [OutputPipe, OutputPipe]
  const both = [out, err]
  const input = stdin ? new InputPipe(kernel) : undefined
  const nothing = (): OpenFile => files.mounts.view().open('/dev/null', { read: true })
  return {
    stdio: [input?.reader ?? nothing(), out.writer, err.writer],
    input: (bytes) => input?.write(bytes),
    closeInput: () => input?.close(),
    resize: () => undefined,
    pause: () => {
      for (const pipe of both) pipe.isPaused = true
    },
    resume: () => {
      for (const pipe of both) pipe.resume()
    },
    drain: () => {
      for (const pipe of both) pipe.drain()
    },
    get isAtEnd() {
      return both.every((it) => it.isAtEnd)
    },
    atEnd,
  }
}

interface OutputPipeOptions {
  readonly kernel: Kernel
  readonly atEnd: Listeners
  readonly output: (bytes: Uint8Array) => void
}

/** The runtime's end of a pipe that a process writes to. */
class OutputPipe {
  readonly writer: OpenFile
  readonly #reader: OpenFile
  readonly #options: OutputPipeOptions
  isPaused = false
  isAtEnd = false
  #isDraining = false

  constructor(options: OutputPipeOptions) {
    const { reader, writer } = options.kernel.createPipe()
    this.#options = options
    this.#reader = reader
    this.writer = writer
    reader.onChange(() => {
      this.drain()
    })
  }

  resume(): void {
    this.isPaused = false
    this.drain()
  }

  /** Taking something out is a change of the pipe too: only the outermost call does it. */
  drain(): void {
    if (this.#isDraining) return
    this.#isDraining = true
    while (!this.isPaused && !this.isAtEnd) {
      const bytes = this.#reader.tryRead(65_536)
      if (bytes === 'again') break
      if (bytes.length > 0) this.#options.output(bytes)
      else {
        this.isAtEnd = true
        this.#options.atEnd.tell()
      }
    }
    this.#isDraining = false
  }
}

/** The runtime's end of a pipe that a process reads from. */
class InputPipe {
  readonly reader: OpenFile
  readonly #writer: OpenFile
  #unwritten: Uint8Array = new Uint8Array()
  #isClosing = false
  #isClosed = false
  #isPushing = false

  constructor(kernel: Kernel) {
    const { reader, writer } = kernel.createPipe()
    this.reader = reader
    this.#writer = writer
    writer.onChange(() => {
      this.#push()
    })
  }

  write(bytes: Uint8Array): void {
    if (this.#isClosed || this.#isClosing) return
    this.#unwritten = joinBytes([this.#unwritten, bytes])
    this.#push()
  }

  close(): void {
    this.#isClosing = true
    this.#push()
  }

  /** Putting something in is a change of the pipe too: only the outermost call does it. */
  #push(): void {
    if (this.#isPushing) return
    this.#isPushing = true
    this.#pushAll()
    this.#isPushing = false
  }

  #pushAll(): void {
    try {
      while (this.#unwritten.length > 0 && !this.#isClosed) {
        const taken = this.#writer.tryWrite(this.#unwritten)
        if (taken === 'again') return
        this.#unwritten = this.#unwritten.slice(taken)
      }
    } catch (error) {
      // Nobody reads any more: what was still to come is lost.
      if (!(error instanceof SystemError)) throw error
      this.#isClosing = true
    }
    if (!this.#isClosing || this.#isClosed) return
    this.#isClosed = true
    this.#writer.close()
  }
}

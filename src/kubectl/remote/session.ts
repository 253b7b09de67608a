import { type Process, type Run, type Status, SystemError, type Waitable, write } from '#engine'
import type { Exchange } from '../api/exchange.ts'
import { CommandError, WordedError } from '../failure.ts'

export interface SessionOptions {
  readonly stdin: boolean
  /** The local terminal hands every key on as it is. */
  readonly isRaw: boolean
}

/**
 * Carries standard input, output and error to and from a command in a container until it ends.
 * What it ended with is thrown when it was not success.
 */
export function* runSession(
  process: Process,
  exchange: Exchange,
  options: SessionOptions,
): Run<void> {
  const restore = options.isRaw ? makeRaw(process) : undefined
  try {
    const session = new Session(process, exchange, options)
    yield* session.run()
    raiseUnlessSuccess(session.status)
  } finally {
    restore?.()
    exchange.cancel()
  }
}

/** True when keys can be handed on one by one. */
export function isTerminal(process: Process, fd: number): boolean {
  try {
    return process.isTerminal(fd)
  } catch (error) {
    if (error instanceof SystemError) return false
    throw error
  }
}

function makeRaw(process: Process): () => void {
  const terminal = process.terminal(0)
  const before = terminal.modes
  terminal.modes = {
    ...before,
    icanon: false,
    echo: false,
    isig: false,
    icrnl: false,
    opost: false,
  }
  return () => {
    terminal.modes = before
  }
}

class Session {
  readonly #process: Process
  readonly #exchange: Exchange
  #isStdinOpen: boolean
  #hasNewSize: boolean
  #status: Status | undefined

  constructor(process: Process, exchange: Exchange, options: SessionOptions) {
    this.#process = process
    this.#exchange = exchange
    this.#isStdinOpen = options.stdin
    this.#hasNewSize = options.isRaw && isTerminal(process, 1)
    if (this.#hasNewSize)
      process.on('WINCH', () => {
        this.#hasNewSize = true
      })
  }

  /** What the server said last about how the command ended. */
  get status(): Status | undefined {
    return this.#status ?? this.#exchange.error
  }

  *run(): Run<void> {
    this.#exchange.passOverAnswer()
    for (;;) {
      if (this.#hasNewSize) this.#sendSize()
      yield* this.#receive()
      if (this.#exchange.hasEnded) return
      if (this.#canSend()) this.#sendInput()
      if (this.#exchange.isReady() || this.#hasNewSize) continue
      yield { do: 'wait', for: this.#waitables() }
    }
  }

  #waitables(): readonly Waitable[] {
    const news = { readiness: this.#exchange }
    return this.#canSend() ? [news, { fd: 0, for: 'read' }] : [news]
  }

  #canSend(): boolean {
    return this.#isStdinOpen && this.#exchange.hasRoom
  }

  *#receive(): Run<void> {
    for (;;) {
      const message = this.#exchange.take()
      if (message === undefined) return
      if (message.kind !== 'channel') continue
      if (message.channel === 1) yield* write(this.#process, 1, message.bytes)
      else if (message.channel === 2) yield* write(this.#process, 2, message.bytes)
      else if (message.channel === 3) this.#status = readStatus(message.bytes)
    }
  }

  #sendInput(): void {
    const bytes = this.#process.tryRead(0, 4096)
    if (bytes === 'again') return
    if (bytes.length > 0) this.#exchange.send({ kind: 'channel', channel: 0, bytes })
    else this.#closeInput()
  }

  /** v5 of the protocol: channel 255 names the channel that ends. */
  #closeInput(): void {
    this.#isStdinOpen = false
    this.#exchange.send({ kind: 'channel', channel: 255, bytes: Uint8Array.of(0) })
  }

  #sendSize(): void {
    this.#hasNewSize = false
    const { cols, rows } = this.#process.terminal(1).size
    const bytes = new TextEncoder().encode(JSON.stringify({ Width: cols, Height: rows }))
    this.#exchange.send({ kind: 'channel', channel: 4, bytes })
  }
}

/** What channel 3 says at the end. */
export function readStatus(bytes: Uint8Array): Status {
  return JSON.parse(new TextDecoder().decode(bytes)) as Status
}

export function raiseUnlessSuccess(status: Status | undefined): void {
  if (status === undefined || status.status === 'Success') return
  if (status.reason !== 'NonZeroExitCode') throw new CommandError(status.message ?? '')
  const cause = status.details?.causes?.find(({ reason }) => reason === 'ExitCode')
  const code = Number(cause?.message ?? '1')
  throw new WordedError(`command terminated with exit code ${code}`, code)
}

import type { Clock, Ms, Seq } from '../clock/clock.ts'
import type { FactData, FactKind } from './fact-kinds.ts'
import type { History } from './history.ts'
import type { Input } from './input.ts'

/** An input with the place at which it was taken in. */
export type LoggedInput = readonly [seq: Seq, at: Ms, input: Input]

type Handler<Kind extends Input['kind']> = (input: Extract<Input, { kind: Kind }>) => void

/** The one way in: every input is logged with its place, noted as a fact, then acted upon. */
export class Inputs {
  readonly #clock: Clock
  readonly #history: History
  readonly #log: LoggedInput[] = []
  readonly #handlers = new Map<Input['kind'], (input: Input) => void>()

  constructor(clock: Clock, history: History) {
    this.#clock = clock
    this.#history = history
    this.on('hold', ({ isHeld }) => {
      clock.hold(isHeld)
    })
  }

  get log(): readonly LoggedInput[] {
    return this.#log
  }

  /** Says who acts upon inputs of one kind. */
  on<Kind extends Input['kind']>(kind: Kind, handler: Handler<Kind>): void {
    this.#handlers.set(kind, handler as (input: Input) => void)
  }

  take(input: Input): void {
    this.#log.push([this.#clock.seq, this.#clock.now, input])
    const { kind, subject, data } = factOf(input)
    const seq = this.#history.record(kind, subject, data)
    const handler = this.#handlers.get(input.kind)
    if (handler === undefined) throw new Error(`nothing takes inputs of kind ${input.kind}`)
    this.#clock.because(seq, () => {
      handler(input)
    })
  }

  /** Plays a log again: every input at the number and time at which it was taken in. */
  replay(log: readonly LoggedInput[], until: Seq = Infinity): void {
    for (const [seq, at, input] of log) {
      if (seq >= until) break
      this.#clock.advanceTo(at, { untilSeq: seq })
      if (this.#clock.seq !== seq)
        throw new Error(`the replay stands at ${this.#clock.seq}, not at ${seq}`)
      this.#clock.idleTo(at)
      this.take(input)
    }
  }
}

const decoder = new TextDecoder()

function factOf(input: Input): {
  readonly kind: FactKind
  readonly subject: string
  readonly data: FactData[FactKind]
} {
  switch (input.kind) {
    case 'line':
    case 'keys': {
      const { terminal, bytes } = input
      const data = { terminal, text: decoder.decode(bytes) }
      return { kind: `input.${input.kind}`, subject: terminal, data }
    }
    case 'resize': {
      const { terminal, cols, rows } = input
      return { kind: 'input.resize', subject: terminal, data: { terminal, cols, rows } }
    }
    case 'file': {
      const { path, text } = input
      return { kind: 'input.file', subject: path, data: { path, bytes: text.length } }
    }
    case 'request': {
      const { method, path } = input.request
      return { kind: 'input.request', subject: path, data: { method, path } }
    }
    case 'stream': {
      const { stream, action } = input
      return { kind: 'input.stream', subject: stream, data: { stream, action: action.do } }
    }
    case 'hold':
      return { kind: 'input.hold', subject: 'clock', data: { isHeld: input.isHeld } }
    case 'node': {
      const { node, action } = input
      return { kind: 'input.node', subject: node, data: { node, action } }
    }
    case 'answer':
      return { kind: 'input.answer', subject: `${input.call}`, data: { call: input.call } }
  }
}

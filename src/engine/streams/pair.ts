import { failure, type FailureStatus } from '../api/status.ts'
import type { Clock } from '../clock/clock.ts'
import type { Stream, StreamListener } from './stream.ts'

/** Messages that may wait on their way before `send` answers false. */
const CAPACITY = 64

/** Two ends of one stream in memory: what is sent at one arrives at the other, by an alarm. */
export function createPair<A, B>(clock: Clock): readonly [near: Stream<A, B>, far: Stream<B, A>] {
  const toFar = new Lane<A>(clock)
  const toNear = new Lane<B>(clock)
  return [new End(toFar, toNear), new End(toNear, toFar)]
}

class End<In, Out> implements Stream<In, Out> {
  readonly #outgoing: Lane<In>
  readonly #incoming: Lane<Out>

  constructor(outgoing: Lane<In>, incoming: Lane<Out>) {
    this.#outgoing = outgoing
    this.#incoming = incoming
  }

  send(message: In): boolean {
    return this.#outgoing.send(message)
  }

  end(): void {
    this.#outgoing.end()
  }

  cancel(reason = 'the other side went away'): void {
    this.#incoming.drop()
    this.#outgoing.breakOff(failure({ code: 499, reason: 'Canceled', message: reason }))
  }

  listen(listener: StreamListener<Out>): void {
    this.#outgoing.onDrain = () => listener.drain?.()
    this.#incoming.listen(listener)
  }

  pause(): void {
    this.#incoming.pause()
  }

  resume(): void {
    this.#incoming.resume()
  }
}

/** One direction: a queue whose head is handed over by an alarm of its own. */
class Lane<Message> {
  readonly #clock: Clock
  #waiting: { readonly message: Message; readonly cause: number | null }[] = []
  #listener: StreamListener<Message> | undefined
  #closing: { readonly error?: FailureStatus } | undefined
  #isScheduled = false
  #isPaused = false
  /** What is delivered to a reader is work of his own, on an errand or not as he is. */
  #isErrand = false
  #isClosed = false
  #wasFull = false
  onDrain: () => void = () => undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  send(message: Message): boolean {
    if (this.#closing !== undefined || this.#isClosed) return true
    this.#waiting.push({ message, cause: this.#clock.cause })
    this.#schedule()
    const hasRoom = this.#waiting.length < CAPACITY
    if (!hasRoom) this.#wasFull = true
    return hasRoom
  }

  end(): void {
    this.#closing ??= {}
    this.#schedule()
  }

  breakOff(error: FailureStatus): void {
    if (this.#closing !== undefined) return
    this.#waiting = []
    this.#closing = { error }
    this.#schedule()
  }

  /** Nobody wants to hear any more. */
  drop(): void {
    this.#isClosed = true
    this.#waiting = []
  }

  listen(listener: StreamListener<Message>): void {
    this.#listener = listener
    this.#isErrand = this.#clock.isErrand
    this.#schedule()
  }

  pause(): void {
    this.#isPaused = true
  }

  resume(): void {
    this.#isPaused = false
    this.#schedule()
  }

  #schedule(): void {
    const hasNews = this.#waiting.length > 0 || this.#closing !== undefined
    const isHeard = this.#listener !== undefined && !this.#isPaused
    if (this.#isScheduled || this.#isClosed || !isHeard || !hasNews) return
    this.#isScheduled = true
    this.#clock.onErrand(this.#isErrand, () =>
      this.#clock.soon(() => {
        this.#isScheduled = false
        this.#deliver()
      }),
    )
  }

  #deliver(): void {
    if (this.#isClosed || this.#isPaused) return
    const listener = this.#listener
    const next = this.#waiting.shift()
    if (next !== undefined)
      this.#clock.because(next.cause, () => {
        listener?.message(next.message)
      })
    else if (this.#closing !== undefined) {
      this.#isClosed = true
      listener?.end(this.#closing.error)
      return
    }
    if (this.#wasFull && this.#waiting.length < CAPACITY / 2) {
      this.#wasFull = false
      this.onDrain()
    }
    this.#schedule()
  }
}

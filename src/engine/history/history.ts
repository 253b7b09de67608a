import type { Cause, Clock, Ms, Seq } from '../clock/clock.ts'
import { Digest } from './digest.ts'
import type { FactData, FactKind } from './fact-kinds.ts'
import { weightOf } from './weight.ts'

/** Something that happened: plain data, never changed afterwards. */
export type Fact<Kind extends FactKind = FactKind> = {
  readonly [K in Kind]: {
    readonly seq: Seq
    readonly at: Ms
    readonly cause: Cause
    readonly kind: K
    readonly subject: string
    readonly data: Readonly<FactData[K]>
  }
}[Kind]

/** So much is kept in memory; what is older can be had again by replay. */
const BOUND_BYTES = 32 * 2 ** 20
/** The oldest facts are dropped in blocks of so many. */
const BLOCK = 1000

/**
 * All that happened, in order. Whoever wants to know what is, folds it. Only the newest facts are
 * kept, those after the `horizon`: the history is a cache of what a replay of the inputs gives.
 */
export class History {
  readonly #clock: Clock
  readonly #boundBytes: number
  readonly #facts: Fact[] = []
  readonly #digest = new Digest()
  readonly #listeners = new Set<(fact: Fact) => void>()
  #digested = 0
  #bytes = 0
  #horizon: Seq = 0

  constructor(clock: Clock, boundBytes: number = BOUND_BYTES) {
    this.#clock = clock
    this.#boundBytes = boundBytes
  }

  /** Notes a fact as a consequence of whatever runs now; its number can be the cause of others. */
  record<Kind extends FactKind>(kind: Kind, subject: string, data: FactData[Kind]): Seq {
    const { now, cause } = this.#clock
    const seq = this.#clock.next()
    const fact = { seq, at: now, cause, kind, subject, data } as Fact
    this.#facts.push(fact)
    this.#bytes += weightOf(fact)
    if (this.#bytes > this.#boundBytes) this.#dropOldest()
    for (const listener of this.#listeners) listener(fact)
    return seq
  }

  /** Notes a fact and does what follows from it. */
  recordAnd<Kind extends FactKind, T>(
    fact: { readonly kind: Kind; readonly subject: string; readonly data: FactData[Kind] },
    act: () => T,
  ): T {
    return this.#clock.because(this.record(fact.kind, fact.subject, fact.data), act)
  }

  /** How many facts are kept. */
  get size(): number {
    return this.#facts.length
  }

  /** About how many bytes of memory they hold. */
  get bytes(): number {
    return this.#bytes
  }

  /** The number of the last fact that was dropped; 0 while all are kept. */
  get horizon(): Seq {
    return this.#horizon
  }

  /** Facts with `from < seq <= to`, as far as they are kept. */
  between(from: Seq, to: Seq): readonly Fact[] {
    return this.#facts.slice(this.#indexAfter(from), this.#indexAfter(to))
  }

  /** The number of the last fact that was noted until a time; undefined behind the horizon. */
  seqAt(at: Ms): Seq | undefined {
    return this.#facts[this.#countWhile((fact) => fact.at <= at) - 1]?.seq
  }

  fact(seq: Seq): Fact | undefined {
    const found = this.#facts[this.#indexAfter(seq) - 1]
    return found?.seq === seq ? found : undefined
  }

  /**
   * The fact, what caused it, what caused that, back to an input or the start; or to the horizon,
   * when the last one's cause lies behind it.
   */
  why(seq: Seq): readonly Fact[] {
    const chain: Fact[] = []
    for (let next: Cause = seq; next !== null;) {
      const fact = this.fact(next)
      if (fact === undefined) break
      chain.push(fact)
      next = fact.cause
    }
    return chain
  }

  /** The same for two histories only if every fact is the same. */
  hash(): string {
    while (this.#digested < this.#facts.length) {
      this.#digest.add(JSON.stringify(this.#facts[this.#digested]))
      this.#digested++
    }
    return this.#digest.hex()
  }

  /** Tells of every fact as it is noted; a listener must only take a note itself. */
  onFact(listener: (fact: Fact) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #dropOldest(): void {
    const dropped = this.#facts.slice(0, BLOCK)
    // A digest takes facts in once: before they go.
    this.hash()
    this.#facts.splice(0, dropped.length)
    this.#digested -= dropped.length
    for (const fact of dropped) this.#bytes -= weightOf(fact)
    this.#horizon = dropped.at(-1)?.seq ?? this.#horizon
  }

  #indexAfter(seq: Seq): number {
    return this.#countWhile((fact) => fact.seq <= seq)
  }

  /** How many of the oldest facts something holds for; it holds for no later one. */
  #countWhile(holds: (fact: Fact) => boolean): number {
    let low = 0
    let high = this.#facts.length
    while (low < high) {
      const middle = (low + high) >> 1
      const fact = this.#facts[middle]
      if (fact !== undefined && holds(fact)) low = middle + 1
      else high = middle
    }
    return low
  }
}

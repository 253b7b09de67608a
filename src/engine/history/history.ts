import type { Cause, Clock, Ms, Seq } from '../clock/clock.ts'
import { Digest } from './digest.ts'
import type { FactData, FactKind } from './fact-kinds.ts'

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

/** All that happened, in order. Whoever wants to know what is, folds it. */
export class History {
  readonly #clock: Clock
  readonly #facts: Fact[] = []
  readonly #digest = new Digest()
  readonly #listeners = new Set<(fact: Fact) => void>()
  #digested = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Notes a fact as a consequence of whatever runs now; its number can be the cause of others. */
  record<Kind extends FactKind>(kind: Kind, subject: string, data: FactData[Kind]): Seq {
    const { now, cause } = this.#clock
    const seq = this.#clock.next()
    const fact = { seq, at: now, cause, kind, subject, data } as Fact
    this.#facts.push(fact)
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

  get size(): number {
    return this.#facts.length
  }

  /** Facts with `from < seq <= to`. */
  between(from: Seq, to: Seq): readonly Fact[] {
    return this.#facts.slice(this.#indexAfter(from), this.#indexAfter(to))
  }

  fact(seq: Seq): Fact | undefined {
    const found = this.#facts[this.#indexAfter(seq) - 1]
    return found?.seq === seq ? found : undefined
  }

  /** The fact, what caused it, what caused that, back to an input or the start. */
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

  #indexAfter(seq: Seq): number {
    let low = 0
    let high = this.#facts.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#facts[middle]?.seq ?? Infinity) <= seq) low = middle + 1
      else high = middle
    }
    return low
  }
}

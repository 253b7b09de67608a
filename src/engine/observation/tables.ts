import type {
  ContainerSeen,
  ExchangeSeen,
  ProcessSeen,
  PullSeen,
  SandboxSeen,
  SocketSeen,
} from './world.ts'

/** A map that is copied only when somebody looks at it after a change. */
class Table<Value> {
  readonly #live = new Map<string, Value>()
  #seen: ReadonlyMap<string, Value> = new Map()
  #isStale = false

  get(key: string): Value | undefined {
    return this.#live.get(key)
  }

  set(key: string, value: Value): void {
    this.#live.set(key, value)
    this.#isStale = true
  }

  delete(key: string): void {
    if (this.#live.delete(key)) this.#isStale = true
  }

  change(key: string, change: (value: Value) => Value): void {
    const value = this.#live.get(key)
    if (value !== undefined) this.set(key, change(value))
  }

  values(): IterableIterator<Value> {
    return this.#live.values()
  }

  get size(): number {
    return this.#live.size
  }

  view(): ReadonlyMap<string, Value> {
    if (this.#isStale) {
      this.#seen = new Map(this.#live)
      this.#isStale = false
    }
    return this.#seen
  }
}

/** What has been seen so far, by subject. */
export class Tables {
  readonly objects = new Table<object>()
  readonly sandboxes = new Table<SandboxSeen>()
  readonly containers = new Table<ContainerSeen>()
  readonly processes = new Table<ProcessSeen>()
  readonly sockets = new Table<SocketSeen>()
  readonly exchanges = new Table<ExchangeSeen>()
  readonly pulls = new Table<PullSeen>()
  exchangeCount = 0
}

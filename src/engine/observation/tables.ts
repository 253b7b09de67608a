import type {
  ContainerSeen,
  ExchangeSeen,
  ProcessSeen,
  PullSeen,
  SandboxSeen,
  SocketSeen,
  World,
} from './world.ts'

/** A map that is copied only when somebody looks at it after a change. */
class Table<Value> {
  readonly #live: Map<string, Value>
  #seen: ReadonlyMap<string, Value>
  #isStale = false

  constructor(from: ReadonlyMap<string, Value>) {
    this.#live = new Map(from)
    this.#seen = from
  }

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
  readonly objects: Table<object>
  readonly sandboxes: Table<SandboxSeen>
  readonly containers: Table<ContainerSeen>
  readonly processes: Table<ProcessSeen>
  readonly sockets: Table<SocketSeen>
  readonly exchanges: Table<ExchangeSeen>
  readonly pulls: Table<PullSeen>
  exchangeCount: number

  constructor(from: World) {
    this.objects = new Table(from.objects)
    this.sandboxes = new Table(from.sandboxes)
    this.containers = new Table(from.containers)
    this.processes = new Table(from.processes)
    this.sockets = new Table(from.sockets)
    this.exchanges = new Table(from.exchanges)
    this.pulls = new Table(from.pulls)
    this.exchangeCount = from.exchangeCount
  }
}

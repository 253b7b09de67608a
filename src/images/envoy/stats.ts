/** Counters and gauges by name, as the admin interface shows them. */
export class Stats {
  readonly #counters = new Map<string, number>()
  readonly #gauges = new Map<string, () => number>()

  /** Counters that are shown before anything was counted. */
  declare(prefix: string, names: readonly string[]): void {
    for (const name of names) this.#counters.set(`${prefix}.${name}`, 0)
  }

  add(name: string, by = 1): void {
    this.#counters.set(name, (this.#counters.get(name) ?? 0) + by)
  }

  /** 2xx and the status itself, as an answer counts for a listener or a cluster. */
  addStatus(prefix: string, status: number): void {
    this.add(`${prefix}_${Math.floor(status / 100)}xx`)
    this.add(`${prefix}_${status}`)
  }

  gauge(name: string, read: () => number): void {
    this.#gauges.set(name, read)
  }

  counter(name: string): number {
    return this.#counters.get(name) ?? 0
  }

  reset(): void {
    for (const name of this.#counters.keys()) this.#counters.set(name, 0)
  }

  /** All of them in the order of their names; `isWanted` picks some. */
  values(
    isWanted: (name: string, value: number) => boolean,
  ): readonly (readonly [string, number])[] {
    const all: [string, number][] = [
      ...this.#counters,
      ...[...this.#gauges].map(([name, read]): [string, number] => [name, read()]),
    ]
    return all
      .filter(([name, value]) => isWanted(name, value))
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  }
}

import type { Readiness } from '#engine'

/** Something that one part of the program waits for until another opens it. */
export class Gate implements Readiness {
  readonly #listeners = new Set<() => void>()
  #isOpen = false

  isReady(): boolean {
    return this.#isOpen
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  open(): void {
    this.#isOpen = true
    for (const listener of [...this.#listeners]) listener()
  }

  close(): void {
    this.#isOpen = false
  }
}

/** Those who wait for a change of something: told of each, in the order in which they came. */
export class Listeners {
  #listeners: (() => void)[] = []

  add(listener: () => void): () => void {
    this.#listeners.push(listener)
    return () => {
      const at = this.#listeners.indexOf(listener)
      if (at >= 0) this.#listeners = this.#listeners.filter((_, index) => index !== at)
    }
  }

  tell(): void {
    for (const listener of this.#listeners) listener()
  }
}

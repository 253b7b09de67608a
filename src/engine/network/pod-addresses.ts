import { addressIn } from './interfaces.ts'
import { parseCidr } from './addresses.ts'

/**
 * The addresses that a node gives to its sandboxes, as the host-local plugin of CNI does: one
 * after the other, the gateway's excepted, a returned one again only after all the others.
 */
export class PodAddresses {
  readonly #cidr: string
  readonly #size: number
  readonly #taken = new Set<string>()
  #last = 1

  constructor(cidr: string) {
    this.#cidr = cidr
    this.#size = parseCidr(cidr)?.size ?? 0
  }

  get gateway(): string {
    return addressIn(this.#cidr, 1)
  }

  /** The next free one; undefined when all are taken. */
  take(): string | undefined {
    // Neither the network's own address, nor the gateway's, nor the broadcast address.
    const usable = this.#size - 3
    for (let tried = 0; tried < usable; tried++) {
      this.#last = this.#last >= this.#size - 2 ? 2 : this.#last + 1
      const address = addressIn(this.#cidr, this.#last)
      if (this.#taken.has(address)) continue
      this.#taken.add(address)
      return address
    }
    return undefined
  }

  giveBack(address: string): void {
    this.#taken.delete(address)
  }
}

import type { Clock, Ms } from '../clock/clock.ts'
import type { Random } from '../clock/random.ts'
import { SystemError } from '../kernel/errno.ts'
import { type Binding, bestMatch, isInConflict } from './bindings.ts'
import type { SocketAddress } from './fabric.ts'

/** net.ipv4.ip_local_port_range */
export const EPHEMERAL_PORTS = { first: 32_768, last: 60_999 }
const TIME_WAIT_MS: Ms = 60_000

/** Which local addresses and ports of one namespace are taken, and by whom. */
export class PortTable<Owner extends object> {
  readonly #clock: Clock
  readonly #random: Random
  readonly #claims = new Map<Owner, Binding>()
  #lingering: { readonly binding: Binding; readonly until: Ms }[] = []

  constructor(clock: Clock, random: Random) {
    this.#clock = clock
    this.#random = random
  }

  /** Takes (or changes) a claim; EADDRINUSE when another stands in its way. */
  claim(owner: Owner, binding: Binding): void {
    if (this.#isRefused(binding, owner)) throw new SystemError('EADDRINUSE')
    this.#claims.set(owner, binding)
  }

  /** For a connection that was accepted: it stands beside its listener. */
  join(owner: Owner, binding: Binding): void {
    this.#claims.set(owner, binding)
  }

  release(owner: Owner): void {
    this.#claims.delete(owner)
  }

  /** The side that closed first keeps its port for a minute, as TIME_WAIT. */
  linger(owner: Owner): void {
    const binding = this.#claims.get(owner)
    if (binding !== undefined)
      this.#lingering.push({ binding, until: this.#clock.now + TIME_WAIT_MS })
    this.#claims.delete(owner)
  }

  bindingOf(owner: Owner): Binding | undefined {
    return this.#claims.get(owner)
  }

  entries(): readonly (readonly [Owner, Binding])[] {
    return [...this.#claims]
  }

  lingering(): readonly Binding[] {
    this.#forgetLingering()
    return this.#lingering.map((it) => it.binding)
  }

  find(
    to: SocketAddress,
    isWanted: (owner: Owner, binding: Binding) => boolean,
  ): Owner | undefined {
    const wanted = [...this.#claims]
      .filter(([owner, binding]) => isWanted(owner, binding))
      .map(([owner, binding]) => ({ ...binding, owner }))
    return bestMatch(wanted, to)?.owner
  }

  /** A free port: connect(2) takes even ones, bind(2) to port 0 odd ones, as Linux does. */
  freePort(binding: Binding, use: 'connect' | 'bind'): number {
    const { first, last } = EPHEMERAL_PORTS
    const pairs = (last - first + 1) / 2
    const start = this.#random.below(pairs)
    for (let i = 0; i < pairs * 2; i++) {
      // The other parity comes when the first is used up.
      const isPreferred = i < pairs
      const isOdd = (use === 'bind') === isPreferred
      const port = first + 2 * ((start + i) % pairs) + (isOdd ? 1 : 0)
      if (!this.#isRefused({ ...binding, port, reuseAddr: false }, undefined)) return port
    }
    throw new SystemError(use === 'connect' ? 'EADDRNOTAVAIL' : 'EADDRINUSE')
  }

  #isRefused(wanted: Binding, by: Owner | undefined): boolean {
    for (const [owner, present] of this.#claims)
      if (owner !== by && isInConflict(wanted, present)) return true
    this.#forgetLingering()
    return this.#lingering.some((it) => isInConflict(wanted, it.binding))
  }

  #forgetLingering(): void {
    this.#lingering = this.#lingering.filter((it) => it.until > this.#clock.now)
  }
}

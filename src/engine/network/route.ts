import type { Ms } from '../clock/clock.ts'

/** One way, in simulated milliseconds: what a packet needs to get there. */
export interface Latencies {
  readonly loopbackMs: Ms
  readonly sameNodeMs: Ms
  readonly otherNodeMs: Ms
}

export const LATENCIES: Latencies = { loopbackMs: 0.02, sameNodeMs: 0.06, otherNodeMs: 0.3 }

/** Where a namespace stands: itself a host, or a sandbox on one. */
export interface Spot {
  readonly name: string
  readonly host: string
}

export interface Route {
  /** Interfaces and nodes in the order in which they are passed. */
  readonly passes: readonly string[]
  readonly latencyMs: Ms
}

/** lo within one namespace; eth0, node, eth0 between two; a host passes as itself. */
export function routeBetween(from: Spot, to: Spot, latencies: Latencies): Route {
  if (from.name === to.name) return { passes: ['lo'], latencyMs: latencies.loopbackMs }
  const isOneHost = from.host === to.host
  const hosts = isOneHost ? [from.host] : [from.host, to.host]
  const passes = [...(isHost(from) ? [] : ['eth0']), ...hosts, ...(isHost(to) ? [] : ['eth0'])]
  return { passes, latencyMs: isOneHost ? latencies.sameNodeMs : latencies.otherNodeMs }
}

function isHost(spot: Spot): boolean {
  return spot.name === spot.host
}

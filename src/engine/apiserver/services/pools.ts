import type { Service } from '../../api/generated/types.ts'
import { formatIpv4, parseCidr, parseIpv4 } from '../../network/addresses.ts'
import type { Random } from '../../clock/random.ts'
import { type Call, isDryRun } from '../call.ts'

/** The addresses of Services, as kubeadm has them; the first is the API server's own. */
const SERVICE_CIDR = '10.96.0.0/12'
const { first: NETWORK, size: SIZE } = parseCidr(SERVICE_CIDR) ?? { first: 0, size: 0 }
/** The lower ones are for whoever asks for one: they are given out by lot when no other is left. */
const RESERVED_ADDRESSES = 256
const FIRST_NODE_PORT = 30_000
const LAST_NODE_PORT = 32_767
const RESERVED_NODE_PORTS = 86

/** What is given out, or why it is not. */
export type Given<T> = { readonly given: T } | { readonly refused: string }

const FULL = 'range is full'

/**
 * The address that was asked for, or one drawn by lot. Nothing is booked: what is taken is what
 * Services have, and where it is only tried nobody looks. Source: ipallocator.
 */
export function takeAddress(call: Call, wish: string): Given<string> {
  const isTrial = isDryRun(call.request)
  const taken = isTrial ? [] : servicesOf(call).map(({ spec }) => spec.clusterIP)
  const isTaken = (address: string) => taken.includes(address)
  if (wish === '') {
    if (isTrial) return { given: formatIpv4(NETWORK) }
    const number = drawn(call.backend.random, ADDRESSES, (it) => isTaken(formatIpv4(it)))
    return number === undefined ? { refused: FULL } : { given: formatIpv4(number) }
  }
  const number = parseIpv4(wish) ?? NETWORK
  if (number <= NETWORK || number >= NETWORK + SIZE - 1)
    return { refused: isTrial ? outOf(wish) : OTHER_NETWORK }
  return isTaken(wish) ? { refused: 'provided IP is already allocated' } : { given: wish }
}

/** Where it is only tried, this is said in other words. */
const OTHER_NETWORK = 'the provided network does not match the current range'

function outOf(wish: string): string {
  return `the provided IP (${wish}) is not in the valid range. The range of valid IPs is ${SERVICE_CIDR}`
}

/** Ports of every node, as one request takes them. Source: portallocator. */
export class NodePorts {
  readonly #random: Random
  readonly #isTrial: boolean
  readonly #taken: Set<number>
  readonly #own: number[] = []

  constructor(call: Call) {
    this.#random = call.backend.random
    this.#isTrial = isDryRun(call.request)
    this.#taken = new Set(servicesOf(call).flatMap(nodePortsOf))
  }

  take(port: number): Given<number> {
    // Where it is only tried, nobody looks at the range.
    if (!this.#isTrial && (port < FIRST_NODE_PORT || port > LAST_NODE_PORT))
      return {
        refused: `provided port is not in the valid range. The range of valid ports is ${FIRST_NODE_PORT}-${LAST_NODE_PORT}`,
      }
    if (this.#taken.has(port)) return { refused: 'provided port is already allocated' }
    return this.#give(port)
  }

  draw(): Given<number> {
    // Where it is only tried, it is one that nobody can have.
    if (this.#isTrial) {
      const last = this.#own.length === 0 ? LAST_NODE_PORT + 1 : Math.max(0, ...this.#own)
      return this.#give(last + 1)
    }
    const port = drawn(this.#random, NODE_PORTS, (it) => this.#taken.has(it))
    return port === undefined ? { refused: FULL } : this.#give(port)
  }

  #give(port: number): Given<number> {
    this.#taken.add(port)
    this.#own.push(port)
    return { given: port }
  }
}

function nodePortsOf({ spec }: Service): readonly number[] {
  const ports = (spec.ports ?? []).map(({ nodePort = 0 }) => nodePort)
  return [...ports, spec.healthCheckNodePort ?? 0].filter((port) => port !== 0)
}

function servicesOf({ backend }: Call): readonly Service[] {
  return backend.store.list('services') as readonly Service[]
}

/** Both ends belong to it. */
type Band = readonly [first: number, last: number]

const ADDRESSES: readonly Band[] = [
  [NETWORK + RESERVED_ADDRESSES, NETWORK + SIZE - 2],
  [NETWORK + 1, NETWORK + RESERVED_ADDRESSES - 1],
]
const NODE_PORTS: readonly Band[] = [
  [FIRST_NODE_PORT + RESERVED_NODE_PORTS, LAST_NODE_PORT],
  [FIRST_NODE_PORT, FIRST_NODE_PORT + RESERVED_NODE_PORTS - 1],
]

/** One by lot, or the next one after it that is free; of the first band that has one. */
function drawn(
  random: Random,
  bands: readonly Band[],
  isTaken: (number: number) => boolean,
): number | undefined {
  for (const [first, last] of bands) {
    const count = last - first + 1
    const start = random.below(count)
    for (let step = 0; step < count; step++) {
      const number = first + ((start + step) % count)
      if (!isTaken(number)) return number
    }
  }
  return undefined
}

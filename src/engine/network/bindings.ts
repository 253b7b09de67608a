import { isWildcard, parseIpv4 } from './addresses.ts'

/** A claim of a socket on a local address and port, as far as other claims can tell. */
export interface Binding {
  readonly protocol: 'tcp' | 'udp'
  /** Canonical; an IPv4 address is never written as a mapped one here. */
  readonly address: string
  readonly port: number
  readonly isV6Only: boolean
  readonly reuseAddr: boolean
  readonly reusePort: boolean
  readonly isListening: boolean
  readonly uid: number
}

/** Whether two claims can not stand side by side: what bind(2) and listen(2) answer EADDRINUSE to. */
export function isInConflict(wanted: Binding, present: Binding): boolean {
  if (wanted.protocol !== present.protocol || wanted.port !== present.port) return false
  if (!doOverlap(wanted, present)) return false
  if (wanted.reusePort && present.reusePort && wanted.uid === present.uid) return false
  return !(wanted.reuseAddr && present.reuseAddr && !present.isListening)
}

/** The claim that an arriving packet belongs to: the most exact one. */
export function bestMatch<Claim extends Binding>(
  claims: Iterable<Claim>,
  to: { readonly address: string; readonly port: number },
): Claim | undefined {
  let best: Claim | undefined
  for (const claim of claims) {
    if (claim.port !== to.port || exactness(claim, to.address) === 0) continue
    if (best === undefined || exactness(claim, to.address) > exactness(best, to.address))
      best = claim
  }
  return best
}

/** 0 is no match; the address itself goes before a wildcard, IPv4's own before IPv6's. */
function exactness(claim: Binding, address: string): number {
  const isIpv4 = parseIpv4(address) !== undefined
  if (claim.address === address) return 3
  if (claim.address === '0.0.0.0') return isIpv4 ? 2 : 0
  if (claim.address === '::') return isIpv4 && claim.isV6Only ? 0 : 1
  return 0
}

function doOverlap(a: Binding, b: Binding): boolean {
  if (a.address === b.address) return true
  return covers(a, b.address) || covers(b, a.address)
}

/** A wildcard claims every address of its family; `::` both families unless it is v6only. */
function covers(wide: Binding, address: string): boolean {
  if (!isWildcard(wide.address)) return false
  const isIpv4 = parseIpv4(address) !== undefined
  if (wide.address === '0.0.0.0') return isIpv4
  return !isIpv4 || !wide.isV6Only
}

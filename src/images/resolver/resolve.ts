import {
  type Address,
  canonicalIpv6,
  familyOf,
  type NetworkInterface,
  type Process,
  type Run,
} from '#engine'
import { lookUp } from './dns-client.ts'
import { type HostsEntry, parseHosts, parseResolverConfig, readText } from './name-files.ts'

export type InternetAddress = Extract<Address, { readonly family: 'inet' | 'inet6' }>

/** The errors of getaddrinfo(3). */
export type ResolveError = 'EAI_NONAME' | 'EAI_NODATA' | 'EAI_AGAIN'

export type Resolved =
  | { readonly ok: true; readonly addresses: readonly string[] }
  | { readonly ok: false; readonly error: ResolveError }

const MESSAGES: Record<ResolveError, string> = {
  EAI_NONAME: 'Name or service not known',
  EAI_NODATA: 'No address associated with hostname',
  EAI_AGAIN: 'Temporary failure in name resolution',
}

/** What gai_strerror(3) of glibc says. */
export function resolveMessage(error: ResolveError): string {
  return MESSAGES[error]
}

/**
 * getaddrinfo(3): a number, then /etc/hosts, then the servers of /etc/resolv.conf; the addresses
 * in the order in which they are to be tried.
 */
export function* resolve(process: Process, name: string): Run<Resolved> {
  const number = numeric(name)
  if (number !== undefined) return { ok: true, addresses: [number] }
  const interfaces = process.sockets.interfaces()
  const hosts = parseHosts(yield* readText(process, '/etc/hosts'))
  const written = addressesIn(hosts, name)
  if (written.length > 0) return { ok: true, addresses: inOrder(written, interfaces) }
  const config = parseResolverConfig(yield* readText(process, '/etc/resolv.conf'))
  const found = yield* lookUp(process, config, name)
  switch (found.kind) {
    case 'found':
      return { ok: true, addresses: inOrder(found.addresses, interfaces) }
    case 'no such name':
      return { ok: false, error: 'EAI_NONAME' }
    case 'no address':
      return { ok: false, error: 'EAI_NODATA' }
    case 'nobody answers':
      return { ok: false, error: 'EAI_AGAIN' }
  }
}

/** A socket address with the family that belongs to it. */
export function socketAddress(address: string, port: number): InternetAddress {
  return { family: familyOf(address) ?? 'inet', address, port }
}

/** The first address of each family whose line has the name. */
export function addressesIn(hosts: readonly HostsEntry[], name: string): readonly string[] {
  const wanted = name.toLowerCase()
  const matching = hosts.filter((it) => it.names.some((own) => own.toLowerCase() === wanted))
  const addresses = matching.flatMap((it) => numeric(it.address) ?? [])
  return (['inet6', 'inet'] as const).flatMap(
    (family) => addresses.find((it) => familyOf(it) === family) ?? [],
  )
}

/** RFC 6724: what cannot be reached last, then ::1, other IPv6, IPv4. */
export function inOrder(
  addresses: readonly string[],
  interfaces: readonly NetworkInterface[],
): readonly string[] {
  const own = interfaces.flatMap((it) => it.addresses)
  const rank = (address: string): number => {
    if (familyOf(address) === 'inet') return 2
    const isUsable =
      address === '::1'
        ? own.some((it) => it.address === '::1')
        : own.some((it) => it.family === 'inet6' && it.scope === 'global')
    if (!isUsable) return 3
    return address === '::1' ? 0 : 1
  }
  return addresses.toSorted((a, b) => rank(a) - rank(b))
}

function numeric(name: string): string | undefined {
  return familyOf(name) === 'inet' ? name : canonicalIpv6(name)
}

import type { HostAlias } from '../api/generated/types.ts'

/** The /etc/hosts that all containers of a Pod share, as the kubelet writes it. */
export function hostsFile(of: {
  readonly podIPs: readonly string[]
  readonly hostname: string
  readonly domain: string
  readonly aliases: readonly HostAlias[]
}): string {
  const { podIPs, hostname, domain, aliases } = of
  const names = domain === '' ? hostname : `${hostname}.${domain}\t${hostname}`
  const own = podIPs.map((ip) => `${ip}\t${names}\n`).join('')
  return `# Kubernetes-managed hosts file.\n${LOOPBACK}${own}${aliasLines(aliases)}`
}

const LOOPBACK = [
  '127.0.0.1\tlocalhost',
  '::1\tlocalhost ip6-localhost ip6-loopback',
  'fe00::0\tip6-localnet',
  'fe00::0\tip6-mcastprefix',
  'fe00::1\tip6-allnodes',
  'fe00::2\tip6-allrouters',
  '',
].join('\n')

/** What hostAliases add at the end; nothing where there are none. */
export function aliasLines(aliases: readonly HostAlias[]): string {
  if (aliases.length === 0) return ''
  const lines = aliases.map(({ ip, hostnames = [] }) => `${ip}\t${hostnames.join('\t')}\n`)
  return `\n# Entries added by HostAliases.\n${lines.join('')}`
}

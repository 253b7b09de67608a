import { Refusal, type Tool } from './call.ts'
import { parseOptions } from './options.ts'
import { textAt } from './texts.ts'

export const hostname: Tool = function* (call) {
  const options = parseOptions(call, {
    flags: 'asfidIAy',
    takes: 'F',
    long: {
      short: 's',
      fqdn: 'f',
      long: 'f',
      domain: 'd',
      'ip-address': 'i',
      'all-ip-addresses': 'I',
    },
  })
  const { hostname: name } = call.process
  if (options.operands.length > 0)
    throw new Refusal(
      call.isBusybox
        ? 'sethostname: Operation not permitted'
        : 'you must be root to change the host name',
    )
  const own = entryOf(name, textAt(call.process, '/etc/hosts') ?? '')
  switch (options.last('s', 'f', 'd', 'i', 'I')) {
    case 's':
      yield* call.print(`${name.split('.')[0] ?? name}\n`)
      break
    case 'f':
      yield* call.print(`${own?.names[0] ?? name}\n`)
      break
    case 'd':
      yield* call.print(domainLine(own?.names[0] ?? name, call.isBusybox))
      break
    case 'i':
    case 'I': {
      if (own === undefined) throw new Refusal('Name or service not known')
      const isWide = options.last('i', 'I') === 'I' || call.isBusybox
      yield* call.print(`${own.address}${isWide ? ' ' : ''}\n`)
      break
    }
    default:
      yield* call.print(`${name}\n`)
  }
  return 0
}

function domainLine(fullName: string, isBusybox: boolean): string {
  const domain = fullName.split('.').slice(1).join('.')
  return domain === '' && !isBusybox ? '' : `${domain}\n`
}

/** The line of /etc/hosts that names this host. */
function entryOf(
  name: string,
  hosts: string,
): { readonly address: string; readonly names: readonly string[] } | undefined {
  for (const line of hosts.split('\n')) {
    const [address, ...names] = line.replace(/#.*/, '').trim().split(/\s+/)
    if (address !== undefined && names.includes(name)) return { address, names }
  }
  return undefined
}

import { type Run, write } from '#engine'
import { parseHosts } from '../resolver/name-files.ts'
import { type Resolved, resolve, type ResolveError, resolveMessage } from '../resolver/resolve.ts'
import { type Call, Refusal, type Tool } from './call.ts'
import { HOSTNAME_USAGE } from './hostname-usage.ts'
import { type Options, parseOptions } from './options.ts'
import { textAt } from './texts.ts'

export const hostname: Tool = function* (call) {
  if (call.isBusybox) return yield* show(call, parseOptions(call, { flags: 'sidf', takes: 'F' }))
  try {
    return yield* show(call, parseOptions(call, OPTIONS))
  } catch (error) {
    if (!(error instanceof Refusal) || !error.showsUsage) throw error
    if (error.message === '') yield* write(call.process, 2, HOSTNAME_USAGE)
    else {
      yield* call.complain(error.message)
      yield* call.print(HOSTNAME_USAGE)
    }
    return 255
  }
}

const OPTIONS = {
  flags: 'aAbdfiIsy',
  takes: 'F',
  long: {
    alias: 'a',
    'all-fqdns': 'A',
    boot: 'b',
    domain: 'd',
    fqdn: 'f',
    long: 'f',
    file: 'F',
    'ip-address': 'i',
    'all-ip-addresses': 'I',
    short: 's',
    yp: 'y',
    nis: 'y',
  },
}

function* show(call: Call, options: Options): Run {
  // Unlike all others, this complaint goes to the standard output.
  if (options.last(...SHOWING) === 'y') {
    yield* call.print(`${call.name}: Local domain name not set\n`)
    return 1
  }
  yield* call.print(yield* textFor(call, options))
  return 0
}

/** Of these the last one counts. */
const SHOWING = ['a', 'A', 'd', 'f', 'i', 'I', 's', 'y']

function* textFor(call: Call, options: Options): Run<string> {
  const { hostname: name } = call.process
  refuseChange(call, options)
  switch (options.last(...SHOWING)) {
    case 's':
      return `${name.split('.')[0] ?? name}\n`
    case 'a':
      return `${(entryOf(call)?.names.slice(1) ?? []).join(' ')}\n`
    case 'A':
      return `${allNames(call).join('')}\n`
    case 'f':
      return `${yield* fullName(call)}\n`
    case 'd':
      return domainLine(yield* fullName(call), call.isBusybox)
    case 'i':
      return `${(yield* demandAddresses(call)).join(' ')}\n`
    case 'I':
      return `${ownAddresses(call)
        .map((it) => `${it} `)
        .join('')}\n`
    default:
      return `${name}\n`
  }
}

/** A container may not have another name than the one it was given. */
function refuseChange(call: Call, options: Options): void {
  const file = options.value('F')
  if (file !== undefined && textAt(call.process, file) === undefined) {
    const why = 'No such file or directory'
    throw new Refusal(call.isBusybox ? `can't open '${file}': ${why}` : why)
  }
  const { length } = options.operands
  if (!call.isBusybox && length > 1) throw new Refusal('', { usage: true })
  if (length === 0 && file === undefined) return
  throw new Refusal(
    call.isBusybox
      ? 'sethostname: Operation not permitted'
      : 'you must be root to change the host name',
  )
}

/** What /etc/hosts calls this host first, or its name as long as anybody knows it. */
function* fullName(call: Call): Run<string> {
  const written = entryOf(call)?.names[0]
  if (written !== undefined) return written
  yield* demandAddresses(call)
  return call.process.hostname
}

function* demandAddresses(call: Call): Run<readonly string[]> {
  const { hostname: name } = call.process
  const found: Resolved = yield* resolve(call.process, name)
  if (found.ok) return found.addresses
  throw new Refusal(
    call.isBusybox ? `${name}: ${HOST_ERRORS[found.error]}` : resolveMessage(found.error),
  )
}

/** hstrerror(3), for gethostbyname(3). */
const HOST_ERRORS: Readonly<Record<ResolveError, string>> = {
  EAI_NONAME: 'Unknown host',
  EAI_NODATA: 'No address associated with name',
  EAI_AGAIN: 'Host name lookup failure',
}

function domainLine(fullName: string, isBusybox: boolean): string {
  const domain = fullName.split('.').slice(1).join('.')
  return domain === '' && !isBusybox ? '' : `${domain}\n`
}

/** Those of all interfaces but the loopback, without those that are only of a link. */
function ownAddresses(call: Call): readonly string[] {
  return call.process.sockets
    .interfaces()
    .filter(({ name }) => name !== 'lo')
    .flatMap(({ addresses }) => addresses)
    .map(({ address }) => address)
    .filter((it) => !it.startsWith('fe80:'))
}

function allNames(call: Call): readonly string[] {
  const entries = hostsIn(call)
  return ownAddresses(call).flatMap((address) => {
    const entry = entries.find((it) => it.address === address)
    return entry === undefined ? [] : `${entry.names[0] ?? ''} `
  })
}

function hostsIn({ process }: Call): ReturnType<typeof parseHosts> {
  return parseHosts(textAt(process, '/etc/hosts') ?? '')
}

/** The line of /etc/hosts that names this host. */
function entryOf(call: Call): ReturnType<typeof parseHosts>[number] | undefined {
  return hostsIn(call).find(({ names }) => names.includes(call.process.hostname))
}

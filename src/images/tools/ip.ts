import { type InterfaceAddress, type NetworkInterface, type Run, write } from '#engine'
import { type Call, Refusal, type Tool } from './call.ts'

const LONG_NAMES = ['address', 'link', 'route', 'neighbour'] as const

interface Asked {
  readonly family: 'inet' | 'inet6' | undefined
  readonly isOneLine: boolean
  readonly isBrief: boolean
  readonly words: readonly string[]
}

/** ip(8) as far as it shows: addresses, links, routes; to change them nobody here is allowed. */
export const ip: Tool = function* (call) {
  const asked = readOptions(call)
  const [object = '', ...rest] = asked.words
  if (object === '-V') {
    yield* call.print('ip utility, iproute2-6.1.0, libbpf 1.1.2\n')
    return 0
  }
  const name = LONG_NAMES.find((it) => object !== '' && it.startsWith(object))
  switch (name) {
    case 'address':
      return yield* showAddresses(call, asked, rest)
    case 'link':
      return yield* showLinks(call, asked, rest)
    case 'route':
      return yield* showRoutes(call, rest)
    case 'neighbour':
      return 0
    case undefined:
      return yield* refuse(call, object)
  }
}

function* refuse(call: Call, object: string): Run {
  if (call.isBusybox) throw new Refusal('', { usage: true })
  if (object === '') {
    yield* write(call.process, 2, USAGE)
    return 255
  }
  yield* write(call.process, 2, `Object "${object}" is unknown, try "ip help".\n`)
  return 1
}

const USAGE = `Usage: ip [ OPTIONS ] OBJECT { COMMAND | help }
       ip [ -force ] -batch filename
where  OBJECT := { address | link | neighbor | neighbour | route }
       OPTIONS := { -V[ersion] | -4 | -6 | -o[neline] | -br[ief] }
`

function readOptions(call: Call): Asked {
  const asked = { family: undefined as Asked['family'], isOneLine: false, isBrief: false }
  const words = [...call.args]
  while (words[0]?.startsWith('-') === true && words[0] !== '-V') {
    const option = words.shift() ?? ''
    if (option === '-4') asked.family = 'inet'
    else if (option === '-6') asked.family = 'inet6'
    else if (option.startsWith('-o')) asked.isOneLine = true
    else if (option.startsWith('-br') && !call.isBusybox) asked.isBrief = true
    else if (/^-(c|color|d|details|s|stats|h)$/.test(option) && !call.isBusybox) continue
    else if (call.isBusybox) throw new Refusal('', { usage: true })
    else throw new Refusal(`Option "${option}" is unknown, try "ip -help".`, { status: 255 })
  }
  return { ...asked, words }
}

function chosenInterfaces(call: Call, words: readonly string[]): readonly NetworkInterface[] {
  const [first, ...others] = words
  const rest = first !== undefined && /^(s|sh|show|l|ls|list)$/.test(first) ? others : words
  if (['add', 'a', 'del', 'd', 'set', 'flush', 'change'].includes(first ?? '')) {
    const said = 'RTNETLINK answers: Operation not permitted'
    throw new Denied(said)
  }
  const named = rest.filter((it) => it !== 'dev' && it !== 'up')
  const all = call.process.sockets.interfaces()
  const [wanted] = named
  if (wanted === undefined) return all
  const found = all.filter((it) => it.name === wanted)
  if (found.length === 0)
    throw new Denied(
      call.isBusybox ? `can't find device '${wanted}'` : `Device "${wanted}" does not exist.`,
      1,
    )
  return found
}

/** Said without the name of the program by iproute2, with it by busybox. */
class Denied extends Error {
  readonly status: number

  constructor(message: string, status = 2) {
    super(message)
    this.status = status
  }
}

function* guarded(call: Call, show: () => Run<void>): Run {
  try {
    yield* show()
    return 0
  } catch (thrown) {
    if (!(thrown instanceof Denied)) throw thrown
    const lead = call.isBusybox ? 'ip: ' : ''
    yield* write(call.process, 2, `${lead}${thrown.message}\n`)
    return thrown.status
  }
}

function showAddresses(call: Call, asked: Asked, words: readonly string[]): Run {
  return guarded(call, function* () {
    for (const it of chosenInterfaces(call, words)) {
      const addresses = it.addresses.filter(
        ({ family }) => asked.family === undefined || family === asked.family,
      )
      if (asked.family !== undefined && addresses.length === 0) continue
      if (asked.isBrief) yield* call.print(briefLine(it, addresses))
      else if (asked.isOneLine) yield* call.print(addresses.map((own) => oneLine(it, own)).join(''))
      else {
        yield* call.print(`${headLine(call, it, { asked, isLink: false })}\n`)
        if (asked.family === undefined) yield* call.print(linkLine(it))
        yield* call.print(addresses.map((own) => addressLines(it, own)).join(''))
      }
    }
  })
}

function briefLine(it: NetworkInterface, addresses: readonly InterfaceAddress[]): string {
  const shown = addresses.map(({ address, prefixLength }) => `${address}/${prefixLength} `)
  return `${nameWithPeer(it).padEnd(16)} ${stateOf(it).padEnd(14)} ${shown.join('')}\n`
}

function oneLine(it: NetworkInterface, own: InterfaceAddress): string {
  const scope = own.family === 'inet' ? scopeOf(it, own) : `${own.scope} `
  return `${it.index}: ${it.name}    ${own.family} ${own.address}/${own.prefixLength} ${broadcastOf(own, it)}scope ${scope}\\       valid_lft forever preferred_lft forever\n`
}

function addressLines(it: NetworkInterface, own: InterfaceAddress): string {
  const scope = own.family === 'inet' ? scopeOf(it, own) : `${own.scope} `
  return (
    `    ${own.family} ${own.address}/${own.prefixLength} ${broadcastOf(own, it)}scope ${scope}\n` +
    '       valid_lft forever preferred_lft forever\n'
  )
}

function scopeOf(it: NetworkInterface, own: InterfaceAddress): string {
  return `${own.scope} ${it.name}`
}

function broadcastOf(
  { family, address, prefixLength }: InterfaceAddress,
  it: NetworkInterface,
): string {
  if (family !== 'inet' || it.kind === 'loopback' || prefixLength >= 31) return ''
  const number = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
  const size = 2 ** (32 - prefixLength)
  const last = Math.floor(number / size) * size + size - 1
  const parts = [24, 16, 8, 0].map((shift) => Math.floor(last / 2 ** shift) % 256)
  return `brd ${parts.join('.')} `
}

function stateOf({ kind }: NetworkInterface): string {
  return kind === 'loopback' ? 'UNKNOWN' : 'UP'
}

function nameWithPeer({ name, peerIndex }: NetworkInterface): string {
  return peerIndex === undefined ? name : `${name}@if${peerIndex}`
}

/** What busybox and iproute2 tell of a link differs in the flags that they know. */
function headLine(
  call: Call,
  it: NetworkInterface,
  { asked, isLink }: { readonly asked: Asked; readonly isLink: boolean },
): string {
  const lower = it.peerIndex !== undefined && call.isBusybox ? ',M-DOWN' : ''
  const flags =
    it.kind === 'loopback' ? 'LOOPBACK,UP,LOWER_UP' : `BROADCAST,MULTICAST,UP,LOWER_UP${lower}`
  const isPlain = asked.family === 'inet6' && (call.isBusybox || asked.words.length <= 1)
  const queue = isPlain ? '' : ' qdisc noqueue'
  const mode = isLink ? ' mode DEFAULT' : ''
  const group = isPlain ? '' : `${mode} group default`
  const length = it.kind === 'loopback' ? ' qlen 1000' : ''
  const rest = call.isBusybox
    ? `${queue}${length}`
    : `${queue} state ${stateOf(it)}${group}${length}`
  const end = call.isBusybox && it.kind !== 'loopback' ? ' ' : ''
  return `${it.index}: ${nameWithPeer(it)}: <${flags}> mtu ${it.mtu}${rest}${end}`
}

function linkLine(it: NetworkInterface): string {
  const kind = it.kind === 'loopback' ? 'loopback' : 'ether'
  const broadcast = it.kind === 'loopback' ? '00:00:00:00:00:00' : 'ff:ff:ff:ff:ff:ff'
  const peer = it.peerIndex === undefined ? '' : ' link-netnsid 0'
  return `    link/${kind} ${it.mac} brd ${broadcast}${peer}\n`
}

function showLinks(call: Call, asked: Asked, words: readonly string[]): Run {
  return guarded(call, function* () {
    for (const it of chosenInterfaces(call, words)) {
      const line = linkLine(it)
      if (asked.isBrief) {
        const flags =
          it.kind === 'loopback' ? 'LOOPBACK,UP,LOWER_UP' : 'BROADCAST,MULTICAST,UP,LOWER_UP'
        yield* call.print(
          `${nameWithPeer(it).padEnd(16)} ${stateOf(it).padEnd(14)} ${it.mac} <${flags}> \n`,
        )
        continue
      }
      const between = asked.isOneLine ? '\\' : '\n'
      yield* call.print(headLine(call, it, { asked, isLink: true }) + between + line)
    }
  })
}

function showRoutes(call: Call, words: readonly string[]): Run {
  return guarded(call, function* () {
    const [verb, target] = words
    if (verb === 'get') return yield* routeTo(call, target ?? '')
    if (verb !== undefined && !/^(s|sh|show|l|ls|list)$/.test(verb))
      throw new Denied('RTNETLINK answers: Operation not permitted')
    for (const { destination, gateway, device, source } of call.process.sockets.routes()) {
      const via = gateway === undefined ? '' : ` via ${gateway}`
      const own =
        source === undefined
          ? ''
          : ` ${call.isBusybox ? '' : 'proto kernel '}scope link  src ${source}`
      const shown = call.isBusybox ? own : own.replace('link  src', 'link src')
      yield* call.print(`${destination}${via} dev ${device}${shown} \n`)
    }
  })
}

function* routeTo(call: Call, target: string): Run<void> {
  const { sockets, credentials } = call.process
  const route =
    sockets
      .routes()
      .find((it) => it.destination !== 'default' && isWithin(target, it.destination)) ??
    sockets.routes().find((it) => it.destination === 'default')
  if (route === undefined) throw new Denied('RTNETLINK answers: Network is unreachable')
  const via = route.gateway === undefined ? '' : ` via ${route.gateway}`
  const own = sockets.interfaces().find((it) => it.name === route.device)
  const source = own?.addresses.find(({ family }) => family === 'inet')?.address ?? ''
  yield* call.print(
    `${target}${via} dev ${route.device} src ${source} uid ${credentials.uid} \n    cache \n`,
  )
}

function isWithin(address: string, block: string): boolean {
  const [start = '', bits = '32'] = block.split('/')
  const number = (text: string): number =>
    text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
  const size = 2 ** (32 - Number(bits))
  return Math.floor(number(address) / size) === Math.floor(number(start) / size)
}

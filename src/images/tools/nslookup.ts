import { type Fd, type Process, type Run, SystemError, write } from '#engine'
import {
  decodeAnswer,
  type DnsAnswer,
  type DnsRecord,
  encodeQuestion,
  type RecordType,
} from '../resolver/dns-message.ts'
import { parseResolverConfig, readText } from '../resolver/name-files.ts'
import { resolve } from '../resolver/resolve.ts'
import { type Call, Refusal, type Tool } from './call.ts'

const PORT = 53
/** It asks twice within five seconds. */
const ATTEMPTS = 2
const PATIENCE_MS = 2500

interface Question {
  readonly id: number
  readonly name: string
  readonly type: RecordType
}

interface Server {
  /** As it was given. */
  readonly name: string
  readonly address: string
}

/** nslookup of busybox: a name without a dot along the search list, any other as it is. */
export const nslookup: Tool = function* (call) {
  const { host, named, type } = parseArguments(call.args)
  const { process } = call
  const config = parseResolverConfig(yield* readText(process, '/etc/resolv.conf'))
  const server = yield* serverAt(process, named ?? config.servers[0] ?? '127.0.0.1')
  const reverse = reverseNameOf(host)
  const types: readonly RecordType[] =
    type === undefined ? (reverse === undefined ? ['A', 'AAAA'] : ['PTR']) : [type]
  const searches = host.includes('.') || named !== undefined ? [] : config.searches
  const names =
    searches.length === 0 ? [reverse ?? host] : searches.map((suffix) => `${host}.${suffix}`)
  const first = process.randomBelow(60_000)
  const questions = types
    .flatMap((it) => names.map((name) => ({ name, type: it })))
    .map((it, index) => ({ ...it, id: first + index }))
  return yield* ask(call, server, questions)
}

interface Arguments {
  readonly host: string
  readonly named: string | undefined
  readonly type: RecordType | undefined
}

function parseArguments(args: readonly string[]): Arguments {
  const at = args.findIndex((arg) => !arg.startsWith('-') || arg === '-')
  const [host, named, ...rest] = at < 0 ? [] : args.slice(at)
  let type: RecordType | undefined
  for (const option of at < 0 ? args : args.slice(0, at)) {
    const wanted = /^-(?:t|ty|type|querytype)=(.*)$/.exec(option)?.[1]
    if (wanted !== undefined) type = typeNamed(wanted)
    else if (option !== '-debug') throw new Refusal('', { usage: true })
  }
  if (host === undefined || rest.length > 0) throw new Refusal('', { usage: true })
  return { host, named, type }
}

const TYPES: readonly RecordType[] = [
  ...(['SOA', 'NS', 'A', 'AAAA', 'CNAME', 'MX', 'TXT', 'PTR', 'SRV', 'ANY'] as const),
]

function typeNamed(word: string): RecordType {
  const type = TYPES.find((it) => it === word.toUpperCase())
  if (type === undefined) throw new Refusal(`invalid query type "${word}"`)
  return type
}

/** The name by which the name of an IPv4 address is asked for. */
function reverseNameOf(host: string): string | undefined {
  const isAddress = /^(\d{1,3}\.){3}\d{1,3}$/.test(host)
  return isAddress ? `${host.split('.').toReversed().join('.')}.in-addr.arpa` : undefined
}

function* serverAt(process: Process, name: string): Run<Server> {
  const found = yield* resolve(process, name)
  const [address] = found.ok ? found.addresses : []
  if (address === undefined) throw new Refusal(`bad address '${name}'`)
  return { name, address }
}

function* ask(call: Call, server: Server, questions: readonly Question[]): Run {
  const { process } = call
  const { address } = server
  const family = address.includes(':') ? 'inet6' : 'inet'
  const fd = process.sockets.socket(family, 'datagram')
  try {
    process.sockets.connect(fd, { family, address, port: PORT })
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    throw new Refusal(`can't connect to remote host (${server.name}): ${error.message}`)
  }
  const said = yield* answers(call, fd, { server, questions })
  if (said.length === 0) {
    yield* call.print(';; connection timed out; no servers could be reached\n\n')
    return 1
  }
  const where = family === 'inet6' ? `[${address}]` : address
  yield* call.print(`Server:\t\t${server.name}\nAddress:\t${where}:${PORT}\n\n${said.join('')}`)
  return said.some((it) => it.startsWith('**')) ? 1 : 0
}

interface Asked {
  readonly server: Server
  readonly questions: readonly Question[]
}

/** What is to be printed of each answer, in the order in which they came. */
function* answers(call: Call, fd: Fd, asked: Asked): Run<readonly string[]> {
  const told = new Map<number, string>()
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const questions = asked.questions.filter(({ id }) => !told.has(id))
    if (questions.length === 0) break
    if (!(yield* send(call, fd, { ...asked, questions }))) break
    yield* receive(call, fd, { questions, told })
  }
  return [...told.values()]
}

function* send(call: Call, fd: Fd, { server, questions }: Asked): Run<boolean> {
  for (const question of questions) {
    const bytes = encodeQuestion(question)
    if (bytes === undefined) continue
    try {
      yield* write(call.process, fd, bytes)
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
      yield* call.complain(`write to '${server.name}': ${error.message}`)
      return false
    }
  }
  return true
}

interface Expected {
  readonly questions: readonly Question[]
  /** By the question's number. */
  readonly told: Map<number, string>
}

function* receive(call: Call, fd: Fd, { questions, told }: Expected): Run<void> {
  const { process } = call
  const until = process.now + PATIENCE_MS
  while (questions.some(({ id }) => !told.has(id)) && process.now < until) {
    const bytes = readFrom(process, fd)
    if (bytes instanceof SystemError) {
      yield* call.complain(`read: ${bytes.message}`)
      continue
    }
    if (bytes === 'again') {
      yield { do: 'wait', for: [{ fd, for: 'read' }], until }
      continue
    }
    const answer = decodeAnswer(bytes)
    const question = questions.find(({ id }) => id === answer?.id)
    if (answer !== undefined && question !== undefined)
      told.set(question.id, textOf(answer, question.name))
  }
}

function readFrom(process: Process, fd: Fd): Uint8Array | 'again' | SystemError {
  try {
    return process.tryRead(fd, 4096)
  } catch (error) {
    if (error instanceof SystemError) return error
    throw error
  }
}

function textOf({ code, records }: DnsAnswer, name: string): string {
  const refused = code === 0 ? '' : `** server can't find ${name}: ${codeName(code)}\n`
  return `${refused}${records.map(recordText).join('')}\n`
}

function recordText({ name, type, value }: DnsRecord): string {
  switch (type) {
    case 'A':
    case 'AAAA':
      return `Name:\t${name}\nAddress: ${value}\n`
    case 'CNAME':
      return `${name}\tcanonical name = ${value}\n`
    case 'NS':
      return `${name}\tnameserver = ${value}\n`
    case 'PTR':
      return `${name}\tname = ${value}\n`
  }
}

function codeName(code: number): string {
  return ['NOERROR', 'FORMERR', 'SERVFAIL', 'NXDOMAIN', 'NOTIMP', 'REFUSED'][code] ?? `${code}`
}

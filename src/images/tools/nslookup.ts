import { type Fd, type Process, type Run, SystemError, write } from '#engine'
import { decodeAnswer, encodeQuestion } from '../resolver/dns-message.ts'
import { parseResolverConfig, readText } from '../resolver/name-files.ts'
import { type Call, Refusal, type Tool } from './call.ts'
import { parseOptions } from './options.ts'

const PORT = 53
const TIMEOUT_MS = 5000

interface Question {
  readonly id: number
  readonly name: string
  readonly type: 'A' | 'AAAA'
}

/** nslookup of busybox: a name without a dot along the search list, any other as it is. */
export const nslookup: Tool = function* (call) {
  const { operands, given } = parseOptions(call, {
    flags: 'd',
    mayTake: 't',
    long: {},
  })
  const [host, named] = operands
  if (host === undefined) throw new Refusal('', { usage: true })
  const { process } = call
  const text = yield* readText(process, '/etc/resolv.conf')
  const config = parseResolverConfig(text)
  const server = named ?? config.servers[0] ?? '127.0.0.1'
  const wanted = given
    .find(([name]) => name === 't')?.[1]
    .replace(/^ype=/, '')
    .toUpperCase()
  const types = (['A', 'AAAA'] as const).filter((it) => wanted === undefined || it === wanted)
  const names =
    host.includes('.') || config.searches.length === 0
      ? [host]
      : config.searches.map((suffix) => `${host}.${suffix}`)
  const first = process.randomBelow(60_000)
  const questions = names
    .flatMap((name) => types.map((type) => ({ name, type })))
    .map((it, index) => ({ ...it, id: first + index }))
  return yield* ask(call, server, questions)
}

function* ask(call: Call, server: string, questions: readonly Question[]): Run {
  const { process } = call
  const family = server.includes(':') ? 'inet6' : 'inet'
  const fd = process.sockets.socket(family, 'datagram')
  try {
    process.sockets.connect(fd, { family, address: server, port: PORT })
    for (const question of questions) {
      const bytes = encodeQuestion(question)
      if (bytes !== undefined) process.tryWrite(fd, bytes)
    }
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    throw new Refusal(`can't connect to remote host (${server}): ${error.message}`)
  }
  const answered = yield* receive(process, fd, questions)
  if (answered.length === 0) {
    yield* write(process, 2, ';; connection timed out; no servers could be reached\n\n')
    return 1
  }
  yield* call.print(`Server:\t\t${server}\nAddress:\t${server}:${PORT}\n\n${answered.join('')}`)
  return answered.some((it) => it.startsWith('**')) ? 1 : 0
}

/** What is to be printed of each answer, in the order in which they came. */
function* receive(
  process: Process,
  fd: Fd,
  questions: readonly Question[],
): Run<readonly string[]> {
  const until = process.now + TIMEOUT_MS
  const told: string[] = []
  while (told.length < questions.length && process.now < until) {
    const bytes = readFrom(process, fd)
    if (bytes === undefined) return told
    if (bytes === 'again') {
      yield { do: 'wait', for: [{ fd, for: 'read' }], until }
      continue
    }
    const answer = decodeAnswer(bytes)
    const question = questions.find(({ id }) => id === answer?.id)
    if (answer === undefined || question === undefined) continue
    const { name } = question
    const lines = answer.addresses.map((address) => `Name:\t${name}\nAddress: ${address}\n`)
    const refused =
      answer.code === 0 ? '' : `** server can't find ${name}: ${codeName(answer.code)}\n`
    told.push(`${refused}${lines.join('')}\n`)
  }
  return told
}

function readFrom(process: Process, fd: Fd): Uint8Array | 'again' | undefined {
  try {
    return process.tryRead(fd, 4096)
  } catch (error) {
    if (error instanceof SystemError) return undefined
    throw error
  }
}

function codeName(code: number): string {
  return ['NOERROR', 'FORMERR', 'SERVFAIL', 'NXDOMAIN', 'NOTIMP', 'REFUSED'][code] ?? `${code}`
}

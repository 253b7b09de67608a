import { type Fd, type Process, type Run, SystemError } from '#engine'
import { decodeAnswer, type DnsAnswer, encodeQuestion, type RecordType } from './dns-message.ts'
import type { ResolverConfig } from './name-files.ts'

const PORT = 53

export type LookedUp =
  | { readonly kind: 'found'; readonly addresses: readonly string[] }
  | { readonly kind: 'no such name' | 'no address' | 'nobody answers' }

/** Asks for a name along the search list, both families at once, as the resolver of libc does. */
export function* lookUp(process: Process, config: ResolverConfig, name: string): Run<LookedUp> {
  let outcome: LookedUp = { kind: 'no such name' }
  for (const candidate of candidatesFor(name, config)) {
    const answer = yield* askServers(process, config, candidate)
    if (answer.kind === 'found' || answer.kind === 'nobody answers') return answer
    if (answer.kind === 'no address') outcome = answer
  }
  return outcome
}

/** The names to try, in order: resolv.conf(5), search and ndots. */
export function candidatesFor(
  name: string,
  config: Pick<ResolverConfig, 'searches' | 'ndots'>,
): readonly string[] {
  if (name.endsWith('.')) return [name]
  const searched = config.searches.map((suffix) => `${name}.${suffix}`)
  const dots = name.split('.').length - 1
  return dots >= config.ndots ? [name, ...searched] : [...searched, name]
}

function* askServers(process: Process, config: ResolverConfig, name: string): Run<LookedUp> {
  for (let attempt = 0; attempt < config.attempts; attempt++)
    for (const server of config.servers) {
      const answers = yield* ask(process, { server, name, seconds: config.timeoutSeconds })
      if (answers !== undefined) return judge(answers)
    }
  return { kind: 'nobody answers' }
}

function judge(answers: readonly DnsAnswer[]): LookedUp {
  const addresses = answers.flatMap((it) => it.addresses)
  if (addresses.length > 0) return { kind: 'found', addresses }
  return { kind: answers.some((it) => it.code === 3) ? 'no such name' : 'no address' }
}

interface Asked {
  readonly server: string
  readonly name: string
  readonly seconds: number
}

/** Both answers of one server; undefined when it is silent, refuses, or fails itself. */
function* ask(process: Process, asked: Asked): Run<readonly DnsAnswer[] | undefined> {
  const family = asked.server.includes(':') ? 'inet6' : 'inet'
  const fd = process.sockets.socket(family, 'datagram')
  try {
    process.sockets.connect(fd, { family, address: asked.server, port: PORT })
    const ids = sendQuestions(process, fd, asked.name)
    if (ids.length === 0) return []
    return yield* receiveAnswers(process, fd, { ids, until: process.now + asked.seconds * 1000 })
  } catch (error) {
    if (error instanceof SystemError) return undefined
    throw error
  } finally {
    process.close(fd)
  }
}

function sendQuestions(process: Process, fd: Fd, name: string): readonly number[] {
  const first = process.randomBelow(65_535)
  const types: readonly RecordType[] = ['A', 'AAAA']
  return types.flatMap((type, index) => {
    const question = encodeQuestion({ id: first + index, name, type })
    if (question === undefined) return []
    process.tryWrite(fd, question)
    return [first + index]
  })
}

function* receiveAnswers(
  process: Process,
  fd: Fd,
  expected: { readonly ids: readonly number[]; readonly until: number },
): Run<readonly DnsAnswer[] | undefined> {
  const answers: DnsAnswer[] = []
  while (answers.length < expected.ids.length) {
    const bytes = process.tryRead(fd, 4096)
    if (bytes === 'again') {
      if (process.now >= expected.until) return undefined
      yield { do: 'wait', for: [{ fd, for: 'read' }], until: expected.until }
      continue
    }
    const answer = decodeAnswer(bytes)
    if (answer === undefined || !expected.ids.includes(answer.id)) continue
    if (answer.code !== 0 && answer.code !== 3) return undefined
    answers.push(answer)
  }
  return answers
}

import type { Container, Probe } from '../api/generated/types.ts'
import { execInContainer } from './exec-in-container.ts'
import { expand } from './expansion.ts'
import { portNumber } from './container-port.ts'
import type { Parts } from './parts.ts'
import { probeGrpc } from './probe-grpc.ts'
import { probeHttp } from './probe-http.ts'
import { probeTcp } from './probe-tcp.ts'
import { answerTo, type Task } from './task.ts'

/** What one attempt at a probe found. */
export type ProbeAnswer =
  | { readonly kind: 'success' | 'warning' | 'failure'; readonly output: string }
  /** It could not be carried out, which says nothing about the container. */
  | { readonly kind: 'error'; readonly message: string }

/** What is probed. */
export interface ProbeTarget {
  readonly container: Container
  /** The runtime's id of the instance. */
  readonly id: string
  readonly podIP: string
}

const TRIES = 3
/** More output than that nobody looks at. */
const LONGEST_OUTPUT = 10 * 1024

/** One round of a probe; what could not be carried out is tried again at once. */
export function* runProbe(parts: Parts, target: ProbeTarget, probe: Probe): Task<ProbeAnswer> {
  let answer = yield* attempt(parts, target, probe)
  for (let tried = 1; tried < TRIES && answer.kind === 'error'; tried++)
    answer = yield* attempt(parts, target, probe)
  return answer
}

function* attempt(parts: Parts, target: ProbeTarget, probe: Probe): Task<ProbeAnswer> {
  const { container, podIP } = target
  const { exec, httpGet, tcpSocket, grpc, timeoutSeconds = 1 } = probe
  const timeoutMs = timeoutSeconds * 1000
  if (exec !== undefined)
    return yield* probeExec(parts, target, { argv: exec.command ?? [], timeoutSeconds })
  if (grpc !== undefined)
    return yield* answerTo<ProbeAnswer>((done) => {
      probeGrpc(parts, { ...grpc, host: podIP, timeoutMs }, done)
    })
  const action = httpGet ?? tcpSocket
  if (action === undefined)
    return { kind: 'error', message: `missing probe handler for ${container.name}` }
  const port = portNumber(action.port, container)
  if (port === null)
    return { kind: 'error', message: `couldn't find port: ${JSON.stringify(action.port)}` }
  const host = action.host === undefined || action.host === '' ? podIP : action.host
  return yield* answerTo<ProbeAnswer>((done) => {
    if (httpGet === undefined) probeTcp(parts, { host, port, timeoutMs }, done)
    else probeHttp(parts, { ...{ host, port, timeoutMs }, action: httpGet }, done)
  })
}

function* probeExec(
  { runtime }: Parts,
  { container, id }: ProbeTarget,
  { argv, timeoutSeconds }: { readonly argv: readonly string[]; readonly timeoutSeconds: number },
): Task<ProbeAnswer> {
  const variables = new Map((container.env ?? []).map(({ name, value = '' }) => [name, value]))
  const command = argv.map((word) => expand(word, (name) => variables.get(name)))
  const end = yield* execInContainer(runtime, id, { argv: command, timeoutSeconds })
  const output = end.output.slice(0, LONGEST_OUTPUT)
  if (end.kind === 'exited') return { kind: end.code === 0 ? 'success' : 'failure', output }
  if (end.message.includes('context deadline exceeded')) {
    const words = `command timed out: "${command.join(' ')}" timed out after ${timeoutSeconds}s`
    return { kind: 'failure', output: words }
  }
  return { kind: 'error', message: `rpc error: code = Unknown desc = ${innerWords(end.message)}` }
}

/** What the runtime said, without what the streaming server says around it. */
function innerWords(message: string): string {
  return message.replace(/^Internal error occurred: error executing command in container: /, '')
}

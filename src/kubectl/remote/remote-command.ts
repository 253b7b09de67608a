import type { Readiness, Run, Status } from '#engine'
import type { Exchange } from '../api/exchange.ts'
import type { Cli } from '../cli.ts'
import { CommandError } from '../failure.ts'
import { chosenContainer } from './container.ts'
import { asPod } from './pod-of.ts'
import { raiseUnlessSuccess, readStatus } from './session.ts'

export interface RemoteCommand {
  readonly namespace: string
  readonly pod: string
  /** Empty for the Pod's default one. */
  readonly container: string
  readonly words: readonly string[]
}

/** What a command in a container is given, and what becomes of what it says. */
export interface RemoteEnds {
  /** The next piece of its standard input; undefined at the end. Absent: it has none. */
  readonly input?: () => Uint8Array | undefined
  readonly output: (bytes: Uint8Array) => Run<void>
  readonly errors: (bytes: Uint8Array) => Run<void>
  /** Nothing more is wanted of it, however it may end. */
  readonly isEnough?: () => boolean
}

/** Runs a command in a container of a Pod; what it ended with is thrown when it was not success. */
export function* runRemote(cli: Cli, command: RemoteCommand, ends: RemoteEnds): Run<void> {
  const { namespace, pod: name, words } = command
  const place = `/api/v1/namespaces/${namespace}/pods/${name}`
  const pod = asPod(yield* cli.api.get(place))
  const phase = pod.status.phase ?? ''
  if (phase === 'Succeeded' || phase === 'Failed')
    throw new CommandError(
      `cannot exec into a container in a completed pod; current phase is ${phase}`,
    )
  const { name: container, notice } = chosenContainer(pod, command.container)
  if (notice !== '') yield* ends.errors(new TextEncoder().encode(notice))
  const exchange = yield* cli.api.upgrade({
    path: `${place}/exec`,
    query: [
      ...words.map((word) => ['command', word] as const),
      ['container', container],
      ...(ends.input === undefined ? [] : [['stdin', 'true'] as const]),
      ['stderr', 'true'],
      ['stdout', 'true'],
    ],
  })
  try {
    yield* carry(exchange, ends)
  } finally {
    exchange.cancel()
  }
}

function* carry(exchange: Exchange, { input, output, errors, isEnough }: RemoteEnds): Run<void> {
  let isInputOpen = input !== undefined
  let status: Status | undefined
  const news: Readiness = {
    isReady: () => exchange.isReady() || (isInputOpen && exchange.hasRoom),
    onChange: (listener) => exchange.onChange(listener),
  }
  exchange.passOverAnswer()
  for (;;) {
    for (let message = exchange.take(); message !== undefined; message = exchange.take()) {
      if (message.kind !== 'channel') continue
      if (message.channel === 1) yield* output(message.bytes)
      else if (message.channel === 2) yield* errors(message.bytes)
      else if (message.channel === 3) status = readStatus(message.bytes)
    }
    if (isEnough?.() === true) return
    if (exchange.hasEnded) break
    if (isInputOpen && exchange.hasRoom) isInputOpen = sendNext(exchange, input?.())
    if (!exchange.hasMessages) yield { do: 'wait', for: [{ readiness: news }] }
  }
  raiseUnlessSuccess(status ?? exchange.error)
}

/** False at the end; v5 of the protocol: channel 255 names the channel that ends. */
function sendNext(exchange: Exchange, bytes: Uint8Array | undefined): boolean {
  if (bytes !== undefined) exchange.send({ kind: 'channel', channel: 0, bytes })
  else exchange.send({ kind: 'channel', channel: 255, bytes: Uint8Array.of(0) })
  return bytes !== undefined
}

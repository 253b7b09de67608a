import { expect, test } from 'vitest'
import { Clock } from '../clock/clock.ts'
import { encodeFrame, H2_FLAG, H2_FRAME, joinBytes } from '../grpc/frames.ts'
import { headerBlock, type HeaderList } from '../grpc/header-block.ts'
import { checkResponse } from '../grpc/health.ts'
import type { Runtime } from '../runtime/runtime.ts'
import { createPair } from '../streams/pair.ts'
import { probeGrpc } from './probe-grpc.ts'
import type { ProbeAnswer } from './prober.ts'

const NOTHING = new Uint8Array(0)
const settings = encodeFrame({ type: H2_FRAME.settings, flags: 0, stream: 0, payload: NOTHING })

function headers(list: HeaderList, flags: number = H2_FLAG.endHeaders): Uint8Array {
  return encodeFrame({ type: H2_FRAME.headers, flags, stream: 1, payload: headerBlock(list) })
}

const LAST = H2_FLAG.endHeaders | H2_FLAG.endStream

function answers(status: Parameters<typeof checkResponse>[0]): Uint8Array {
  const payload = checkResponse(status)
  return joinBytes([
    headers([[':status', '200']]),
    encodeFrame({ type: H2_FRAME.data, flags: 0, stream: 1, payload }),
    headers([['grpc-status', '0']], LAST),
  ])
}

function refuses(code: number, message: string): Uint8Array {
  const list = [
    ['grpc-status', `${code}`],
    ['grpc-message', message],
  ] as const
  return headers(list, LAST)
}

interface Server {
  /** From when on somebody listens. */
  readonly fromMs?: number
  readonly greets: Uint8Array
  /** What is said to the call; null: the connection is closed. */
  readonly replies?: Uint8Array | null
}

/** What a probe of `timeoutMs` finds at a server, and after how many milliseconds. */
function found(server: Server | undefined, timeoutMs = 1000): readonly [ProbeAnswer, number] {
  const clock = new Clock()
  const dial = (): ReturnType<Runtime['dial']> => {
    const [near, far] = createPair<Uint8Array, Uint8Array>(clock)
    if (server === undefined || clock.now < (server.fromMs ?? 0)) {
      far.cancel('dial tcp 10.244.1.2:5000: connect: connection refused')
      return near
    }
    far.send(NOTHING)
    far.send(server.greets)
    const heard: Uint8Array[] = []
    far.listen({
      message: (bytes) => {
        heard.push(bytes)
        const { replies } = server
        if (heard.length !== 2 || replies === undefined) return
        if (replies === null) far.end()
        else far.send(replies)
      },
      end: () => undefined,
    })
    return near
  }
  const probed: (readonly [ProbeAnswer, number])[] = []
  const place = { host: '10.244.1.2', port: 5000, service: '', timeoutMs }
  probeGrpc({ clock, runtime: { dial } as unknown as Runtime }, place, (answer) => {
    probed.push([answer, clock.now])
  })
  clock.advanceBy(60_000)
  expect(probed).toHaveLength(1)
  return probed[0] ?? [{ kind: 'error', message: 'never over' }, 0]
}

const failure = (output: string, ms: number) => [{ kind: 'failure', output }, ms]
const unconnected = (within: string) =>
  `timeout: failed to connect service "10.244.1.2:5000" within ${within}: context deadline exceeded`

test('[R82] well is who says SERVING', () => {
  const answer = { kind: 'success', output: 'service healthy' }
  expect(found({ greets: settings, replies: answers('SERVING') })).toEqual([answer, 0])
})

test.each([
  {
    what: 'is not serving',
    replies: answers('NOT_SERVING'),
    says: 'service unhealthy (responded with "NOT_SERVING")',
  },
  {
    what: 'does not know how it is',
    replies: answers('UNKNOWN'),
    says: 'service unhealthy (responded with "UNKNOWN")',
  },
  {
    what: 'does not know the service',
    replies: refuses(5, 'unknown service'),
    says: 'error: health rpc probe failed: rpc error: code = NotFound desc = unknown service',
  },
  {
    what: 'has no health service',
    replies: refuses(12, 'unknown service grpc.health.v1.Health'),
    says:
      'error: this server does not implement the grpc health protocol (grpc.health.v1.Health): ' +
      'unknown service grpc.health.v1.Health',
  },
  {
    what: 'closes the connection',
    replies: null,
    says: 'error: health rpc probe failed: rpc error: code = Unavailable desc = error reading from server: EOF',
  },
])('[R82] a server that $what', ({ replies, says }) => {
  expect(found({ greets: settings, replies })).toEqual(failure(says, 0))
})

test('[R82] a server that never answers', () => {
  const says = 'timeout: health rpc did not complete within 1m0s'
  expect(found({ greets: settings }, 60_000)).toEqual(failure(says, 60_000))
})

test.each([
  { what: 'nobody who listens', server: undefined },
  { what: 'somebody who says nothing', server: { greets: NOTHING } },
  {
    what: 'a server of HTTP/1.1',
    server: { greets: new TextEncoder().encode('HTTP/1.1 400 Bad Request\r\n\r\n') },
  },
])('[R82] $what is tried until the time is over', ({ server }) => {
  expect(found(server, 2000)).toEqual(failure(unconnected('2s'), 2000))
})

test('[R82] who begins to listen in time is found at the next try', () => {
  const server = { greets: settings, replies: answers('SERVING'), fromMs: 2000 }
  const answer = { kind: 'success', output: 'service healthy' }
  expect(found(server, 5000)).toEqual([answer, 2600])
  expect(found(server, 2500)).toEqual(failure(unconnected('2.5s'), 2500))
})

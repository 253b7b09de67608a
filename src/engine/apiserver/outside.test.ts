import { expect, test } from 'vitest'
import { Clock } from '../clock/clock.ts'
import { History } from '../history/history.ts'
import { Inputs } from '../history/inputs.ts'
import { createPair } from '../streams/pair.ts'
import { createOutsideDoor } from './outside.ts'
import type { ApiMessage, ApiRequest, ApiTransport } from './transport.ts'

const request: ApiRequest = { method: 'GET', path: '/echo', query: [], headers: {}, user: 'me' }

/** Answers everything that is sent with the same, noting it. */
function world() {
  const clock = new Clock()
  const history = new History(clock)
  const inputs = new Inputs(clock, history)
  const api: ApiTransport = {
    open(_, onAnswer) {
      const [near, far] = createPair<ApiMessage, ApiMessage>(clock)
      clock.soon(() => {
        onAnswer({ code: 200, headers: {}, warnings: [] })
        far.listen({
          message: (it) => {
            history.record('container.logged', 'echo', { stream: 'stdout', text: textOf(it) })
            far.send(it)
          },
          end: () => far.end(),
        })
      })
      return near
    },
  }
  return { clock, history, inputs, door: createOutsideDoor({ clock, inputs, api }) }
}

function textOf(message: ApiMessage): string {
  return message.kind === 'object' ? 'object' : new TextDecoder().decode(message.bytes)
}

function bytes(text: string): ApiMessage {
  return { kind: 'bytes', bytes: new TextEncoder().encode(text) }
}

test('a client outside is answered while time is held', () => {
  const { clock, inputs, door } = world()
  inputs.take({ kind: 'hold', isHeld: true })
  const heard: string[] = []
  const stream = door.open(request, ({ code }) => heard.push(`${code}`))
  stream.listen({ message: (it) => heard.push(textOf(it)), end: () => heard.push('(end)') })
  stream.send(bytes('hello'))
  stream.end()
  expect(heard).toEqual([])
  clock.advanceBy(0)
  expect(heard).toEqual(['200', 'hello', '(end)'])
})

test('what clients asked and sent plays again without them', () => {
  const { clock, history, inputs, door } = world()
  const stream = door.open(request, () => undefined)
  stream.listen({ message: () => undefined, end: () => undefined })
  clock.advanceBy(3)
  for (const word of ['one', 'two']) stream.send(bytes(word))
  stream.pause()
  clock.advanceBy(2)
  stream.resume()
  inputs.take({ kind: 'hold', isHeld: true })
  clock.advanceBy(1)
  door.open(request, () => undefined).cancel()
  stream.cancel()
  stream.send(bytes('nobody is there'))
  clock.advanceBy(1)

  const again = world()
  again.inputs.replay(inputs.log)
  again.clock.advanceTo(clock.now)
  expect(again.history.hash()).toBe(history.hash())
  expect(history.between(0, clock.seq).map(({ kind, subject }) => `${kind} ${subject}`)).toEqual([
    'input.request /echo',
    'input.stream 1',
    'input.stream 1',
    'input.stream 1',
    'container.logged echo',
    'container.logged echo',
    'input.stream 1',
    'input.hold clock',
    'input.request /echo',
    'input.stream 2',
    'input.stream 1',
  ])
})

import { expect, test } from 'vitest'
import { Clock } from '../clock/clock.ts'
import { createPair } from './pair.ts'
import { type Crossing, relay } from './relay.ts'

type Plain = Crossing<string, string, string, string>

/** Somebody at either side of two streams that are joined in the middle. */
function joined(crossing: Partial<Plain> = {}) {
  const clock = new Clock()
  const [left, one] = createPair<string, string>(clock)
  const [right, other] = createPair<string, string>(clock)
  relay(one, other, { there: (it) => it, back: (it) => it, ...crossing })
  const heard: string[] = []
  for (const [name, end] of [
    ['left', left],
    ['right', right],
  ] as const)
    end.listen({
      message: (it) => heard.push(`${name} ${it}`),
      end: (error) => heard.push(`${name} (${error?.message ?? 'end'})`),
    })
  return { clock, left, right, heard }
}

test('messages cross both ways, changed on their way or left out', () => {
  const { clock, left, right, heard } = joined({
    there: (it) => (it === '' ? undefined : it.toUpperCase()),
  })
  for (const it of ['a', '', 'b']) left.send(it)
  right.send('c')
  clock.advanceBy(0)
  expect(heard.sort()).toEqual(['left c', 'right A', 'right B'])
})

test('each side may end while the other still speaks', () => {
  const { clock, left, right, heard } = joined()
  left.end()
  clock.advanceBy(0)
  right.send('the rest')
  right.end()
  clock.advanceBy(0)
  expect(heard).toEqual(['right (end)', 'left the rest', 'left (end)'])
})

test('who breaks off breaks off the whole way', () => {
  const { clock, left, heard } = joined()
  left.cancel('I leave')
  clock.advanceBy(0)
  expect(heard).toEqual(['right (I leave)'])
})

test('a breaking off can be told in words instead', () => {
  const { clock, right, heard } = joined({ broken: ({ message }) => `sorry: ${message ?? ''}` })
  right.cancel('no route')
  clock.advanceBy(0)
  expect(heard).toEqual(['left sorry: no route', 'left (end)'])
})

test('no more is taken than the other side takes, and all of it in the end', () => {
  const { clock, left, right, heard } = joined()
  right.pause()
  const log: string[] = []
  left.listen({ message: () => undefined, drain: () => log.push('drain'), end: () => undefined })
  let sent = 0
  for (let isFull = false; !isFull; sent++) {
    isFull = !left.send(`${sent}`)
    clock.advanceBy(0)
  }
  expect([sent, ...log]).toEqual([128])
  right.resume()
  clock.advanceBy(0)
  expect(log).toEqual(['drain'])
  expect(heard).toEqual(Array.from({ length: sent }, (_, index) => `right ${index}`))
})

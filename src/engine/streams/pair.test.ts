import { expect, test } from 'vitest'
import { Clock } from '../clock/clock.ts'
import { createPair } from './pair.ts'
import type { StreamListener } from './stream.ts'

function noting(log: string[]): StreamListener<string> {
  return {
    message: (message) => log.push(message),
    drain: () => log.push('(drain)'),
    end: (error) => log.push(error === undefined ? '(end)' : `(${error.message ?? ''})`),
  }
}

test('messages arrive in order, by alarms, and the end comes last', () => {
  const clock = new Clock()
  const [near, far] = createPair<string, string>(clock)
  const log: string[] = []
  near.send('a')
  far.listen(noting(log))
  near.send('b')
  near.end()
  near.send('too late')
  expect(log).toEqual([])
  clock.advanceBy(0)
  expect(log).toEqual(['a', 'b', '(end)'])
})

test('each message carries the cause that was running when it was sent', () => {
  const clock = new Clock()
  const [near, far] = createPair<string, string>(clock)
  const log: string[] = []
  far.listen({ message: (it) => log.push(`${it} because of ${clock.cause}`), end: () => undefined })
  for (const cause of [7, 8]) clock.because(cause, () => near.send(`m${cause}`))
  clock.advanceBy(0)
  expect(log).toEqual(['m7 because of 7', 'm8 because of 8'])
})

test('a full stream says so, and says when there is room again', () => {
  const clock = new Clock()
  const [near, far] = createPair<string, string>(clock)
  const log: string[] = []
  near.listen(noting(log))
  let sent = 0
  while (near.send(`${sent}`)) sent++
  expect(sent).toBe(63)
  let received = 0
  far.listen({ message: () => received++, end: () => undefined })
  clock.advanceBy(0)
  expect([received, ...log]).toEqual([64, '(drain)'])
})

test('a cancelled stream ends for the other side with the reason, and what was under way is lost', () => {
  const clock = new Clock()
  const [near, far] = createPair<string, string>(clock)
  const nearLog: string[] = []
  const farLog: string[] = []
  near.listen(noting(nearLog))
  far.listen(noting(farLog))
  near.send('lost')
  far.send('lost too')
  near.cancel('no more')
  clock.advanceBy(1)
  expect({ nearLog, farLog }).toEqual({ nearLog: [], farLog: ['(no more)'] })
})

test('a paused end is told nothing, and the stream fills up behind it', () => {
  const clock = new Clock()
  const [near, far] = createPair<string, string>(clock)
  const log: string[] = []
  far.listen({
    message: (it) => {
      log.push(it)
      if (it === 'b') far.pause()
    },
    end: () => log.push('(end)'),
  })
  for (const it of ['a', 'b', 'c']) near.send(it)
  near.end()
  clock.advanceBy(1)
  expect(log).toEqual(['a', 'b'])
  far.resume()
  clock.advanceBy(1)
  expect(log).toEqual(['a', 'b', 'c', '(end)'])
})

test('a sender hears that a paused end is full, and when it has read on', () => {
  const clock = new Clock()
  const [near, far] = createPair<string, string>(clock)
  const log: string[] = []
  near.listen(noting(log))
  far.listen({ message: () => undefined, end: () => undefined })
  far.pause()
  clock.advanceBy(1)
  let sent = 1
  while (near.send('x')) sent++
  clock.advanceBy(1)
  expect([sent, ...log]).toEqual([64])
  far.resume()
  clock.advanceBy(1)
  expect(log).toEqual(['(drain)'])
})

test('while time is held, only a reader on an errand is told anything', () => {
  const clock = new Clock()
  const log: string[] = []
  const read = (name: string) => {
    const [near, far] = createPair<string, string>(clock)
    far.listen({ message: (it) => log.push(`${name} ${it}`), end: () => undefined })
    return near
  }
  const toCluster = read('cluster')
  const toClient = clock.onErrand(true, () => read('client'))
  clock.hold(true)
  clock.onErrand(true, () => toCluster.send('of a client'))
  toClient.send('of the cluster')
  clock.advanceBy(1)
  expect(log).toEqual(['client of the cluster'])
  clock.hold(false)
  clock.advanceBy(1)
  expect(log).toEqual(['client of the cluster', 'cluster of a client'])
})

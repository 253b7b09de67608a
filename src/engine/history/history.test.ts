import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Clock } from '../clock/clock.ts'
import { History } from './history.ts'
import { Inputs } from './inputs.ts'

function historyOfThree(): { readonly history: History; readonly seqs: readonly number[] } {
  const clock = new Clock()
  const history = new History(clock)
  const line = history.record('input.line', 'main', { terminal: 'main', text: 'ls' })
  const seqs = [line]
  clock.because(line, () =>
    clock.after(2, () => {
      const started = history.record('container.started', 'c1', { hostPid: 7 })
      seqs.push(started)
      clock.because(started, () =>
        seqs.push(history.record('container.exited', 'c1', { code: 0, oom: false })),
      )
    }),
  )
  clock.advanceBy(5)
  return { history, seqs }
}

test('why goes from a fact back to the input that began it', () => {
  const { history, seqs } = historyOfThree()
  expect(history.why(seqs[2] ?? 0).map((fact) => `${fact.at} ${fact.kind}`)).toEqual([
    '2 container.exited',
    '2 container.started',
    '0 input.line',
  ])
})

test('a stretch of the history begins after its first number and ends with its last', () => {
  const { history, seqs } = historyOfThree()
  const [first = 0, second = 0, third = 0] = seqs
  const kinds = (from: number, to: number): string[] =>
    history.between(from, to).map((fact) => fact.kind)
  expect(kinds(0, third)).toEqual(['input.line', 'container.started', 'container.exited'])
  expect(kinds(first, second)).toEqual(['container.started'])
  expect(kinds(third, third + 10)).toEqual([])
})

test('a time leads to the last fact that was noted until then', () => {
  const { history, seqs } = historyOfThree()
  expect([-1, 0, 1, 2, 9].map((at) => history.seqAt(at))).toEqual([
    undefined,
    seqs[0],
    seqs[0],
    seqs[2],
    seqs[2],
  ])
})

test('the hash is the same for the same facts and differs for any other', () => {
  expect(historyOfThree().history.hash()).toBe(historyOfThree().history.hash())
  const longer = historyOfThree().history
  const before = longer.hash()
  longer.record('container.removed', 'c1', {})
  expect(longer.hash()).not.toBe(before)
})

test('an input is a fact, and what it sets off is its consequence', () => {
  const clock = new Clock()
  const history = new History(clock)
  const inputs = new Inputs(clock, history)
  inputs.on('file', (file) => {
    clock.after(3, () => history.record('input.answer', file.path, { call: 1 }))
  })
  inputs.take({ kind: 'file', path: 'a.yaml', text: 'kind: Pod' })
  clock.advanceBy(3)
  expect(history.why(clock.seq).map((fact) => fact.kind)).toEqual(['input.answer', 'input.file'])
})

test('a replayed log gives the same history, wherever its advances were cut', () => {
  const world = (): { clock: Clock; history: History; inputs: Inputs } => {
    const clock = new Clock()
    const history = new History(clock)
    const inputs = new Inputs(clock, history)
    inputs.on('keys', ({ bytes }) => {
      for (const byte of bytes)
        clock.after(byte / 16, () => {
          history.record('terminal.wrote', 'main', { text: `${byte}` })
          if (byte % 2 === 0) clock.soon(() => history.record('input.answer', '', { call: byte }))
        })
    })
    return { clock, history, inputs }
  }
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(9000), fc.nat(40), fc.uint8Array({ maxLength: 9 })), {
        maxLength: 12,
      }),
      (moves) => {
        const first = world()
        for (const [micros, budget, bytes] of moves) {
          let spent = 0
          first.clock.advanceBy(micros / 1000, { isEnough: () => ++spent > budget })
          first.inputs.take({ kind: 'keys', terminal: 'main', bytes })
        }
        first.clock.advanceTo(1000)
        const second = world()
        second.inputs.replay(first.inputs.log)
        second.clock.advanceTo(1000)
        expect(second.history.hash()).toBe(first.history.hash())
      },
    ),
  )
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Session } from './session.ts'
import { enter, sessionWith, TWO_CONTAINERS } from './testing.ts'

const LINES = [
  'kubectl create -f twocontainers.yaml',
  'kubectl apply -f twocontainers.yaml',
  'kubectl get pods -o wide',
  'kubectl exec -it twocontainers -c shell -- bash',
  'curl -s localhost:9876/info',
  'for i in 1 2 3; do echo $i; sleep 1; done | cat',
  'while :; do :; done',
  'kubectl delete pod twocontainers --wait=false',
  'exit',
]

type Move =
  | { readonly do: 'type'; readonly text: string }
  | { readonly do: 'elapse'; readonly ms: number; readonly budget: number }
  | { readonly do: 'save'; readonly text: string }

const moves: fc.Arbitrary<Move> = fc.oneof(
  fc.constantFrom(...LINES).map((line): Move => ({ do: 'type', text: `${line}\r` })),
  fc
    .constantFrom('\x03', '\x04', 'ls', '\t', '\x7f', '你好', '\x1b[A', '\r')
    .map((text): Move => ({ do: 'type', text })),
  fc.record({ do: fc.constant('elapse' as const), ms: fc.nat(9000), budget: fc.nat(400) }),
  fc.constantFrom('', TWO_CONTAINERS, 'kind: [').map((text): Move => ({ do: 'save', text })),
)

function play(session: Session, move: Move): void {
  switch (move.do) {
    case 'type':
      session.type(move.text)
      break
    case 'elapse':
      session.elapse(move.ms, move.budget)
      break
    case 'save':
      session.setFile('twocontainers.yaml', move.text)
      break
  }
}

test('random inputs under random budgets, played again, give the same history', () => {
  fc.assert(
    fc.property(fc.array(moves, { minLength: 10, maxLength: 30 }), (script) => {
      const session = sessionWith({ 'twocontainers.yaml': TWO_CONTAINERS })
      for (const move of script) play(session, move)
      const again = session.fork()
      expect(again.cluster.history.hash()).toBe(session.cluster.history.hash())
      expect(again.cluster.clock.seq).toBe(session.cluster.clock.seq)
    }),
    { numRuns: 25 },
  )
})

function wholeStory(seed: number): Session {
  const session = sessionWith({ 'twocontainers.yaml': TWO_CONTAINERS }, { seed })
  for (const line of Array.from({ length: 8 }, () => LINES).flat()) {
    enter(session, line, line.startsWith('while') ? 500 : 12_000)
    if (line.startsWith('while')) enter(session, '\x03', 500)
  }
  session.elapse(60_000)
  return session
}

test('a long story is the same for one seed, another for the next, terminal bytes included', () => {
  const [first, same, other] = [wholeStory(1), wholeStory(1), wholeStory(2)]
  expect(first.cluster.history.size).toBeGreaterThan(1000)
  expect(same.cluster.history.hash()).toBe(first.cluster.history.hash())
  expect(other.cluster.history.hash()).not.toBe(first.cluster.history.hash())
  const written = first.cluster.history
    .between(0, first.cluster.clock.seq)
    .filter((fact) => fact.kind === 'terminal.wrote')
  expect(written.length).toBeGreaterThan(0)
})

test('in one advance or in many, the same happens', () => {
  const story = (steps: readonly number[]): string => {
    const session = sessionWith({ 'twocontainers.yaml': TWO_CONTAINERS })
    session.type('kubectl create -f twocontainers.yaml\r')
    for (const ms of steps) session.elapse(ms)
    return session.cluster.history.hash()
  }
  const whole = story([30_000])
  expect(story([1, 15_000, 0.5, 14_998.5])).toBe(whole)
  expect(story(Array.from({ length: 300 }, () => 100))).toBe(whole)
})

import { expect, test } from 'vitest'
import type { World } from '#engine'
import type { Session } from './session.ts'
import { enter, sessionWith } from './testing.ts'

const PROBED = `apiVersion: v1
kind: Pod
metadata: {name: probed}
spec:
  containers:
  - name: web
    image: nginx
    readinessProbe: {httpGet: {port: 80}, periodSeconds: 1}
`

/** A Pod that is asked every second, and what was seen every minute. */
function busyMinutes(historyBytes: number): { session: Session; seen: readonly World[] } {
  const session = sessionWith({ 'probed.yaml': PROBED }, { historyBytes })
  enter(session, 'kubectl create -f probed.yaml')
  const seen: World[] = []
  for (let round = 0; round < 6; round++) {
    session.elapse(60_000)
    seen.push(session.cluster.observer.world())
  }
  return { session, seen }
}

test('a past moment is read from the history, or derived again when that was dropped', () => {
  const bound = 512 * 2 ** 10
  const { session, seen } = busyMinutes(bound)
  const { history } = session.cluster
  expect(history.bytes).toBeLessThanOrEqual(bound)
  expect(history.horizon).toBeGreaterThan(seen[2]?.seq ?? Infinity)

  const [first] = seen
  const last = seen.at(-1)
  expect(session.cluster.at(first?.seq ?? 0)).toBe('compacted')
  expect(session.cluster.at(last?.seq ?? 0)).toEqual(last)
  for (const world of seen) expect(session.at(world.seq)).toEqual(world)
})

test('a bound on the history changes nothing but what is kept', () => {
  const bounded = busyMinutes(256 * 2 ** 10).session
  const whole = busyMinutes(Infinity).session
  expect(bounded.cluster.history.size).toBeLessThan(whole.cluster.history.size)
  expect(whole.cluster.history.horizon).toBe(0)
  expect(bounded.cluster.history.hash()).toBe(whole.cluster.history.hash())
})

test('why reaches the line that was typed, also past what was dropped', () => {
  const bounded = busyMinutes(256 * 2 ** 10).session
  const whole = busyMinutes(Infinity).session
  const { history, clock } = bounded.cluster
  const asked = history.between(0, clock.seq).findLast((fact) => fact.kind === 'exchange.opened')
  const seq = asked?.seq ?? 0
  expect(history.why(seq).at(-1)?.cause).not.toBeNull()

  const chain = bounded.why(seq)
  expect(chain).toEqual(whole.cluster.history.why(seq))
  const typed = chain.at(-1)
  expect(typed?.kind === 'input.line' ? typed.data.text : '').toBe(
    'kubectl create -f probed.yaml\n',
  )
})

import { describe, expect, test } from 'vitest'
import type { Behaviour } from './fixtures/behaviour.ts'
import type { KubeletBench } from './fixtures/bench.ts'
import { benchIn, container, ORDERS } from './fixtures/stories.ts'

const rules = [{ action: 'RestartAllContainers', exitCodes: { operator: 'In', values: [42] } }]
const app = container('app', { restartPolicy: 'Never', restartPolicyRules: rules })

/** `app +1` runs and has been run anew once. */
function running(bench: KubeletBench): readonly string[] {
  const { containerStatuses = [], initContainerStatuses = [] } = bench.pod()?.status ?? {}
  return [...initContainerStatuses, ...containerStatuses]
    .filter(({ state }) => state.running !== undefined)
    .map(({ name, restartCount }) => `${name} +${restartCount}`)
}

/** What was removed from the runtime, in this order. */
function removed(bench: KubeletBench): readonly string[] {
  return bench.runtime.asked
    .filter(({ verb }) => verb === 'removeContainer')
    .map(({ args }) => ('container' in args ? String(args.container).replace(/-\d+$/, '') : ''))
}

describe.each(ORDERS)('[R17] $order', (order) => {
  const setup: Behaviour = { runs: [{ ms: 0, code: 0 }] }
  const ends: Behaviour = { runs: [{ ms: 60_000, code: 42 }] }

  test('all is removed, main containers first, who asked for it last; then all begins anew', () => {
    const bench = benchIn(order, { behaviours: { setup, app: ends } })
    bench.run({
      initContainers: [container('setup'), container('proxy', { restartPolicy: 'Always' })],
      containers: [app, container('helper')],
    })
    bench.advanceBy(50_000)
    expect(running(bench)).toEqual(['proxy +0', 'app +0', 'helper +0'])
    bench.advanceBy(60_000)
    expect(removed(bench)).toEqual(['helper', 'setup', 'proxy', 'app'])
    expect(running(bench)).toEqual(['proxy +1', 'app +1', 'helper +1'])
    expect(bench.pod()?.status.phase).toBe('Running')
    expect(bench.runtime.asked.filter(({ verb }) => verb === 'runPodSandbox')).toHaveLength(1)
  })

  test('a container that is alone begins anew at once, though nothing else ended', () => {
    const bench = benchIn(order, { behaviours: { app: ends } })
    bench.run({ containers: [app], restartPolicy: 'Never' })
    bench.advanceBy(50_000)
    expect(running(bench)).toEqual(['app +0'])
    bench.advanceBy(40_000)
    expect(running(bench)).toEqual(['app +1'])
  })
})

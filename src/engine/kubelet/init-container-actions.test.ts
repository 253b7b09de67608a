import { describe, expect, test } from 'vitest'
import { container, DEAD, planNaming, PROBE, READY, sidecar } from './fixtures/plans.ts'
import { computePodActions } from './pod-actions.ts'
import { NOTHING_TO_DO } from './pod-plan.ts'

describe('[R12] init containers', () => {
  const initContainers = [container('i1'), container('i2')]
  const again = { initContainersToStart: ['i2'], containersToKill: ['i2'] }

  test.each([
    { policy: 'Always', containers: 'i1:exited i2:unknown', does: again },
    { policy: 'OnFailure', containers: 'i1:exited i2:unknown', does: again },
    { policy: 'Never', containers: 'i1:exited i2:unknown', does: { killPod: true } },
    { policy: 'Never', containers: 'i2:created', does: { initContainersToStart: ['i2'] } },
    { policy: 'OnFailure', containers: 'i2:exited/137', does: { initContainersToStart: ['i2'] } },
  ] as const)('$policy, $containers → $does', ({ policy, containers, does }) => {
    expect(planNaming({ restartPolicy: policy, initContainers }, containers)).toEqual(does)
  })

  test.each([
    { own: 'OnFailure', pod: 'Never', is: 'exited/1', does: { initContainersToStart: ['i'] } },
    { own: 'Never', pod: 'Always', is: 'exited/1', does: { killPod: true } },
    {
      own: 'OnFailure',
      pod: 'Never',
      is: 'unknown',
      does: { initContainersToStart: ['i'], containersToKill: ['i'] },
    },
    { own: 'Never', pod: 'Always', is: 'unknown', does: { killPod: true } },
  ] as const)('$is, of its own $own under $pod → $does', ({ own, pod, is, does }) => {
    const spec = { restartPolicy: pod, initContainers: [container('i', { restartPolicy: own })] }
    expect(planNaming(spec, `i:${is}`)).toEqual(does)
  })

  test.each([
    { containers: 'a:running', does: { containersToStart: ['b'] } },
    { containers: 'a:created', does: { containersToStart: ['a', 'b'] } },
    // After a reboot everything has ended, and nothing is initialized.
    { containers: 'a:exited/1 b:exited/1', does: { initContainersToStart: ['i1'] } },
  ])('a main container tells whether they are done: $containers', ({ containers, does }) => {
    expect(planNaming({ initContainers }, containers)).toEqual(does)
  })
})

describe('[R13] sidecars', () => {
  const probes = { startupProbe: PROBE, livenessProbe: PROBE }
  const initContainers = [sidecar('s1'), sidecar('s2', probes), sidecar('s3', probes)]
  const started = { s2: 'success', s3: 'success' } as const
  const [s3, mains] = [['s3'], ['a', 'b']]
  const all = 's1:running s2:running s3:running'

  test.each([
    { containers: '', does: { initContainersToStart: ['s1'] } },
    { containers: 's1:running', does: { initContainersToStart: ['s2'] } },
    { containers: 's1:running s2:running', does: { initContainersToStart: s3 } },
    { containers: all, does: { containersToStart: mains } },
    { containers: 's1:running s2:running s3:created', does: { initContainersToStart: s3 } },
    { containers: 's1:running s2:running s3:exited/137', does: { initContainersToStart: s3 } },
    {
      containers: 's1:running s2:running s3:unknown',
      does: { initContainersToStart: s3, containersToKill: s3 },
    },
    {
      containers: 's1:running s2:running s3:running!',
      does: { initContainersToStart: s3, containersToKill: s3, containersToStart: mains },
    },
    { containers: 's1:exited s2:running s3:exited', does: { initContainersToStart: ['s1', 's3'] } },
    {
      containers: 's1:exited s2:running s3:running',
      does: { initContainersToStart: ['s1'], containersToStart: mains },
    },
    {
      containers: 's3:running',
      does: { initContainersToStart: ['s1', 's2'], containersToStart: mains },
    },
    {
      containers: 's1:running s2:running s3:exited/137 a:running b:running',
      does: { initContainersToStart: s3 },
    },
  ])('under Never, $containers → $does', ({ containers, does }) => {
    const spec = { restartPolicy: 'Never', initContainers } as const
    expect(planNaming(spec, containers, { probeResults: { startup: started } })).toEqual(does)
  })

  test.each([
    { what: 'startup not probed yet', results: { startup: {} }, does: {} },
    { what: 'startup unknown', results: { startup: { s2: 'unknown' } }, does: {} },
    {
      what: 'startup failed',
      results: { startup: { s2: 'failure' } },
      does: { initContainersToStart: ['s2'], containersToKill: ['s2'] },
    },
    {
      what: 'liveness not probed yet',
      results: { startup: started },
      does: { initContainersToStart: s3 },
    },
    {
      what: 'liveness unknown',
      results: { startup: started, liveness: { s2: 'unknown' } },
      does: { initContainersToStart: s3 },
    },
    {
      what: 'liveness failed',
      results: { startup: started, liveness: { s2: 'failure' } },
      does: { initContainersToStart: ['s2', 's3'], containersToKill: ['s2'] },
    },
  ] as const)('$what → $does', ({ results, does }) => {
    const containers = 's1:running s2:running'
    expect(planNaming({ initContainers }, containers, { probeResults: results })).toEqual(does)
  })

  test.each([
    { resize: 'update', plans: { containersToUpdate: ['s'] } },
    { resize: 'restart', plans: { initContainersToStart: ['s'], containersToKill: ['s'] } },
  ] as const)('[R13] one to $resize with other resources: $plans', ({ resize, plans }) => {
    const spec = { initContainers: [sidecar('s')], containers: [container('a')] }
    const containers = [
      { name: 's', state: 'running', resize },
      { name: 'a', state: 'running' },
    ] as const
    const plan = computePodActions({ spec, runtime: { sandboxes: [READY], containers } })
    const containersToKill = plan.containersToKill.map(({ name }) => name)
    expect({ ...plan, containersToKill }).toEqual({ ...NOTHING_TO_DO, ...plans })
  })

  test.each([
    { policy: 'Never', does: { killPod: true, sandboxAttempt: 1 } },
    {
      policy: 'OnFailure',
      does: {
        killPod: true,
        createSandbox: true,
        sandboxAttempt: 1,
        initContainersToStart: ['s1'],
      },
    },
  ] as const)('[R11] in a dead sandbox under $policy → $does', ({ policy, does }) => {
    const spec = { restartPolicy: policy, initContainers }
    expect(planNaming(spec, all, { sandboxes: [DEAD] })).toEqual(does)
  })
})

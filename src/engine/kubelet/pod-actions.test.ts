import { describe, expect, test } from 'vitest'
import { container, DEAD, plan, PROBE, READY, sidecar } from './fixtures/plans.ts'
import { computePodActions } from './pod-actions.ts'

describe('sandboxes', () => {
  test.each([
    { rule: 'R10', what: 'none yet', sandboxes: [], attempt: 0 },
    { rule: 'R10', what: 'one that is dead', sandboxes: [DEAD], attempt: 1 },
    {
      rule: 'R10',
      what: 'two that are ready',
      sandboxes: [READY, { ...READY, id: 't' }],
      attempt: 1,
    },
    { rule: 'R10', what: 'one without an address', sandboxes: [{ ...READY, ip: '' }], attempt: 1 },
  ])('[$rule] $what: a new one, and all containers in it', ({ sandboxes, attempt }) => {
    expect(plan({}, '', { sandboxes })).toEqual({
      killPod: true,
      createSandbox: true,
      sandboxAttempt: attempt,
      containersToStart: ['a', 'b'],
    })
  })

  test('[R10] on the host network it has no address, or it is on another one', () => {
    const [spec, running] = [{ hostNetwork: true }, 'a:running b:running']
    expect(plan(spec, running, { sandboxes: [{ ...READY, ip: '' }] })).toEqual({})
    expect(plan(spec, running).sandboxAttempt).toBe(1)
  })

  test('[R11] under Never a Pod that had containers gets no second one', () => {
    const given = { sandboxes: [DEAD] }
    const killed = { killPod: true, sandboxAttempt: 1 }
    expect(plan({ restartPolicy: 'Never' }, 'a:exited/1', given)).toEqual(killed)
    expect(plan({ restartPolicy: 'Never' }, '', given)).toMatchObject({ createSandbox: true })
  })

  test('[R11] under OnFailure those that ended with 0 stay ended', () => {
    const given = { sandboxes: [DEAD] }
    const spec = { restartPolicy: 'OnFailure' } as const
    expect(plan(spec, 'a:exited/0 b:exited/1', given).containersToStart).toEqual(['b'])
    expect(plan(spec, 'a:exited/0 b:exited/0', given)).toEqual({ killPod: true, sandboxAttempt: 1 })
  })

  test('[R10] in a new one the first init container goes first', () => {
    const initContainers = [container('i1'), container('i2')]
    expect(plan({ initContainers }, '', { sandboxes: [] })).toMatchObject({
      initContainersToStart: ['i1'],
    })
  })
})

describe('main containers', () => {
  test.each([
    { rule: 'R16', policy: 'Always', containers: 'a:running b:exited/0', starts: ['b'] },
    { rule: 'R16', policy: 'OnFailure', containers: 'a:running b:exited/0', starts: undefined },
    { rule: 'R16', policy: 'OnFailure', containers: 'a:running b:exited/1', starts: ['b'] },
    { rule: 'R16', policy: 'Never', containers: 'a:running b:exited/1', starts: undefined },
    { rule: 'R16', policy: 'Never', containers: 'a:running', starts: ['b'] },
    { rule: 'R16', policy: 'Never', containers: 'a:running b:created', starts: ['b'] },
  ] as const)('[$rule] $policy, $containers → starts $starts', ({ policy, containers, starts }) => {
    expect(plan({ restartPolicy: policy }, containers).containersToStart).toEqual(starts)
  })

  test('[R14] when all have ended for good the Pod is over', () => {
    expect(plan({ restartPolicy: 'Never' }, 'a:exited/0 b:exited/1')).toEqual({ killPod: true })
  })

  test('one in an unknown state is killed before it is started', () => {
    const message = 'Container is in "unknown" state, try killing it before restart'
    expect(plan({}, 'a:running b:unknown')).toEqual({
      containersToStart: ['b'],
      containersToKill: [{ name: 'b', message, reason: 'other' }],
    })
  })

  test.each([
    {
      what: 'changed',
      policy: 'Never',
      given: { specChangedSinceStart: true },
      kill: 'Container b definition changed, will be restarted',
      restarts: true,
    },
    {
      what: 'failed its liveness probe',
      policy: 'Always',
      results: { liveness: { b: 'failure' } },
      kill: 'Container b failed liveness probe, will be restarted',
      restarts: true,
    },
    {
      what: 'failed its liveness probe',
      policy: 'Never',
      results: { liveness: { b: 'failure' } },
      kill: 'Container b failed liveness probe',
      restarts: false,
    },
    {
      what: 'failed its startup probe',
      policy: 'OnFailure',
      results: { startup: { b: 'failure' } },
      kill: 'Container b failed startup probe, will be restarted',
      restarts: true,
    },
  ] as const)('[R15] one that $what under $policy: $kill', (row) => {
    const given = 'given' in row ? row.given : {}
    const probeResults = 'results' in row ? row.results : {}
    const actions = computePodActions({
      spec: { restartPolicy: row.policy, containers: [container('a'), container('b')] },
      runtime: {
        sandboxes: [READY],
        containers: [
          { name: 'a', state: 'running' },
          { name: 'b', state: 'running', ...given },
        ],
      },
      probeResults,
    })
    expect(actions.containersToKill.map(({ message }) => message)).toEqual([row.kill])
    expect(actions.containersToStart).toEqual(row.restarts ? ['b'] : [])
  })

  test('[R16] a rule of the container goes before its policy, which goes before the Pod’s', () => {
    const rules = [{ action: 'Restart', exitCodes: { operator: 'In', values: [42] } }]
    const b = container('b', { restartPolicy: 'Never', restartPolicyRules: rules })
    const containers = [container('a'), b]
    expect(plan({ containers }, 'a:running b:exited/42').containersToStart).toEqual(['b'])
    expect(plan({ containers }, 'a:running b:exited/1').containersToStart).toBeUndefined()
  })
})

describe('init containers', () => {
  const two = { initContainers: [container('i1'), container('i2')] }

  test.each([
    { containers: '', starts: ['i1'] },
    { containers: 'i1:running', starts: undefined },
    { containers: 'i1:exited/0', starts: ['i2'] },
    { containers: 'i1:exited/1', starts: ['i1'] },
    { containers: 'i1:exited/0 i2:exited/1', starts: ['i2'] },
    { containers: 'i2:running', starts: undefined },
    { containers: 'i1:created', starts: ['i1'] },
  ])('[R12] $containers → starts $starts, no main container', ({ containers, starts }) => {
    expect(plan(two, containers)).toEqual(
      starts === undefined ? {} : { initContainersToStart: starts },
    )
  })

  test('[R12] when the last has ended well the main containers start', () => {
    expect(plan(two, 'i1:exited/0 i2:exited/0')).toEqual({ containersToStart: ['a', 'b'] })
    expect(plan(two, 'i2:exited/0')).toEqual({ containersToStart: ['a', 'b'] })
  })

  test('[R12] one that fails under Never ends the Pod', () => {
    expect(plan({ ...two, restartPolicy: 'Never' }, 'i1:exited/3')).toEqual({ killPod: true })
  })

  test('they are not run again while a main container runs', () => {
    expect(plan(two, 'a:running b:running')).toEqual({})
  })
})

describe('sidecars', () => {
  test('[R13] the next one starts as soon as the one before runs', () => {
    const initContainers = [sidecar('s1'), sidecar('s2')]
    expect(plan({ initContainers }, 's1:running')).toEqual({ initContainersToStart: ['s2'] })
    expect(plan({ initContainers }, 's1:running s2:running')).toEqual({
      containersToStart: ['a', 'b'],
    })
  })

  test('[R13] or when its startup probe has succeeded', () => {
    const initContainers = [sidecar('s1', { startupProbe: PROBE }), sidecar('s2')]
    expect(plan({ initContainers }, 's1:running')).toEqual({})
    const probeResults = { startup: { s1: 'success' } } as const
    expect(plan({ initContainers }, 's1:running', { probeResults })).toEqual({
      initContainersToStart: ['s2'],
    })
  })

  test('[R13] an ended one is restarted, whatever it ended with', () => {
    const spec = { initContainers: [sidecar('s')], restartPolicy: 'Never' } as const
    expect(plan(spec, 'a:running b:running s:exited/0')).toEqual({ initContainersToStart: ['s'] })
  })

  test('[R13] one that fails its liveness probe is killed and restarted, and holds nobody back', () => {
    const initContainers = [sidecar('s', { livenessProbe: PROBE })]
    const probeResults = { liveness: { s: 'failure' } } as const
    expect(plan({ initContainers }, 's:running', { probeResults })).toEqual({
      initContainersToStart: ['s'],
      containersToStart: ['a', 'b'],
      containersToKill: [
        { name: 's', message: 'Init container s failed liveness probe', reason: 'liveness' },
      ],
    })
  })

  test('[R14] they do not keep a finished Pod alive', () => {
    const spec = { initContainers: [sidecar('s')], restartPolicy: 'Never' } as const
    expect(plan(spec, 'a:exited/0 b:exited/0 s:running')).toEqual({ killPod: true })
  })
})

test('[R18] ephemeral containers start once, even while the Pod initializes', () => {
  const spec = {
    initContainers: [container('i')],
    ephemeralContainers: [container('debug')],
  }
  expect(plan(spec, 'i:running')).toEqual({ ephemeralContainersToStart: ['debug'] })
  expect(plan(spec, 'i:running debug:exited/1')).toEqual({})
})

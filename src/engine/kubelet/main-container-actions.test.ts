import { describe, expect, test } from 'vitest'
import { container, DEAD, planNaming, READY, sidecar, withRule } from './fixtures/plans.ts'
import { computePodActions } from './pod-actions.ts'

describe('[R16] its own policy goes before the Pod’s', () => {
  test.each([
    { own: 'Always', pod: 'Never', b: 'exited/0', starts: true },
    { own: 'OnFailure', pod: 'Never', b: 'exited/0', starts: false },
    { own: 'OnFailure', pod: 'Never', b: 'exited/111', starts: true },
    { own: 'OnFailure', pod: 'Never', b: 'created', starts: true },
    { own: 'Never', pod: 'Always', b: 'exited/0', starts: false },
    { own: 'Never', pod: 'Always', b: 'exited/111', starts: false },
  ] as const)('$b, of its own $own under $pod → starts: $starts', ({ own, pod, b, starts }) => {
    const containers = [container('a'), container('b', { restartPolicy: own })]
    expect(planNaming({ restartPolicy: pod, containers }, `a:running b:${b}`)).toEqual(
      starts ? { containersToStart: ['b'] } : {},
    )
  })

  test('[R11] one of OnFailure that ended with 0 stays ended in a new sandbox', () => {
    const containers = [container('a'), container('b', { restartPolicy: 'OnFailure' })]
    expect(planNaming({ containers }, 'a:running b:exited', { sandboxes: [DEAD] })).toEqual({
      killPod: true,
      createSandbox: true,
      sandboxAttempt: 1,
      containersToStart: ['a'],
    })
  })
})

describe('[R16] a rule', () => {
  test.each([
    { operator: 'In', exit: 42, starts: true },
    { operator: 'In', exit: 1, starts: false },
    { operator: 'NotIn', exit: 42, starts: false },
    { operator: 'NotIn', exit: 1, starts: true },
    { operator: 'Like', exit: 42, starts: false },
  ])('$operator 42, exit $exit → starts: $starts', ({ operator, exit, starts }) => {
    const b = withRule('b', { action: 'Restart', operator, code: 42 })
    const does = planNaming({ containers: [container('a'), b] }, `a:running b:exited/${exit}`)
    expect(does).toEqual(starts ? { containersToStart: ['b'] } : {})
  })
})

test('[R16] an end without an exit code is one with 0', () => {
  const runtime = { sandboxes: [READY], containers: [{ name: 'a', state: 'exited' } as const] }
  const spec = { restartPolicy: 'OnFailure', containers: [container('a'), container('b')] } as const
  expect(computePodActions({ spec, runtime }).containersToStart).toEqual(['b'])
})

test('[R14] one whose probe failed and that is not run again does not keep the Pod alive', () => {
  const probeResults = { liveness: { a: 'failure' } } as const
  const does = planNaming({ restartPolicy: 'Never' }, 'a:running b:exited', { probeResults })
  expect(does).toEqual({ killPod: true, containersToKill: ['a'] })
})

test('[R11] under OnFailure one that never began keeps a dead sandbox from being the end', () => {
  const restartPolicy = 'OnFailure'
  const made = { killPod: true, createSandbox: true, sandboxAttempt: 1 }
  expect(planNaming({ restartPolicy }, 'a:exited', { sandboxes: [DEAD] })).toEqual({
    ...made,
    containersToStart: ['b'],
  })
  expect(planNaming({ containers: [], restartPolicy }, '', { sandboxes: [DEAD] })).toEqual(made)
})

describe('[R18] ephemeral containers', () => {
  const spec = {
    initContainers: [container('i')],
    ephemeralContainers: [container('d1'), container('d2')],
  }
  const mains = 'a:running b:running i:exited'

  test.each([
    { what: 'the second starts beside the first', is: `${mains} d1:running`, starts: ['d2'] },
    { what: 'an ended one stays ended', is: `${mains} d1:exited d2:exited/1` },
    { what: 'an unknown one is left alone', is: `${mains} d1:unknown d2:running` },
  ])('$what', ({ is, starts }) => {
    expect(planNaming(spec, is)).toEqual(
      starts === undefined ? {} : { ephemeralContainersToStart: starts },
    )
  })

  test('do not come back in a new sandbox, nor keep a Pod alive whose containers have ended', () => {
    expect(planNaming(spec, `${mains} d1:running`, { sandboxes: [DEAD] })).toEqual({
      killPod: true,
      createSandbox: true,
      sandboxAttempt: 1,
      initContainersToStart: ['i'],
    })
    const ended = 'a:exited b:exited i:exited d1:running d2:running'
    expect(planNaming({ ...spec, restartPolicy: 'Never' }, ended)).toEqual({ killPod: true })
  })
})

describe('[R17] a restart of all removes', () => {
  const rule = { action: 'RestartAllContainers', operator: 'In', code: 1 }
  const mains = [container('a'), container('b')]
  const inits = [container('i'), sidecar('s')]

  test.each([
    {
      what: 'what an init container asked for, before the main containers began',
      spec: { containers: mains, initContainers: [sidecar('s'), withRule('i', rule)] },
      is: 's:running i:exited/1',
      removes: ['s', 'i'],
    },
    {
      what: 'main containers before init containers, and who asked for it last',
      spec: { containers: [withRule('a', rule), container('b')], initContainers: inits },
      is: 'a:exited/1 b:running i:exited s:running',
      removes: ['b', 'i', 's', 'a'],
    },
    {
      what: 'a sidecar that asked for it after the one that did not',
      spec: {
        containers: mains,
        initContainers: [withRule('i', rule, { restartPolicy: 'Always' }), sidecar('s')],
      },
      is: 'a:running i:exited/1 s:running',
      removes: ['a', 's', 'i'],
    },
    {
      what: 'instances of before as well, whatever they ended with',
      spec: { containers: [container('a'), withRule('b', rule)] },
      is: 'a:running b:exited/1 a:exited/99 b:exited/99',
      removes: ['a', 'a', 'b', 'b'],
    },
    {
      what: 'one that runs is not one that asked, whatever its rule says',
      spec: { containers: [withRule('a', { ...rule, code: 0 }), container('b')] },
      is: 'a:running b:exited',
      removes: ['a', 'b'],
    },
  ])('$what', ({ spec, is, removes }) => {
    const does = planNaming(spec, is, { restartAllContainersMarked: true })
    expect(does).toEqual({ containersToRemove: removes })
  })
})

import { describe, expect, test } from 'vitest'
import type { Container } from '../api/generated/types.ts'
import type { ConditionSituation, ConditionType } from './condition.ts'
import { podCondition, podConditions } from './pod-conditions.ts'

function container(name: string, more: Partial<Container> = {}): Container {
  return { name, resources: {}, ...more }
}

function situation(more: Partial<ConditionSituation> = {}): ConditionSituation {
  return {
    spec: { containers: [container('a'), container('b')] },
    statuses: {},
    containerStatusesKnown: true,
    phase: 'Running',
    existingConditions: [],
    runtime: { sandboxes: [], containers: [] },
    ...more,
  }
}

/** `False ContainersNotReady containers with unready status: [b]` */
function said(type: ConditionType, more: Partial<ConditionSituation>): string {
  const { status, reason, message } = podCondition(type, situation(more))
  return [status, reason, message].filter((it) => it !== '').join(' ')
}

const ready = (name: string) => ({ name, ready: true })
const unready = (name: string) => ({ name, ready: false })

describe('[R22] ContainersReady', () => {
  test.each([
    { statuses: [ready('a'), ready('b')], says: 'True' },
    {
      statuses: [ready('a'), unready('b')],
      says: 'False ContainersNotReady containers with unready status: [b]',
    },
    {
      statuses: [unready('a')],
      says: 'False ContainersNotReady containers with unknown status: [b], containers with unready status: [a]',
    },
    {
      statuses: [],
      says: 'False ContainersNotReady containers with unknown status: [a b]',
    },
    { statuses: [unready('a'), unready('b')], phase: 'Succeeded', says: 'False PodCompleted' },
    { statuses: [], phase: 'Failed', says: 'False PodFailed' },
  ] as const)('$says', ({ statuses, says, ...more }) => {
    expect(said('ContainersReady', { statuses: { containerStatuses: statuses }, ...more })).toBe(
      says,
    )
  })

  test('counts sidecars, not init containers that run to their end', () => {
    const initContainers = [container('i'), container('s', { restartPolicy: 'Always' })]
    const spec = { containers: [container('a')], initContainers }
    const statuses = {
      containerStatuses: [ready('a')],
      initContainerStatuses: [unready('i'), unready('s')],
    }
    expect(said('ContainersReady', { spec, statuses })).toBe(
      'False ContainersNotReady containers with unready status: [s]',
    )
  })

  test('is False as long as nothing was ever reported', () => {
    expect(said('ContainersReady', { containerStatusesKnown: false })).toBe(
      'False UnknownContainerStatuses',
    )
  })
})

describe('[R22] Ready waits for the readiness gates', () => {
  const spec = { containers: [], readinessGates: [{ conditionType: 'gate' }] }
  test.each([
    {
      existingConditions: [],
      says: 'False ReadinessGatesNotReady corresponding condition of pod readiness gate "gate" does not exist.',
    },
    {
      existingConditions: [{ type: 'gate', status: 'False' }],
      says: 'False ReadinessGatesNotReady the status of pod readiness gate "gate" is not "True", but False',
    },
    { existingConditions: [{ type: 'gate', status: 'True' }], says: 'True' },
  ])('$says', ({ existingConditions, says }) => {
    expect(said('Ready', { spec, existingConditions })).toBe(says)
    expect(podCondition('Ready', situation({ spec, existingConditions })).type).toBe('Ready')
  })

  test('each of several that does not hold is named', () => {
    const readinessGates = ['x', 'y', 'z'].map((conditionType) => ({ conditionType }))
    const existingConditions = [
      { type: 'x', status: 'Unknown' },
      { type: 'y', status: 'True' },
    ]
    expect(said('Ready', { spec: { containers: [], readinessGates }, existingConditions })).toBe(
      'False ReadinessGatesNotReady the status of pod readiness gate "x" is not "True", but Unknown, ' +
        'corresponding condition of pod readiness gate "z" does not exist.',
    )
  })

  test('but not as long as the containers are not ready', () => {
    const statuses = { containerStatuses: [unready('a')] }
    const existingConditions = [{ type: 'gate', status: 'False' }]
    const gated = { ...spec, containers: [container('a')] }
    expect(said('Ready', { spec: gated, statuses, existingConditions })).toBe(
      'False ContainersNotReady containers with unready status: [a]',
    )
  })
})

describe('[R21] Initialized', () => {
  const spec = {
    containers: [container('a')],
    initContainers: [container('i'), container('s', { restartPolicy: 'Always' })],
  }
  test.each([
    {
      initContainerStatuses: [],
      says: 'False ContainersNotInitialized containers with unknown status: [i s]',
    },
    {
      initContainerStatuses: [ready('i'), { name: 's', started: false }],
      says: 'False ContainersNotInitialized containers with incomplete status: [s]',
    },
    { initContainerStatuses: [ready('i'), { name: 's', started: true }], says: 'True' },
    {
      initContainerStatuses: [ready('i'), unready('s')],
      phase: 'Succeeded',
      says: 'True PodCompleted',
    },
  ] as const)('$says', ({ initContainerStatuses, says, ...more }) => {
    expect(said('Initialized', { spec, statuses: { initContainerStatuses }, ...more })).toBe(says)
  })

  test('stays True once it was, whatever else holds', () => {
    const isTrue = (type: string) => [{ type, status: 'True' }]
    const isFalse = [{ type: 'Initialized', status: 'False' }]
    expect(said('Initialized', { spec, existingConditions: isTrue('Initialized') })).toBe('True')
    for (const existingConditions of [isTrue('Ready'), isFalse])
      expect(said('Initialized', { spec, existingConditions })).toMatch(/^False/)
  })

  test.each([{ running: {} }, { terminated: { exitCode: 1 } }])(
    'is True once one of the main containers has run: %o',
    (state) => {
      const containerStatuses = [{ name: 'a', state }]
      const two = { ...spec, containers: [container('a'), container('b')] }
      expect(said('Initialized', { spec: two, statuses: { containerStatuses } })).toBe('True')
      const waiting = [{ name: 'a', state: { waiting: {} } }]
      expect(said('Initialized', { spec: two, statuses: { containerStatuses: waiting } })).toMatch(
        /^False/,
      )
    },
  )

  test('is False as long as nothing was ever reported, but True where nothing has to be done', () => {
    const unknown = { containerStatusesKnown: false }
    expect(said('Initialized', { spec, ...unknown })).toBe('False UnknownContainerStatuses')
    expect(said('Initialized', unknown)).toBe('True')
  })
})

test.each([
  { sandboxes: [], says: 'False' },
  { sandboxes: [{ id: 's', state: 'Ready', attempt: 0, ip: '' }], says: 'False' },
  { sandboxes: [{ id: 's', state: 'NotReady', attempt: 0, ip: '10.0.0.1' }], says: 'False' },
  { sandboxes: [{ id: 's', state: 'Ready', attempt: 0, ip: '10.0.0.1' }], says: 'True' },
  {
    sandboxes: [
      { id: 't', state: 'Ready', attempt: 1, ip: '10.0.0.2' },
      { id: 's', state: 'Ready', attempt: 0, ip: '10.0.0.1' },
    ],
    says: 'False',
  },
] as const)('[R23] PodReadyToStartContainers with $sandboxes: $says', ({ sandboxes, says }) => {
  expect(said('PodReadyToStartContainers', { runtime: { sandboxes, containers: [] } })).toBe(says)
})

describe('[R24] AllContainersRestarting', () => {
  const rules = [{ action: 'RestartAllContainers', exitCodes: { operator: 'In', values: [42] } }]
  const a = container('a', { restartPolicy: 'Never', restartPolicyRules: rules })
  const spec = { containers: [a, container('b')] }
  const exited = { name: 'a', state: 'exited', exitCode: 42 } as const
  const under = 'True RestartAllContainersStarted container exited with restart policy rule'

  test('begins with an exit that asks for it', () => {
    expect(
      said('AllContainersRestarting', { spec, runtime: { sandboxes: [], containers: [exited] } }),
    ).toBe(under)
  })

  test('ends when all containers are removed', () => {
    const existingConditions = [
      { type: 'Ready', status: 'False' },
      { type: 'AllContainersRestarting', status: 'True' },
    ]
    const left = { sandboxes: [], containers: [{ name: 'b', state: 'running' }] } as const
    expect(said('AllContainersRestarting', { spec, existingConditions, runtime: left })).toBe(under)
    expect(said('AllContainersRestarting', { spec, existingConditions })).toBe('False')
  })

  test.each([
    { what: 'the Pod is over', phase: 'Succeeded', says: 'False PodCompleted' },
    { what: 'the Pod has failed', phase: 'Failed', says: 'False PodFailed' },
    { what: 'who could ask for it runs', container: { name: 'a', state: 'running' } },
    { what: 'the exit is another one', container: { ...exited, exitCode: 1 } },
  ] as const)('is False where $what', ({ says = 'False', ...row }) => {
    const seen = 'container' in row ? row.container : exited
    const phase = 'phase' in row ? row.phase : 'Running'
    const existingConditions = [
      { type: 'Initialized', status: 'True' },
      { type: 'AllContainersRestarting', status: 'False' },
    ]
    const runtime = { sandboxes: [], containers: [seen] }
    expect(said('AllContainersRestarting', { spec, phase, existingConditions, runtime })).toBe(says)
  })

  test('goes on where the exit that asked for it is only reported', () => {
    const containerStatuses = [{ name: 'a', state: { terminated: { exitCode: 42 } } }]
    const runtime = { sandboxes: [], containers: [{ ...exited, exitCode: 137 }] }
    expect(
      said('AllContainersRestarting', { spec, statuses: { containerStatuses }, runtime }),
    ).toBe(under)
  })

  test('is reported only where a rule could ask for it', () => {
    const types = (of: ConditionSituation) => podConditions(of).map(({ type }) => type)
    expect(types(situation({ spec }))).toContain('AllContainersRestarting')
    expect(types(situation())).not.toContain('AllContainersRestarting')
  })
})

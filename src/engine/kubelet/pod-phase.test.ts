import { describe, expect, test } from 'vitest'
import type { Container, PodSpec } from '../api/generated/types.ts'
import { type KnownStatus, podPhase } from './pod-phase.ts'

const main = ['a', 'b'].map((name): Container => ({ name, resources: {} }))

/** `a:running b:exited/1 c:waiting/1`: a waiting one with a number ended with it before. */
function statuses(text: string): readonly KnownStatus[] {
  return text
    .split(' ')
    .filter((it) => it !== '')
    .map((it): KnownStatus => {
      const [name = '', rest = ''] = it.split(':')
      const [word = '', code] = rest.split('/')
      const terminated = { exitCode: Number(code ?? 0) }
      if (word === 'running') return { name, state: { running: {} }, started: code !== 'starting' }
      if (word === 'exited') return { name, state: { terminated } }
      return { name, state: { waiting: {} }, lastState: code === undefined ? {} : { terminated } }
    })
}

function phase(
  of: { readonly spec?: Partial<PodSpec>; readonly is: string; readonly inits?: string },
  situation: { readonly podIsTerminal?: boolean; readonly podHasInitialized?: boolean } = {},
): string {
  return podPhase({
    spec: { containers: main, restartPolicy: 'Always', ...of.spec },
    statuses: {
      containerStatuses: statuses(of.is),
      initContainerStatuses: statuses(of.inits ?? ''),
    },
    podIsTerminal: false,
    podHasInitialized: false,
    ...situation,
  })
}

test.each([
  { policy: 'Always', is: '', phase: 'Pending' },
  { policy: 'Always', is: 'a:running', phase: 'Pending' },
  { policy: 'Always', is: 'a:running b:waiting', phase: 'Pending' },
  { policy: 'Always', is: 'a:running b:running', phase: 'Running' },
  { policy: 'Always', is: 'a:running b:waiting/1', phase: 'Running' },
  { policy: 'Always', is: 'a:exited/0 b:exited/0', phase: 'Running' },
  { policy: 'OnFailure', is: 'a:exited/0 b:exited/0', phase: 'Succeeded' },
  { policy: 'OnFailure', is: 'a:exited/0 b:exited/1', phase: 'Running' },
  { policy: 'OnFailure', is: 'a:exited/0 b:waiting/1', phase: 'Running' },
  { policy: 'Never', is: 'a:exited/0 b:exited/0', phase: 'Succeeded' },
  { policy: 'Never', is: 'a:exited/0 b:exited/1', phase: 'Failed' },
  { policy: 'Never', is: 'a:running b:exited/1', phase: 'Running' },
] as const)('[R20] $policy, $is → $phase', ({ policy, is, phase: expected }) => {
  expect(phase({ spec: { restartPolicy: policy }, is })).toBe(expected)
})

describe('[R20] a Pod that has to end', () => {
  test.each([
    { is: 'a:exited/0 b:exited/0', phase: 'Succeeded' },
    { is: 'a:exited/0 b:exited/137', phase: 'Failed' },
    { is: 'a:exited/0 b:waiting/1', phase: 'Failed' },
    { is: 'a:running b:exited/0', phase: 'Running' },
  ])('$is → $phase, whatever its policy', ({ is, phase: expected }) => {
    expect(phase({ is }, { podIsTerminal: true })).toBe(expected)
  })
})

describe('[R20] init containers', () => {
  const initContainers: readonly Container[] = [{ name: 'i', resources: {} }]
  test.each([
    { policy: 'Always', inits: '', is: '', phase: 'Pending' },
    { policy: 'Always', inits: 'i:running', is: '', phase: 'Pending' },
    { policy: 'Always', inits: 'i:exited/1', is: 'a:waiting b:waiting', phase: 'Pending' },
    { policy: 'Never', inits: 'i:exited/1', is: 'a:waiting b:waiting', phase: 'Failed' },
    { policy: 'Never', inits: 'i:exited/0', is: 'a:running b:running', phase: 'Running' },
  ] as const)('$policy, $inits, $is → $phase', ({ policy, inits, is, phase: expected }) => {
    expect(phase({ spec: { initContainers, restartPolicy: policy }, inits, is })).toBe(expected)
  })
})

describe('[R20] sidecars', () => {
  const initContainers: readonly Container[] = [
    { name: 's', restartPolicy: 'Always', resources: {} },
  ]
  test.each([
    { inits: 's:running/starting', is: 'a:running b:running', began: false, phase: 'Pending' },
    { inits: 's:running/starting', is: 'a:running b:running', began: true, phase: 'Running' },
    { inits: 's:exited/1', is: 'a:running b:running', began: true, phase: 'Running' },
    { inits: 's:exited/1', is: 'a:running b:running', began: false, phase: 'Running' },
    { inits: 's:waiting', is: 'a:running b:running', began: true, phase: 'Pending' },
    { inits: 's:waiting/1', is: 'a:running b:running', began: true, phase: 'Running' },
    { inits: 's:waiting/1', is: 'a:exited/0 b:exited/0', began: true, phase: 'Succeeded' },
    { inits: '', is: 'a:exited/0 b:exited/0', began: true, phase: 'Pending' },
    { inits: 's:exited/0', is: 'a:exited/0 b:exited/0', began: true, phase: 'Succeeded' },
    { inits: 's:running', is: 'a:exited/0 b:exited/0', began: true, phase: 'Running' },
  ])('$inits, $is, once initialized: $began → $phase', ({ inits, is, began, phase: expected }) => {
    const spec = { initContainers, restartPolicy: 'Never' } as const
    expect(phase({ spec, inits, is }, { podHasInitialized: began })).toBe(expected)
  })
})

test.each([
  { inits: 'i:running s:running', is: 'a:exited/0 b:exited/0', began: false, phase: 'Pending' },
  {
    inits: 'i:exited/0 s:running/starting',
    is: 'a:exited/0 b:exited/0',
    began: false,
    phase: 'Pending',
  },
  {
    inits: 'i:exited/0 s:running/starting',
    is: 'a:exited/0 b:exited/0',
    began: true,
    phase: 'Running',
  },
  { inits: 'i:waiting/0 s:running', is: 'a:running b:running', began: true, phase: 'Running' },
])('[R20] in a sandbox made anew: $inits, $is, $began → $phase', (row) => {
  const initContainers = [
    { name: 'i', resources: {} },
    { name: 's', restartPolicy: 'Always', resources: {} },
  ]
  const { inits, is, began, phase: expected } = row
  expect(phase({ spec: { initContainers }, inits, is }, { podHasInitialized: began })).toBe(
    expected,
  )
})

describe('[R16] policies of their own', () => {
  const own = (name: string, restartPolicy?: string): Container => ({
    name,
    resources: {},
    ...(restartPolicy === undefined ? {} : { restartPolicy }),
  })
  test.each([
    { pod: 'Always', a: 'Never', b: 'OnFailure', is: 'a:exited/1 b:exited/0', phase: 'Failed' },
    { pod: 'Always', a: 'Never', b: 'OnFailure', is: 'a:exited/0 b:exited/0', phase: 'Succeeded' },
    { pod: 'Always', a: 'Never', b: 'OnFailure', is: 'a:exited/0 b:exited/1', phase: 'Running' },
    { pod: 'Never', a: 'Always', is: 'a:exited/0 b:exited/1', phase: 'Running' },
  ] as const)('$a and $b under $pod, $is → $phase', ({ pod, a, is, phase: expected, ...row }) => {
    const containers = [own('a', a), own('b', 'b' in row ? row.b : undefined)]
    expect(phase({ spec: { restartPolicy: pod, containers }, is })).toBe(expected)
  })

  test.each([
    { pod: 'Always', own: 'Never', phase: 'Failed' },
    { pod: 'Never', own: 'OnFailure', phase: 'Pending' },
    { pod: 'Never', own: 'Always', phase: 'Pending' },
  ] as const)('an init container of $own under $pod that failed → $phase', (row) => {
    const spec = { restartPolicy: row.pod, initContainers: [own('i', row.own)] }
    expect(phase({ spec, inits: 'i:exited/1', is: '' })).toBe(row.phase)
  })
})

test('[R17] what a restart of all ended or removed has not ended the Pod', () => {
  const terminated = { exitCode: 137, reason: 'RestartingAllContainers' }
  for (const status of [
    { name: 'a', state: { terminated } },
    { name: 'a', state: { waiting: {} }, lastState: { terminated } },
  ])
    expect(
      podPhase({
        spec: { containers: [{ name: 'a', resources: {} }], restartPolicy: 'Never' },
        statuses: { containerStatuses: [status] },
        podIsTerminal: false,
        podHasInitialized: true,
      }),
    ).toBe('Running')
})

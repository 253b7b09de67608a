import { expect, test } from 'vitest'
import type { ContainerState, ContainerStatus, Pod, PodStatus } from '../../api/generated/types.ts'
import { podPrinter } from './pod.ts'

const START = Date.UTC(2026, 4, 1)
const at = (seconds: number) => new Date(START + seconds * 1000).toISOString().replace('.000', '')
const NOW = START + 60_000

function status(name: string, state: ContainerState, more: Partial<ContainerStatus> = {}) {
  const rest = { ready: false, restartCount: 0, image: '', imageID: '' }
  return { name, state, lastState: {}, ...rest, ...more }
}

function pod(given: {
  init?: readonly { readonly name: string; readonly restartPolicy?: string }[]
  containers?: readonly string[]
  status: PodStatus
  deleted?: boolean
}): Pod {
  const container = (it: { readonly name: string }) => ({ ...it, resources: {} })
  return {
    kind: 'Pod',
    apiVersion: 'v1',
    metadata: {
      name: 'web',
      namespace: 'default',
      uid: 'u',
      creationTimestamp: at(0),
      ...(given.deleted === true ? { deletionTimestamp: at(90) } : {}),
    },
    spec: {
      containers: (given.containers ?? ['a']).map((name) => container({ name })),
      ...(given.init === undefined ? {} : { initContainers: given.init.map(container) }),
    },
    status: given.status,
  }
}

const running = { running: { startedAt: at(1) } }
const waiting = (reason: string) => ({ waiting: { reason } })
const ended = (exitCode: number, more: object = {}) => ({ terminated: { exitCode, ...more } })
const isReady = { ready: true, started: true }
const initialized = [{ type: 'Initialized', status: 'True' }]
const readyCondition = [...initialized, { type: 'Ready', status: 'True' }]

test.each([
  ['a Pod that nobody has taken up', pod({ status: { phase: 'Pending' } }), '0/1', 'Pending', '0'],
  [
    'a Pod that is held back by a gate',
    pod({
      status: {
        phase: 'Pending',
        conditions: [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated' }],
      },
    }),
    '0/1',
    'SchedulingGated',
    '0',
  ],
  [
    'a container that is created',
    pod({
      status: { phase: 'Pending', containerStatuses: [status('a', waiting('ContainerCreating'))] },
    }),
    '0/1',
    'ContainerCreating',
    '0',
  ],
  [
    'a Pod that runs',
    pod({
      containers: ['a', 'b'],
      status: {
        phase: 'Running',
        containerStatuses: [status('a', running, isReady), status('b', running)],
      },
    }),
    '1/2',
    'Running',
    '0',
  ],
  [
    'a container that crashes over and over',
    pod({
      status: {
        phase: 'Running',
        containerStatuses: [
          status('a', waiting('CrashLoopBackOff'), {
            restartCount: 2,
            lastState: { terminated: { exitCode: 1, finishedAt: at(45) } },
          }),
        ],
      },
    }),
    '0/1',
    'CrashLoopBackOff',
    '2 (15s ago)',
  ],
  [
    'a container that ended with a code and no reason',
    pod({ status: { phase: 'Failed', containerStatuses: [status('a', ended(3))] } }),
    '0/1',
    'ExitCode:3',
    '0',
  ],
  [
    'a container that a signal ended',
    pod({
      status: { phase: 'Failed', containerStatuses: [status('a', ended(137, { signal: 9 }))] },
    }),
    '0/1',
    'Signal:9',
    '0',
  ],
  [
    'a container that is done beside one that is ready, in a Pod that is not',
    pod({
      containers: ['a', 'b'],
      status: {
        phase: 'Running',
        conditions: initialized,
        containerStatuses: [
          status('a', ended(0, { reason: 'Completed' })),
          status('b', running, isReady),
        ],
      },
    }),
    '1/2',
    'NotReady',
    '0',
  ],
  [
    'the same in a Pod that is ready',
    pod({
      containers: ['a', 'b'],
      status: {
        phase: 'Running',
        conditions: readyCondition,
        containerStatuses: [
          status('a', ended(0, { reason: 'Completed' })),
          status('b', running, isReady),
        ],
      },
    }),
    '1/2',
    'Running',
    '0',
  ],
  [
    'the second of two init containers at work',
    pod({
      init: [{ name: 'i' }, { name: 'j' }],
      status: {
        phase: 'Pending',
        initContainerStatuses: [status('i', ended(0)), status('j', running)],
        containerStatuses: [status('a', waiting('PodInitializing'))],
      },
    }),
    '0/1',
    'Init:1/2',
    '0',
  ],
  [
    'an init container that fails',
    pod({
      init: [{ name: 'i' }],
      status: {
        phase: 'Pending',
        initContainerStatuses: [
          status('i', waiting('CrashLoopBackOff'), {
            restartCount: 3,
            lastState: { terminated: { exitCode: 1, finishedAt: at(30) } },
          }),
        ],
      },
    }),
    '0/1',
    'Init:CrashLoopBackOff',
    '3 (30s ago)',
  ],
  [
    'an init container that failed with a reason',
    pod({
      init: [{ name: 'i' }],
      status: {
        phase: 'Pending',
        initContainerStatuses: [status('i', ended(1, { reason: 'Error' }))],
      },
    }),
    '0/1',
    'Init:Error',
    '0',
  ],
  [
    'init containers done, the others about to be created',
    pod({
      init: [{ name: 'i' }],
      status: {
        phase: 'Pending',
        initContainerStatuses: [status('i', ended(0))],
        containerStatuses: [status('a', waiting('PodInitializing'))],
      },
    }),
    '0/1',
    'PodInitializing',
    '0',
  ],
  [
    'a sidecar counts as a container, and its restarts stay counted',
    pod({
      init: [{ name: 's', restartPolicy: 'Always' }],
      status: {
        phase: 'Running',
        conditions: readyCondition,
        initContainerStatuses: [
          status('s', running, {
            ...isReady,
            restartCount: 1,
            lastState: { terminated: { exitCode: 1, finishedAt: at(50) } },
          }),
        ],
        containerStatuses: [status('a', running, isReady)],
      },
    }),
    '2/2',
    'Running',
    '1 (10s ago)',
  ],
  [
    'restarts of plain init containers are forgotten afterwards',
    pod({
      init: [{ name: 'i' }],
      status: {
        phase: 'Running',
        conditions: readyCondition,
        initContainerStatuses: [status('i', ended(0), { restartCount: 4 })],
        containerStatuses: [status('a', running, isReady)],
      },
    }),
    '1/1',
    'Running',
    '0',
  ],
  [
    'a Pod that is going',
    pod({
      deleted: true,
      status: { phase: 'Running', containerStatuses: [status('a', running, isReady)] },
    }),
    '1/1',
    'Terminating',
    '0',
  ],
  [
    'a Pod that is done and going',
    pod({
      deleted: true,
      status: {
        phase: 'Succeeded',
        containerStatuses: [status('a', ended(0, { reason: 'Completed' }))],
      },
    }),
    '0/1',
    'Completed',
    '0',
  ],
  [
    'a Pod on a node that is lost',
    pod({ deleted: true, status: { phase: 'Running', reason: 'NodeLost' } }),
    '0/1',
    'Unknown',
    '0',
  ],
  [
    'a Pod that was thrown off its node',
    pod({ status: { phase: 'Failed', reason: 'Evicted' } }),
    '0/1',
    'Evicted',
    '0',
  ],
] as const)('%s', (_name, given, ...[ready, text, restarts]) => {
  const [, ...cells] = podPrinter.cells(given, NOW)
  expect(cells.slice(0, 4)).toEqual([ready, text, restarts, '60s'])
})

test('wide columns say <none> for what is not known', () => {
  expect(podPrinter.cells(pod({ status: { phase: 'Pending' } }), NOW).slice(5)).toEqual([
    ...['<none>', '<none>', '<none>', '<none>'],
  ])
})

import { AGNHOST, podThat } from '../manifests.ts'
import type { Scenario, Step } from '../scenario.ts'

const SLEEPS = podThat('sleep 1000')
const IN_A_SECOND = podThat('sleep 1000', { pod: 'terminationGracePeriodSeconds: 1' })
const runs: Step = { of: 'pods/test', is: { status: { phase: 'Running' } } }

/** What a Pod is to the API: created, changed, observed, deleted. */
export const podScenarios: readonly Scenario[] = [
  {
    title: 'Pods, ActiveDeadlineSeconds',
    steps: [
      { create: SLEEPS },
      { pass: 10 },
      runs,
      { send: 'PATCH', to: 'pods/test', body: { spec: { activeDeadlineSeconds: 5 } } },
      { pass: 40 },
      {
        of: 'pods/test',
        is: { status: { phase: 'Failed', reason: 'DeadlineExceeded' } },
      },
    ],
    mutation: [':5}', ':5000}'],
  },
  {
    title: 'Pods, lifecycle',
    steps: [
      { create: IN_A_SECOND },
      {
        send: 'GET',
        to: 'pods?labelSelector=app=test',
        answers: { items: [{ metadata: { name: 'test' } }] },
      },
      { pass: 10 },
      runs,
      {
        send: 'DELETE',
        to: 'pods/test',
        answers: { metadata: { deletionTimestamp: /Z$/, deletionGracePeriodSeconds: 1 } },
      },
      { pass: 5 },
      { gone: 'pods/test' },
      { send: 'GET', to: 'pods?labelSelector=app=test', answers: { items: [] } },
    ],
    mutation: ['terminationGracePeriodSeconds: 1', 'terminationGracePeriodSeconds: 60'],
  },
  {
    title: 'Pods, update',
    steps: [
      { create: SLEEPS },
      { send: 'GET', to: 'pods?labelSelector=app=test', answers: { items: [{}] } },
      { send: 'PATCH', to: 'pods/test', body: { metadata: { labels: { time: 'now' } } } },
      {
        send: 'GET',
        to: 'pods?labelSelector=time=now',
        answers: { items: [{ metadata: { name: 'test' } }] },
      },
    ],
    mutation: ['"time"', '"hour"'],
  },
  {
    title: 'Pods, delete a collection',
    steps: [
      ...['a', 'b', 'c'].map((name) => ({
        create: podThat('sleep 1000', { name, pod: 'terminationGracePeriodSeconds: 1' }).replace(
          `app: ${name}`,
          'type: Testing',
        ),
      })),
      { pass: 10 },
      { send: 'GET', to: 'pods?labelSelector=type=Testing', answers: { items: [{}, {}, {}] } },
      { send: 'DELETE', to: 'pods?labelSelector=type=Testing' },
      { pass: 5 },
      { send: 'GET', to: 'pods', answers: { items: [] } },
    ],
    mutation: ['name: c, labels: {type: Testing}', 'name: c, labels: {type: Other}'],
  },
  {
    title: 'Pods, assigned hostip',
    steps: [
      { create: SLEEPS },
      { pass: 10 },
      {
        of: 'pods/test',
        is: { status: { hostIP: '172.18.0.3', hostIPs: [{ ip: '172.18.0.3' }] } },
      },
    ],
    mutation: ['restartPolicy: Never', 'nodeName: nowhere'],
  },
  {
    title: 'Pods, patching status',
    steps: [
      { create: podThat('sleep 1000', { pod: 'schedulingGates: [{name: example.com/held}]' }) },
      { pass: 5 },
      {
        send: 'PATCH',
        to: 'pods/test/status',
        body: { status: { message: 'Patched by e2e test', reason: 'E2E' } },
      },
      { pass: 5 },
      { of: 'pods/test', is: { status: { message: 'Patched by e2e test', reason: 'E2E' } } },
    ],
    mutation: ['Patched by e2e', 'Not patched by'],
  },
  {
    title: 'Pods, completes the lifecycle of a Pod and the PodStatus',
    steps: [
      { create: IN_A_SECOND },
      { pass: 10 },
      runs,
      {
        send: 'PATCH',
        to: 'pods/test',
        body: {
          metadata: { labels: { patched: 'yes' } },
          spec: { containers: [{ name: 'main', image: 'busybox:1.36.1' }] },
        },
      },
      { pass: 40 },
      {
        of: 'pods/test',
        is: {
          metadata: { labels: { patched: 'yes' }, generation: 2 },
          status: {
            phase: 'Running',
            observedGeneration: 2,
            containerStatuses: [{ image: 'docker.io/library/busybox:1.36.1', restartCount: 1 }],
          },
        },
      },
      {
        send: 'GET',
        to: 'pods/test/status',
        answers: { kind: 'Pod', metadata: { labels: { patched: 'yes' } } },
      },
      { send: 'DELETE', to: 'pods?labelSelector=patched=yes' },
      { pass: 5 },
      { gone: 'pods/test' },
    ],
    mutation: ['"patched"', '"changed"'],
  },
  {
    title: 'Pods Generation, graceful delete',
    steps: [
      { create: podThat('trap "" TERM; while true; do sleep 1; done') },
      { pass: 10 },
      { of: 'pods/test', is: { metadata: { generation: 1 }, status: { observedGeneration: 1 } } },
      { send: 'DELETE', to: 'pods/test' },
      { pass: 5 },
      { of: 'pods/test', is: { metadata: { generation: 2 }, status: { observedGeneration: 2 } } },
      { pass: 30 },
      { gone: 'pods/test' },
    ],
    mutation: ['trap "" TERM', 'trap exit TERM'],
  },
  {
    title: 'Pods Generation, 500 updates',
    steps: [
      { create: podThat('sleep 1000', { pod: 'activeDeadlineSeconds: 5000' }) },
      { pass: 10 },
      ...Array.from({ length: 500 }, (_, index) => ({
        send: 'PATCH' as const,
        to: 'pods/test',
        body: { spec: { activeDeadlineSeconds: 4999 - index } },
      })),
      { of: 'pods/test', is: { metadata: { generation: 501 } } },
      { pass: 10 },
      { of: 'pods/test', is: { status: { observedGeneration: 501 } } },
    ],
    mutation: ['4999', '5000'],
  },
  {
    title: 'Pods Generation, updates',
    steps: [
      { create: SLEEPS },
      { pass: 10 },
      { of: 'pods/test', is: { metadata: { generation: 1 } } },
      { send: 'PATCH', to: 'pods/test', body: { metadata: { annotations: { key: 'value' } } } },
      { of: 'pods/test', is: { metadata: { generation: 1 } } },
      {
        send: 'PATCH',
        to: 'pods/test',
        patch: 'json',
        body: [
          { op: 'add', path: '/spec/tolerations/-', value: { key: 'new', operator: 'Exists' } },
        ],
      },
      { of: 'pods/test', is: { metadata: { generation: 2 } } },
      { send: 'PATCH', to: 'pods/test', body: { spec: { activeDeadlineSeconds: 5000 } } },
      { pass: 5 },
      { of: 'pods/test', is: { metadata: { generation: 3 }, status: { observedGeneration: 3 } } },
    ],
    mutation: [
      '{"metadata":{"annotations":{"key":"value"}}}',
      '{"spec":{"activeDeadlineSeconds":6000}}',
    ],
  },
  {
    title: 'Pods, QOS',
    steps: [
      {
        create: podThat('sleep 1000', {
          container:
            'resources: {limits: {cpu: 100m, memory: 100Mi}, requests: {cpu: 100m, memory: 100Mi}}',
        }),
      },
      { of: 'pods/test', is: { status: { qosClass: 'Guaranteed' } } },
    ],
    mutation: ['requests: {cpu: 100m', 'requests: {cpu: 50m'],
  },
  {
    title: 'Pods, prestop hook',
    steps: [
      {
        create: podThat('', { name: 'server' })
          .replace('image: busybox:1.36', 'image: nginx:1.29')
          .replace(/ {4}command: .*\n/, ''),
      },
      { pass: 10 },
      {
        create: podThat('sleep 1000', {
          name: 'tester',
          pod: 'terminationGracePeriodSeconds: 5',
          container:
            'lifecycle: {preStop: {exec: {command: [curl, -s, http://10.244.1.2/prestop]}}}',
        }).replace('busybox:1.36', AGNHOST),
      },
      { pass: 10 },
      { send: 'DELETE', to: 'pods/tester' },
      { pass: 10 },
      { gone: 'pods/tester' },
      { logs: 'server', print: /"GET \/prestop HTTP\/1.1" 404/ },
    ],
    mutation: ['/prestop', '/otherwise'],
  },
]

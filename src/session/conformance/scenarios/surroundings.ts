import { agnhost, podThat } from '../manifests.ts'
import type { Scenario } from '../scenario.ts'

const TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount'
const noToken = (pod: string): string => podThat(`ls ${TOKEN}/token; sleep 1000`, { pod })

/** What a Pod meets around itself: Services, other Pods, its account, a node to go to. */
export const surroundingsScenarios: readonly Scenario[] = [
  {
    title: 'Pods, service environment variables',
    steps: [
      {
        create: `apiVersion: v1
kind: Service
metadata: {name: fooservice}
spec: {clusterIP: 10.96.7.7, selector: {app: foo}, ports: [{port: 8765, targetPort: 8080}]}
`,
      },
      { pass: 1 },
      { create: podThat('env | grep ^FOOSERVICE | sort') },
      { pass: 10 },
      {
        logs: 'test',
        print: `FOOSERVICE_PORT=tcp://10.96.7.7:8765
FOOSERVICE_PORT_8765_TCP=tcp://10.96.7.7:8765
FOOSERVICE_PORT_8765_TCP_ADDR=10.96.7.7
FOOSERVICE_PORT_8765_TCP_PORT=8765
FOOSERVICE_PORT_8765_TCP_PROTO=tcp
FOOSERVICE_SERVICE_HOST=10.96.7.7
FOOSERVICE_SERVICE_PORT=8765
`,
      },
    ],
    mutation: ['port: 8765', 'port: 8766'],
  },
  {
    title: 'Networking, intra pod http',
    nodes: 2,
    steps: [
      {
        create: agnhost('[netexec, --http-port=8083]', { name: 'one', pod: 'nodeName: worker-1' }),
      },
      {
        create: agnhost('[netexec, --http-port=8083]', { name: 'two', pod: 'nodeName: worker-2' }),
      },
      { create: agnhost('[pause]', { pod: 'nodeName: worker-1' }) },
      { pass: 15 },
      { exec: ['curl', '-s', 'http://10.244.1.2:8083/hostname'], in: 'test', prints: 'one' },
      { exec: ['curl', '-s', 'http://10.244.2.2:8083/hostname'], in: 'test', prints: 'two' },
    ],
    mutation: ['http-port=8083', 'http-port=8084'],
  },
  {
    title: 'Scheduler, node selector matching',
    nodes: 2,
    steps: [
      {
        send: 'PATCH',
        to: '/api/v1/nodes/worker-2',
        body: { metadata: { labels: { 'kubernetes.io/e2e': '42' } } },
      },
      { create: podThat('sleep 1000', { pod: 'nodeSelector: {kubernetes.io/e2e: "42"}' }) },
      { pass: 10 },
      { of: 'pods/test', is: { spec: { nodeName: 'worker-2' }, status: { phase: 'Running' } } },
    ],
    mutation: ['{kubernetes.io/e2e: "42"}', '{kubernetes.io/e2e: "43"}'],
  },
  {
    title: 'Scheduler, node selector not matching',
    nodes: 2,
    steps: [
      { create: podThat('sleep 1000', { pod: 'nodeSelector: {label: nonempty}' }) },
      { pass: 10 },
      { of: 'pods/test', is: { spec: { nodeName: undefined }, status: { phase: 'Pending' } } },
    ],
    mutation: ['label: nonempty', 'kubernetes.io/os: linux'],
  },
  {
    title: 'Scheduler, resource limits',
    steps: [
      {
        create: podThat('sleep 1000', {
          name: 'filler',
          container: 'resources: {requests: {cpu: 3500m}}',
        }),
      },
      { pass: 5 },
      { create: podThat('sleep 1000', { container: 'resources: {requests: {cpu: 600m}}' }) },
      { pass: 10 },
      {
        of: 'pods/test',
        is: {
          status: {
            phase: 'Pending',
            conditions: [
              {
                type: 'PodScheduled',
                status: 'False',
                reason: 'Unschedulable',
                message: /Insufficient cpu/,
              },
            ],
          },
        },
      },
    ],
    mutation: ['cpu: 600m', 'cpu: 400m'],
  },
  {
    title: 'Service account tokens auto mount optionally',
    steps: [
      { create: noToken('automountServiceAccountToken: false') },
      { pass: 10 },
      { logs: 'test', print: `ls: ${TOKEN}/token: No such file or directory\n` },
    ],
    mutation: ['automountServiceAccountToken: false', 'automountServiceAccountToken: true'],
  },
  {
    title: 'Service Account Tokens Must AutoMount',
    steps: [
      { create: podThat(`cd ${TOKEN}; wc -l ca.crt; cat namespace; echo; grep -c '\\.' token`) },
      { pass: 10 },
      { logs: 'test', print: /^[1-9]\d* ca\.crt\ndefault\n1\n$/ },
    ],
    mutation: ['cat namespace', 'cat ca.crt'],
  },
]

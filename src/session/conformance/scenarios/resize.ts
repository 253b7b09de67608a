import type { Expected, Scenario, Step } from '../scenario.ts'

interface Given {
  readonly name: string
  readonly resources: Expected & object
}

const pod = (containers: readonly Given[]): string => `apiVersion: v1
kind: Pod
metadata: {name: test}
spec:
  terminationGracePeriodSeconds: 1
  containers:
${containers
  .map(
    ({ name, resources }) =>
      `  - {name: ${name}, image: 'busybox:1.36', command: [sleep, inf], resources: ${JSON.stringify(resources)}}`,
  )
  .join('\n')}
`

const cpu = (request: string, limit: string) => ({
  requests: { cpu: request },
  limits: { cpu: limit },
})
const guaranteed = (cpuText: string, memory: string) => ({
  requests: { cpu: cpuText, memory },
  limits: { cpu: cpuText, memory },
})

/** Resized once; all get what they ask for, nobody is run again. */
const resized = (
  title: string,
  how: {
    readonly from: readonly Given[]
    readonly to: readonly Given[]
    readonly quota: string
    readonly mutation: readonly [string, string]
  },
): Scenario => ({
  title,
  steps: [
    { create: pod(how.from) },
    { pass: 10 },
    { send: 'PATCH', to: 'pods/test/resize', body: { spec: { containers: how.to } } },
    { pass: 10 },
    allHave(how.to),
    {
      exec: ['cat', '/sys/fs/cgroup/cpu.max'],
      in: 'test',
      container: 'c1',
      prints: `${how.quota} 100000\n`,
    },
  ],
  mutation: how.mutation,
})

const allHave = (given: readonly Given[]): Step => ({
  of: 'pods/test',
  is: {
    status: {
      conditions: Array.from({ length: 5 }, () => ({ type: /^(?!PodResize)/ })),
      containerStatuses: given.map(({ name, resources }) => ({ name, resources, restartCount: 0 })),
    },
  },
})

/** Resources of running containers change in their place. */
export const resizeScenarios: readonly Scenario[] = [
  resized('In-place Pod Resize, burtable pod with multiple containers and various operations', {
    from: [
      { name: 'c1', resources: cpu('20m', '40m') },
      { name: 'c2', resources: cpu('20m', '40m') },
      { name: 'c3', resources: cpu('20m', '40m') },
    ],
    to: [
      { name: 'c1', resources: cpu('30m', '50m') },
      { name: 'c2', resources: cpu('10m', '30m') },
      { name: 'c3', resources: cpu('20m', '40m') },
    ],
    quota: '5000',
    mutation: ['"requests":{"cpu":"30m"}', '"requests":{"cpu":"31m"}'],
  }),
  resized('In-place Pod Resize, burstable pod resized with equivalents', {
    from: [{ name: 'c1', resources: cpu('20m', '40m') }],
    to: [{ name: 'c1', resources: cpu('25m', '35m') }],
    quota: '3500',
    mutation: ['"cpu":"35m"', '"cpu":"36m"'],
  }),
  resized('In-place Pod Resize, guaranteed pods with multiple containers, net increase', {
    from: [
      { name: 'c1', resources: guaranteed('20m', '32Mi') },
      { name: 'c2', resources: guaranteed('20m', '32Mi') },
    ],
    to: [
      { name: 'c1', resources: guaranteed('40m', '48Mi') },
      { name: 'c2', resources: guaranteed('10m', '32Mi') },
    ],
    quota: '4000',
    mutation: ['48Mi', '49Mi'],
  }),
  resized('In-place Pod Resize, guaranteed pods with multiple containers, net decrease', {
    from: [
      { name: 'c1', resources: guaranteed('40m', '48Mi') },
      { name: 'c2', resources: guaranteed('20m', '32Mi') },
    ],
    to: [
      { name: 'c1', resources: guaranteed('20m', '32Mi') },
      { name: 'c2', resources: guaranteed('25m', '32Mi') },
    ],
    quota: '2000',
    mutation: ['"cpu":"25m"', '"cpu":"26m"'],
  }),
  resized('In-place Pod Resize, guaranteed pods with multiple containers, various operations', {
    from: [
      { name: 'c1', resources: guaranteed('20m', '32Mi') },
      { name: 'c2', resources: guaranteed('40m', '64Mi') },
      { name: 'c3', resources: guaranteed('20m', '32Mi') },
    ],
    to: [
      { name: 'c1', resources: guaranteed('30m', '40Mi') },
      { name: 'c2', resources: guaranteed('30m', '56Mi') },
      { name: 'c3', resources: guaranteed('20m', '32Mi') },
    ],
    quota: '3000',
    mutation: ['56Mi', '57Mi'],
  }),
  {
    title: 'In-place Pod Resize, read and replace endpoints',
    steps: [
      { create: pod([{ name: 'c1', resources: cpu('20m', '40m') }]) },
      { pass: 10 },
      {
        send: 'GET',
        to: 'pods/test/resize',
        answers: { kind: 'Pod', spec: { containers: [{ resources: cpu('20m', '40m') }] } },
      },
      {
        send: 'PATCH',
        to: 'pods/test/resize',
        body: { spec: { containers: [{ name: 'c1', resources: cpu('30m', '60m') }] } },
        answers: { kind: 'Pod', metadata: { generation: 2 } },
      },
      { pass: 10 },
      allHave([{ name: 'c1', resources: cpu('30m', '60m') }]),
    ],
    mutation: ['"cpu":"60m"', '"cpu":"61m"'],
  },
]

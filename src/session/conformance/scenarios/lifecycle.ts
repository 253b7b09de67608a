import { agnhost, AGNHOST, podThat } from '../manifests.ts'
import type { Scenario, Step } from '../scenario.ts'

/** Waits at 10.244.1.2:8080 for what hooks of the Pod under test ask for. */
const HANDLER = agnhost('[netexec]', { name: 'handler' })

const hook = (lifecycle: string): string =>
  agnhost('[pause]', {
    pod: 'terminationGracePeriodSeconds: 5',
    container: `lifecycle: {${lifecycle}}`,
  })

const EXEC = (path: string): string =>
  `exec: {command: [sh, -c, 'curl -s http://10.244.1.2:8080/echo?msg=${path}']}`
const HTTP = (path: string): string =>
  `httpGet: {host: 10.244.1.2, port: 8080, path: "/echo?msg=${path}"}`

const afterStart = (title: string, lifecycle: string): Scenario => ({
  title,
  steps: [
    { create: HANDLER },
    { pass: 10 },
    { create: hook(lifecycle) },
    { pass: 10 },
    { of: 'pods/test', is: { status: { phase: 'Running' } } },
    { logs: 'handler', print: /GET \/echo\?msg=poststart/ },
  ],
  mutation: ['msg=poststart', 'msg=other'],
})

const beforeStop = (title: string, lifecycle: string): Scenario => ({
  title,
  steps: [
    { create: HANDLER },
    { pass: 10 },
    { create: hook(lifecycle) },
    { pass: 10 },
    { send: 'DELETE', to: 'pods/test' },
    { pass: 10 },
    { gone: 'pods/test' },
    { logs: 'handler', print: /GET \/echo\?msg=prestop/ },
  ],
  mutation: ['msg=prestop', 'msg=other'],
})

const withInit = (
  restartPolicy: string,
  [first, second]: readonly [string, string],
): string => `apiVersion: v1
kind: Pod
metadata: {name: test}
spec:
  restartPolicy: ${restartPolicy}
  initContainers:
  - {name: init1, image: 'busybox:1.36', command: [${first}]}
  - {name: init2, image: 'busybox:1.36', command: [${second}]}
  containers:
  - {name: run1, image: 'busybox:1.36', command: [${restartPolicy === 'Never' ? "'true'" : 'sleep, inf'}]}
`
const initEnded = { state: { terminated: { exitCode: 0, reason: 'Completed' } }, ready: true }
const runWaits = { containerStatuses: [{ state: { waiting: { reason: 'PodInitializing' } } }] }

const message = (
  title: string,
  how: {
    readonly command: string
    readonly container: string
    readonly phase: string
    readonly exitCode: number
    readonly says: string
    readonly mutation: readonly [string, string]
  },
): Scenario => ({
  title,
  steps: [
    { create: podThat(how.command, { container: how.container }) },
    { pass: 10 },
    {
      of: 'pods/test',
      is: {
        status: {
          phase: how.phase,
          containerStatuses: [
            { state: { terminated: { exitCode: how.exitCode, message: how.says } } },
          ],
        },
      },
    },
  ],
  mutation: how.mutation,
})

const policy = (restartPolicy: string): string => `apiVersion: v1
kind: Pod
metadata: {name: ${restartPolicy.toLowerCase()}}
spec:
  restartPolicy: ${restartPolicy}
  volumes: [{name: count, emptyDir: {}}]
  containers:
  - name: main
    image: busybox:1.36
    # Fails the first time, and only then.
    command: [sh, -c, 'if [ -e /count/once ]; then [ ${restartPolicy} = Always ] && sleep inf; exit 0; fi; touch /count/once; exit 1']
    volumeMounts: [{name: count, mountPath: /count}]
`
const ended = (name: string, more: object): Step => ({
  of: `pods/${name}`,
  is: { status: { containerStatuses: [{ ...more }] } },
})

/** Hooks, init containers, restarts, termination messages. */
export const lifecycleScenarios: readonly Scenario[] = [
  afterStart('Pod Lifecycle, post start exec hook', `postStart: {${EXEC('poststart')}}`),
  afterStart('Pod Lifecycle, post start http hook', `postStart: {${HTTP('poststart')}}`),
  beforeStop('Pod Lifecycle, prestop exec hook', `preStop: {${EXEC('prestop')}}`),
  beforeStop('Pod Lifecycle, prestop http hook', `preStop: {${HTTP('prestop')}}`),
  {
    title: 'init-container-starts-app-restartalways-pod',
    steps: [
      { create: withInit('Always', ["'true'", "'true'"]) },
      { pass: 10 },
      {
        of: 'pods/test',
        is: {
          status: {
            phase: 'Running',
            initContainerStatuses: [initEnded, initEnded],
            containerStatuses: [{ ready: true }],
          },
        },
      },
    ],
    mutation: [
      "init2, image: 'busybox:1.36', command: ['true']",
      "init2, image: 'busybox:1.36', command: ['false']",
    ],
  },
  {
    title: 'init-container-starts-app-restartnever-pod',
    steps: [
      { create: withInit('Never', ["'true'", "'true'"]) },
      { pass: 10 },
      {
        of: 'pods/test',
        is: { status: { phase: 'Succeeded', initContainerStatuses: [initEnded, initEnded] } },
      },
    ],
    mutation: [
      "init1, image: 'busybox:1.36', command: ['true']",
      "init1, image: 'busybox:1.36', command: ['false']",
    ],
  },
  {
    title: 'init-container-fails-stops-app-restartnever-pod',
    steps: [
      { create: withInit('Never', ["'true'", "'false'"]) },
      { pass: 10 },
      {
        of: 'pods/test',
        is: {
          status: {
            phase: 'Failed',
            initContainerStatuses: [
              initEnded,
              { state: { terminated: { exitCode: 1, reason: 'Error' } } },
            ],
            ...runWaits,
          },
        },
      },
    ],
    mutation: ["['false']", "['true']"],
  },
  {
    title: 'init-container-fails-stops-app-restartalways-pod',
    steps: [
      { create: withInit('Always', ["'false'", "'true'"]) },
      { pass: 50 },
      {
        of: 'pods/test',
        is: {
          status: {
            phase: 'Pending',
            initContainerStatuses: [
              { restartCount: 3 },
              { state: { waiting: { reason: 'PodInitializing' } } },
            ],
            ...runWaits,
          },
        },
      },
    ],
    mutation: ["['false']", "['true']"],
  },
  message('Container Runtime, TerminationMessage, from log output of succeeding container', {
    command: 'echo -n DONE; exit 0',
    container: 'terminationMessagePolicy: FallbackToLogsOnError',
    ...{ phase: 'Succeeded', exitCode: 0, says: undefined as never },
    mutation: ['exit 0', 'exit 1'],
  }),
  message('Container Runtime, TerminationMessage, from file of succeeding container', {
    command: 'echo -n OK > /dev/termination-log; echo DONE; exit 0',
    container: 'terminationMessagePolicy: FallbackToLogsOnError',
    ...{ phase: 'Succeeded', exitCode: 0, says: 'OK' },
    mutation: ['/dev/termination-log', '/dev/null'],
  }),
  message(
    "Container Runtime, TerminationMessage, from container's log output of failing container",
    {
      command: 'echo -n DONE; exit 1',
      container: 'terminationMessagePolicy: FallbackToLogsOnError',
      ...{ phase: 'Failed', exitCode: 1, says: 'DONE' },
      mutation: ['FallbackToLogsOnError', 'File'],
    },
  ),
  message('Container Runtime, TerminationMessagePath, non-root user and non-default path', {
    command: 'echo -n DONE > /dev/termination-custom-log',
    container:
      'terminationMessagePath: /dev/termination-custom-log\nsecurityContext: {runAsUser: 10000}',
    ...{ phase: 'Succeeded', exitCode: 0, says: 'DONE' },
    mutation: [
      'terminationMessagePath: /dev/termination-custom-log',
      'terminationMessagePath: /dev/another-log',
    ],
  }),
  {
    title: 'Container Runtime, Restart Policy, Pod Phases',
    steps: [
      { create: ['Always', 'OnFailure', 'Never'].map(policy).join('---\n') },
      { pass: 60 },
      {
        of: 'pods/always',
        is: {
          status: {
            phase: 'Running',
            conditions: [{}, {}, { type: 'Ready', status: 'True' }, {}, {}],
          },
        },
      },
      ended('always', { restartCount: 1, state: { running: {} } }),
      { of: 'pods/onfailure', is: { status: { phase: 'Succeeded' } } },
      ended('onfailure', { restartCount: 1, state: { terminated: { exitCode: 0 } } }),
      { of: 'pods/never', is: { status: { phase: 'Failed' } } },
      ended('never', { restartCount: 0, state: { terminated: { exitCode: 1 } } }),
    ],
    mutation: ['restartPolicy: OnFailure', 'restartPolicy: Never'],
  },
  {
    title: 'Containers, with arguments',
    steps: [
      { create: agnhost('[entrypoint-tester, override, arguments]') },
      { pass: 10 },
      { logs: 'test', print: '[/agnhost entrypoint-tester override arguments]\n' },
    ],
    mutation: ['override, arguments', 'arguments, override'],
  },
  {
    title: 'Containers, with command',
    steps: [
      {
        create: agnhost('', { container: 'command: [/agnhost-2, entrypoint-tester]' }).replace(
          '    args: \n',
          '',
        ),
      },
      { pass: 10 },
      { logs: 'test', print: '[/agnhost-2 entrypoint-tester]\n' },
    ],
    mutation: ['/agnhost-2', '/agnhost'],
  },
  {
    title: 'Containers, with command and arguments',
    steps: [
      {
        create: agnhost('[entrypoint-tester, override, arguments]', {
          container: 'command: [/agnhost-2]',
        }),
      },
      { pass: 10 },
      { logs: 'test', print: '[/agnhost-2 entrypoint-tester override arguments]\n' },
    ],
    mutation: ['command: [/agnhost-2]', 'command: [/agnhost]'],
  },
  {
    title: 'Containers, without command and arguments',
    steps: [
      { create: agnhost('').replace('    args: \n', '') },
      { pass: 10 },
      { of: 'pods/test', is: { status: { phase: 'Running' } } },
      { exec: ['cat', '/proc/1/cmdline'], in: 'test', prints: '/agnhost\0pause\0' },
    ],
    mutation: [AGNHOST, 'busybox:1.36'],
  },
]

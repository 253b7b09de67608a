/* eslint max-lines: off -- a table */
import { agnhost, podThat } from '../manifests.ts'
import type { Scenario } from '../scenario.ts'

const HOSTS = `# Kubernetes-managed hosts file.
127.0.0.1\tlocalhost
::1\tlocalhost ip6-localhost ip6-loopback
fe00::0\tip6-localnet
fe00::0\tip6-mcastprefix
fe00::1\tip6-allnodes
fe00::2\tip6-allrouters
10.244.1.2\ttest
`
const probed = (probe: string, args = '[test-webserver]'): string =>
  agnhost(args, { pod: 'terminationGracePeriodSeconds: 1', container: probe }).replace(
    'restartPolicy: Never',
    'restartPolicy: Always',
  )
const restarts = (count: number) => ({
  of: 'pods/test',
  is: { status: { containerStatuses: [{ restartCount: count }] } },
})

const fileProbe = (command: string): string =>
  podThat(command, {
    pod: 'terminationGracePeriodSeconds: 1',
    container:
      'livenessProbe: {exec: {command: [cat, /tmp/health]}, initialDelaySeconds: 5, failureThreshold: 1, periodSeconds: 5}',
  }).replace('restartPolicy: Never', 'restartPolicy: Always')

/** What the kubelet sees to in a running container, and its probes. */
export const kubeletScenarios: readonly Scenario[] = [
  {
    title: 'Kubelet, log output, default',
    steps: [
      { create: podThat('echo Hello World; sleep 240') },
      { pass: 10 },
      { logs: 'test', print: 'Hello World\n' },
    ],
    mutation: ['Hello World', 'Hello'],
  },
  {
    title: 'Kubelet, failed pod, delete',
    steps: [
      { create: podThat('exit 1').replace('restartPolicy: Never', 'restartPolicy: Always') },
      { pass: 15 },
      {
        of: 'pods/test',
        is: {
          status: { containerStatuses: [{ state: { waiting: { reason: 'CrashLoopBackOff' } } }] },
        },
      },
      { send: 'DELETE', to: 'pods/test' },
      { pass: 5 },
      { gone: 'pods/test' },
    ],
    mutation: ['exit 1', 'sleep inf'],
  },
  {
    title: 'Kubelet, failed pod, terminated reason',
    steps: [
      { create: podThat('exit 1') },
      { pass: 10 },
      {
        of: 'pods/test',
        is: {
          status: {
            containerStatuses: [{ state: { terminated: { exitCode: 1, reason: 'Error' } } }],
          },
        },
      },
    ],
    mutation: ['exit 1', 'exit 0'],
  },
  {
    title: 'Kubelet, pod with read only root file system',
    steps: [
      {
        create: podThat('echo test > /file; sleep 240', {
          container: 'securityContext: {readOnlyRootFilesystem: true}',
        }),
      },
      { pass: 10 },
      { logs: 'test', print: "sh: can't create /file: Read-only file system\n" },
      { exec: ['ls', '/file'], in: 'test', prints: /No such file or directory\nexit 1$/ },
    ],
    mutation: ['readOnlyRootFilesystem: true', 'readOnlyRootFilesystem: false'],
  },
  {
    title: 'Kubelet, hostAliases',
    steps: [
      {
        create: podThat('cat /etc/hosts; sleep 6000', {
          pod: 'hostAliases: [{ip: 123.45.67.89, hostnames: [foo, bar]}]',
        }),
      },
      { pass: 10 },
      {
        logs: 'test',
        print: `${HOSTS}\n# Entries added by HostAliases.\n123.45.67.89\tfoo\tbar\n`,
      },
    ],
    mutation: ['123.45.67.89', '123.45.67.88'],
  },
  {
    title: 'Kubelet, managed etc hosts',
    steps: [
      {
        create:
          podThat('sleep 1000', {
            pod: `volumes: [{name: own, hostPath: {path: /etc/hosts, type: File}}]`,
            container: '',
          }) +
          `  - name: own
    image: busybox:1.36
    command: [sleep, '1000']
    volumeMounts: [{name: own, mountPath: /etc/hosts}]
`,
      },
      { create: podThat('sleep 1000', { name: 'onhost', pod: 'hostNetwork: true' }) },
      { pass: 10 },
      { exec: ['cat', '/etc/hosts'], in: 'test', container: 'main', prints: HOSTS },
      {
        exec: ['head', '-n', '1', '/etc/hosts'],
        in: 'test',
        container: 'own',
        prints: /^127\.0\.0\.1/,
      },
      {
        exec: ['head', '-n', '2', '/etc/hosts'],
        in: 'onhost',
        prints: /^# Kubernetes-managed hosts file \(host network\)\.\n127\.0\.0\.1/,
      },
    ],
    mutation: ['mountPath: /etc/hosts', 'mountPath: /etc/hosts-of-node'],
  },
  ...(
    ['Ephemeral Container, update ephemeral containers', 'Ephemeral Container Creation'] as const
  ).map((title): Scenario => ({
    title,
    steps: [
      { create: podThat('sleep 1000') },
      { pass: 10 },
      {
        send: 'PATCH',
        to: 'pods/test/ephemeralcontainers',
        body: {
          spec: {
            ephemeralContainers: [
              {
                name: 'debugger',
                image: 'busybox:1.36',
                command: ['sh', '-c', 'while true; do echo polo; sleep 2; done'],
              },
            ],
          },
        },
      },
      { pass: 5 },
      {
        of: 'pods/test',
        is: {
          spec: { ephemeralContainers: [{ name: 'debugger' }] },
          status: { ephemeralContainerStatuses: [{ name: 'debugger', state: { running: {} } }] },
        },
      },
      { logs: 'test', container: 'debugger', print: /^(polo\n)+$/ },
      ...(title.includes('update')
        ? ([
            {
              send: 'PATCH',
              to: 'pods/test/ephemeralcontainers',
              body: {
                spec: {
                  ephemeralContainers: [
                    {
                      name: 'second',
                      image: 'busybox:1.36',
                      command: ['sleep', 'inf'],
                      targetContainerName: 'main',
                    },
                  ],
                },
              },
            },
            { pass: 5 },
            {
              of: 'pods/test',
              is: {
                status: {
                  ephemeralContainerStatuses: [
                    { name: 'debugger', state: { running: {} } },
                    { name: 'second', state: { running: {} } },
                  ],
                },
              },
            },
            {
              exec: ['cat', '/proc/1/cmdline'],
              in: 'test',
              container: 'second',
              prints: 'sleep\x001000\0',
            },
          ] as const)
        : []),
    ],
    mutation: ['echo polo', 'echo marco'],
  })),
  {
    title: 'Pod liveness probe, using http endpoint, failure',
    steps: [
      {
        create: probed(
          'livenessProbe: {httpGet: {path: /, port: 80}, initialDelaySeconds: 5, failureThreshold: 5}',
        ),
      },
      { pass: 240 },
      restarts(0),
    ],
    mutation: ['port: 80}', 'port: 81}'],
  },
  {
    title: 'Pod liveness probe, using local file, no restart',
    steps: [{ create: fileProbe('echo ok >/tmp/health; sleep 600') }, { pass: 240 }, restarts(0)],
    mutation: ['>/tmp/health', '>/tmp/well'],
  },
  {
    title: 'Pod liveness probe, using tcp socket, no restart',
    steps: [
      {
        create: probed(
          'livenessProbe: {tcpSocket: {port: 8080}, initialDelaySeconds: 5, failureThreshold: 1}',
          '[netexec]',
        ),
      },
      { pass: 240 },
      restarts(0),
    ],
    mutation: ['{port: 8080}', '{port: 8081}'],
  },
  {
    title: 'Pod liveness probe, using http endpoint, restart',
    steps: [
      {
        create: probed(
          'livenessProbe: {httpGet: {path: /healthz, port: 8080}, initialDelaySeconds: 5, failureThreshold: 1}',
          '[liveness]',
        ),
      },
      { pass: 40 },
      restarts(1),
      {
        events: 'test',
        tell: [
          'Unhealthy Liveness probe failed: HTTP probe failed with statuscode: 500',
          'Killing Container main failed liveness probe, will be restarted',
        ],
      },
    ],
    mutation: ['path: /healthz', 'path: /started'],
  },
  {
    title: 'Pod liveness probe, using grpc call, success',
    steps: [
      {
        create: probed(
          'livenessProbe: {grpc: {port: 5000}, initialDelaySeconds: 5, timeoutSeconds: 2, failureThreshold: 1}',
          '[grpc-health-checking]',
        ),
      },
      { pass: 240 },
      restarts(0),
    ],
    mutation: ['{port: 5000}', '{port: 5001}'],
  },
  {
    title: 'Pod liveness probe, using grpc call, failure',
    steps: [
      {
        create: probed(
          'livenessProbe: {grpc: {port: 2333}, initialDelaySeconds: 15, timeoutSeconds: 2, failureThreshold: 1}',
          '[grpc-health-checking]',
        ),
      },
      { pass: 40 },
      restarts(1),
      {
        events: 'test',
        tell: [
          'Unhealthy Liveness probe failed: timeout: failed to connect service "10.244.1.2:2333" within 2s: context deadline exceeded',
          'Killing Container main failed liveness probe, will be restarted',
        ],
      },
    ],
    mutation: ['{port: 2333}', '{port: 5000}'],
  },
  {
    title: 'Pod liveness probe, using local file, restart',
    steps: [
      { create: fileProbe('echo ok >/tmp/health; sleep 10; rm /tmp/health; sleep 600') },
      { pass: 25 },
      restarts(1),
    ],
    mutation: ['rm /tmp/health', 'rm -f /tmp/nothing'],
  },
  {
    title: 'Pod liveness probe, using http endpoint, multiple restarts (slow)',
    steps: [
      {
        create: probed(
          'livenessProbe: {httpGet: {path: /healthz, port: 8080}, initialDelaySeconds: 5, failureThreshold: 1}',
          '[liveness]',
        ),
      },
      { pass: 400 },
      { of: 'pods/test', is: { status: { containerStatuses: [{ restartCount: /^[5-9]$/ }] } } },
    ],
    mutation: ['path: /healthz', 'path: /started'],
  },
  {
    title: 'Pod readiness probe, with initial delay',
    steps: [
      { create: probed('readinessProbe: {httpGet: {path: /, port: 80}, initialDelaySeconds: 30}') },
      { pass: 25 },
      { of: 'pods/test', is: { status: { containerStatuses: [{ ready: false, started: true }] } } },
      { pass: 30 },
      {
        of: 'pods/test',
        is: { status: { containerStatuses: [{ ready: true, restartCount: 0 }] } },
      },
    ],
    mutation: ['initialDelaySeconds: 30', 'initialDelaySeconds: 3'],
  },
  {
    title: 'Pod readiness probe, failure',
    steps: [
      {
        create: podThat('sleep 1000', {
          container:
            "readinessProbe: {exec: {command: ['false']}, initialDelaySeconds: 10, periodSeconds: 5}",
        }),
      },
      { pass: 60 },
      {
        of: 'pods/test',
        is: {
          status: { phase: 'Running', containerStatuses: [{ ready: false, restartCount: 0 }] },
        },
      },
      { events: 'test', tell: [/^Unhealthy Readiness probe failed: /] },
    ],
    mutation: ["['false']", "['true']"],
  },
]

import { AGNHOST, podThat } from '../manifests.ts'
import type { Scenario } from '../scenario.ts'

const prints = (
  title: string,
  how: {
    readonly create: string
    readonly print: string | RegExp
    readonly mutation: readonly [string, string]
  },
): Scenario => ({
  title,
  steps: [{ create: how.create }, { pass: 10 }, { logs: 'test', print: how.print }],
  mutation: how.mutation,
})

/** Who a container runs as, and what it may. */
export const securityScenarios: readonly Scenario[] = [
  prints('Security Context, runAsUser=65534', {
    create: podThat('id -u', { container: 'securityContext: {runAsUser: 65534}' }),
    print: '65534\n',
    mutation: ['runAsUser: 65534', 'runAsUser: 1001'],
  }),
  prints('Security Context, privileged=false.', {
    create: podThat(
      'ip link add dummy0 type dummy || true; grep CapEff /proc/self/status; echo 1 > /proc/sys/kernel/domainname',
      { container: 'securityContext: {privileged: false}' },
    ),
    print:
      /CapEff:\t00000000a80425fb\nsh: can't create \/proc\/sys\/kernel\/domainname: Read-only file system\n$/,
    mutation: ['privileged: false', 'privileged: true'],
  }),
  {
    title: 'Security Context, readOnlyRootFilesystem=false.',
    steps: [
      {
        create: podThat('touch checkfile && ls checkfile', {
          container: 'securityContext: {readOnlyRootFilesystem: false}',
        }),
      },
      { pass: 10 },
      { of: 'pods/test', is: { status: { phase: 'Succeeded' } } },
      { logs: 'test', print: 'checkfile\n' },
    ],
    mutation: ['readOnlyRootFilesystem: false', 'readOnlyRootFilesystem: true'],
  },
  prints('Security Context, allowPrivilegeEscalation=false.', {
    create: podThat('/bin2/id', {
      pod: `volumes: [{name: bin, emptyDir: {}}]
initContainers:
- name: copy
  image: busybox:1.36
  command: [sh, -c, 'cp /bin/id /bin2/id && chmod 4755 /bin2/id']
  volumeMounts: [{name: bin, mountPath: /bin2}]`,
      container: `securityContext: {runAsUser: 1000, allowPrivilegeEscalation: false}
volumeMounts: [{name: bin, mountPath: /bin2}]`,
    }),
    print: /^uid=1000 /,
    mutation: ['allowPrivilegeEscalation: false', 'allowPrivilegeEscalation: true'],
  }),
  prints('Security Context, test RunAsGroup at container level', {
    create: podThat('id', { container: 'securityContext: {runAsUser: 1001, runAsGroup: 2002}' }),
    print: /^uid=1001 gid=2002( |$)/m,
    mutation: ['runAsGroup: 2002', 'runAsGroup: 2003'],
  }),
  prints('Security Context, test RunAsGroup at pod level', {
    create: podThat('id', { pod: 'securityContext: {runAsUser: 1001, runAsGroup: 2002}' }),
    print: /^uid=1001 gid=2002( |$)/m,
    mutation: ['runAsGroup: 2002', 'runAsGroup: 2003'],
  }),
  {
    title: 'Sysctls, reject invalid sysctls',
    steps: [
      {
        send: 'POST',
        to: 'pods',
        body: {
          metadata: { name: 'test' },
          spec: {
            securityContext: {
              sysctls: [
                { name: 'foo-', value: 'bar' },
                { name: 'kernel.shmmax', value: '100000000' },
                { name: 'safe-and-unsafe', value: '100000000' },
                { name: 'bar..', value: '42' },
              ],
            },
            containers: [{ name: 'main', image: AGNHOST }],
          },
        },
        answers: {
          kind: 'Status',
          code: 422,
          message:
            /^Pod "test" is invalid: \[spec.securityContext.sysctls\[0\].name: Invalid value: "foo-": .*, spec.securityContext.sysctls\[3\].name: Invalid value: "bar..": /,
        },
      },
    ],
    mutation: ['"foo-"', '"foo"'],
  },
]

import { expect, test } from 'vitest'
import { checkObject } from '../check-object.ts'

const container = { name: 'a', image: 'x:1' }

function errorsOf(spec: object, metadata: object = {}): readonly string[] {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', ...metadata },
    spec: { containers: [container], ...spec },
  }
  return checkObject(pod).errors.map(({ field, message }) => `${field}: ${message}`)
}

const ofContainer = (fields: object, spec: object = {}) =>
  errorsOf({ containers: [{ ...container, ...fields }], ...spec })

const LABEL =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"
const SUBDOMAIN =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"
const NAME_PART =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"
const VALUE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"

test('a plain Pod is right', () => {
  expect(errorsOf({})).toEqual([])
})

test.each([
  [{ name: '' }, ['metadata.name: Required value: name or generateName is required']],
  [{ name: 'Web' }, [`metadata.name: Invalid value: "Web": ${SUBDOMAIN}`]],
  [
    { name: 'x'.repeat(254) },
    [`metadata.name: Invalid value: "${'x'.repeat(254)}": must be no more than 253 characters`],
  ],
  [{ labels: { 'a b': 'c' } }, [`metadata.labels: Invalid value: "a b": ${NAME_PART}`]],
  [
    { labels: { '/a': '' } },
    ['metadata.labels: Invalid value: "/a": prefix part must be non-empty'],
  ],
  [{ labels: { a: 'b c' } }, [`metadata.labels: Invalid value: "b c": ${VALUE}`]],
  [
    { labels: { a: 'x'.repeat(64) } },
    [`metadata.labels: Invalid value: "${'x'.repeat(64)}": must be no more than 63 bytes`],
  ],
  [
    { annotations: { 'a/b/c': '' } },
    [
      `metadata.annotations: Invalid value: "a/b/c": a valid label key ${NAME_PART.replace('name part ', '')} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ],
  ],
  [
    { annotations: { a: 'x'.repeat(262144) } },
    ['metadata.annotations: Too long: may not be more than 262144 bytes'],
  ],
  [{ namespace: 'Dev' }, [`metadata.namespace: Invalid value: "Dev": ${LABEL}`]],
  [
    { finalizers: ['mine'] },
    [
      'metadata.finalizers[0]: Invalid value: "mine": name is neither a standard finalizer name nor is it fully qualified',
    ],
  ],
])('metadata %#', (metadata, expected) => {
  expect(errorsOf({}, metadata)).toEqual(expected)
})

test.each([
  ['a Pod needs a container', { containers: [] }, ['spec.containers: Required value']],
  [
    'containers need names and images',
    { containers: [{}] },
    ['spec.containers[0].name: Required value', 'spec.containers[0].image: Required value'],
  ],
  [
    'names are labels of DNS',
    { containers: [{ ...container, name: 'A_b' }] },
    [`spec.containers[0].name: Invalid value: "A_b": ${LABEL}`],
  ],
  [
    'names have no dots',
    { containers: [{ ...container, name: 'a.b' }] },
    ['spec.containers[0].name: Invalid value: "a.b": must not contain dots'],
  ],
  [
    'two containers have two names',
    { containers: [container, container] },
    ['spec.containers[1].name: Duplicate value: "a"'],
  ],
  [
    'also where one of them is an init container',
    { initContainers: [container] },
    ['spec.initContainers[0].name: Duplicate value: "a"'],
  ],
  [
    'an image has no blanks around it',
    { containers: [{ name: 'a', image: ' x' }] },
    ['spec.containers[0].image: Invalid value: " x": must not have leading or trailing whitespace'],
  ],
  [
    'the restart policy is one that exists',
    { restartPolicy: 'Sometimes' },
    [
      'spec.restartPolicy: Unsupported value: "Sometimes": supported values: "Always", "OnFailure", "Never"',
    ],
  ],
  [
    'so is the DNS policy',
    { dnsPolicy: 'Mine' },
    [
      'spec.dnsPolicy: Unsupported value: "Mine": supported values: "ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"',
    ],
  ],
  [
    'DNS policy None needs servers',
    { dnsPolicy: 'None' },
    ['spec.dnsConfig: Required value: must provide `dnsConfig` when `dnsPolicy` is None'],
  ],
  [
    'servers are addresses',
    { dnsConfig: { nameservers: ['dns'] } },
    [
      'spec.dnsConfig.nameservers[0]: Invalid value: "dns": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
    ],
  ],
  [
    'a deadline is a positive number',
    { activeDeadlineSeconds: 0 },
    ['spec.activeDeadlineSeconds: Invalid value: 0: must be between 1 and 2147483647, inclusive'],
  ],
  [
    'a host name has no dots',
    { hostname: 'a.b' },
    ['spec.hostname: Invalid value: "a.b": must not contain dots'],
  ],
  [
    'host aliases are addresses',
    { hostAliases: [{ ip: '300.1.1.1', hostnames: ['a'] }] },
    [
      'spec.hostAliases[0].ip: Invalid value: "300.1.1.1": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
    ],
  ],
  [
    'a toleration without a key tolerates everything',
    { tolerations: [{ operator: 'Equal' }] },
    [
      'spec.tolerations[0].operator: Invalid value: "Equal": operator must be Exists when `key` is empty, which means "match all values and all keys"',
    ],
  ],
  [
    'Exists has no value',
    { tolerations: [{ key: 'a', operator: 'Exists', value: 'b' }] },
    [
      'spec.tolerations[0].operator: Invalid value: "b": value must be empty when `operator` is \'Exists\'',
    ],
  ],
  [
    'seconds are for NoExecute',
    { tolerations: [{ key: 'a', operator: 'Exists', effect: 'NoSchedule', tolerationSeconds: 1 }] },
    [
      'spec.tolerations[0].effect: Invalid value: "NoSchedule": effect must be \'NoExecute\' when `tolerationSeconds` is set',
    ],
  ],
  [
    'effects are those that exist',
    { tolerations: [{ key: 'a', operator: 'Exists', effect: 'Never' }] },
    [
      'spec.tolerations[0].effect: Unsupported value: "Never": supported values: "NoSchedule", "PreferNoSchedule", "NoExecute"',
    ],
  ],
  [
    'node affinity needs a term',
    { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: {} } } },
    [
      'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms: Required value: must have at least one node selector term',
    ],
  ],
  [
    'a weight is between 1 and 100',
    {
      affinity: {
        podAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [
            { weight: 0, podAffinityTerm: { topologyKey: 'zone' } },
          ],
        },
      },
    },
    [
      'spec.affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight: Invalid value: 0: must be in the range 1-100',
    ],
  ],
  [
    'spread over something',
    { topologySpreadConstraints: [{ maxSkew: 0, topologyKey: '', whenUnsatisfiable: 'Maybe' }] },
    [
      'spec.topologySpreadConstraints[0].maxSkew: Invalid value: 0: must be greater than zero',
      'spec.topologySpreadConstraints[0].topologyKey: Required value: can not be empty',
      'spec.topologySpreadConstraints[0].whenUnsatisfiable: Unsupported value: "Maybe": supported values: "DoNotSchedule", "ScheduleAnyway"',
    ],
  ],
  [
    'gates are told apart by their names',
    { schedulingGates: [{ name: 'a' }, { name: 'a' }] },
    ['spec.schedulingGates[1]: Duplicate value: "a"'],
  ],
  [
    'one Pod shares one process namespace',
    { shareProcessNamespace: true, hostPID: true },
    [
      'spec.securityContext.shareProcessNamespace: Invalid value: true: ShareProcessNamespace and HostPID cannot both be enabled',
    ],
  ],
  [
    'on the network of the host ports are the same',
    {
      hostNetwork: true,
      containers: [{ ...container, ports: [{ containerPort: 80, hostPort: 81 }] }],
    },
    [
      'spec.containers[0].ports[0].hostPort: Invalid value: 81: must match `containerPort` when `hostNetwork` is true',
    ],
  ],
  [
    'a debugger cannot be there from the start',
    { ephemeralContainers: [{ name: 'd', image: 'x' }] },
    ['spec.ephemeralContainers: Forbidden: cannot be set on create'],
  ],
  [
    'sysctls have names',
    { securityContext: { sysctls: [{ name: 'A', value: '1' }] } },
    [
      'spec.securityContext.sysctls[0].name: Invalid value: "A": must have at most 253 characters and match regex ^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$',
    ],
  ],
])('%s', (_rule, spec, expected) => {
  expect(errorsOf(spec)).toEqual(expected)
})

const at = 'spec.containers[0]'

test.each([
  ['a port needs a number', { ports: [{}] }, [`${at}.ports[0].containerPort: Required value`]],
  [
    'a port is a number of 16 bits',
    { ports: [{ containerPort: 70000 }] },
    [`${at}.ports[0].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive`],
  ],
  [
    'a port name is short',
    { ports: [{ containerPort: 1, name: 'a-very-long-port' }] },
    [`${at}.ports[0].name: Invalid value: "a-very-long-port": must be no more than 15 characters`],
  ],
  [
    'a port name has a letter',
    { ports: [{ containerPort: 1, name: '80' }] },
    [`${at}.ports[0].name: Invalid value: "80": must contain at least one letter (a-z)`],
  ],
  [
    'port names are told apart',
    {
      ports: [
        { containerPort: 1, name: 'a' },
        { containerPort: 2, name: 'a' },
      ],
    },
    [`${at}.ports[1].name: Duplicate value: "a"`],
  ],
  [
    'protocols are those that exist',
    { ports: [{ containerPort: 1, protocol: 'ICMP' }] },
    [`${at}.ports[0].protocol: Unsupported value: "ICMP": supported values: "SCTP", "TCP", "UDP"`],
  ],
  [
    'a port of the host can be given once',
    {
      ports: [
        { containerPort: 1, hostPort: 9 },
        { containerPort: 2, hostPort: 9 },
      ],
    },
    [`${at}.ports[1].hostPort: Duplicate value: "TCP//9"`],
  ],
  [
    'pull policies are those that exist',
    { imagePullPolicy: 'Maybe' },
    [
      `${at}.imagePullPolicy: Unsupported value: "Maybe": supported values: "Always", "IfNotPresent", "Never"`,
    ],
  ],
  ['a variable needs a name', { env: [{ value: 'x' }] }, [`${at}.env[0].name: Required value`]],
  [
    'a variable name has no equals sign',
    { env: [{ name: 'A=B' }] },
    [
      `${at}.env[0].name: Invalid value: "A=B": a valid environment variable name must consist only of printable ASCII characters other than '='`,
    ],
  ],
  [
    'a variable has a value or a source',
    { env: [{ name: 'A', value: 'x', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }] },
    [`${at}.env[0].valueFrom: Invalid value: "": may not be specified when \`value\` is not empty`],
  ],
  [
    'one source is enough',
    { env: [{ name: 'A', valueFrom: {} }] },
    [
      `${at}.env[0].valueFrom: Invalid value: "": must specify one of: \`fieldRef\`, \`resourceFieldRef\`, \`configMapKeyRef\`, \`secretKeyRef\` or \`fileKeyRef\``,
    ],
  ],
  [
    'a field is one that a variable can have',
    { env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'status.phase' } } }] },
    [
      `${at}.env[0].valueFrom.fieldRef.fieldPath: Unsupported value: "status.phase": supported values: "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs"`,
    ],
  ],
  [
    'a field is one that exists',
    { env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.nme' } } }] },
    [
      `${at}.env[0].valueFrom.fieldRef.fieldPath: Invalid value: "metadata.nme": error converting fieldPath: field label not supported: metadata.nme`,
    ],
  ],
  [
    'a key needs a name',
    { env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'c', key: '' } } }] },
    [`${at}.env[0].valueFrom.configMapKeyRef.key: Required value`],
  ],
  [
    'a source of many needs a name',
    { envFrom: [{ configMapRef: {} }] },
    [`${at}.envFrom[0].configMapRef.name: Required value`],
  ],
  [
    'a mount needs a volume that is there',
    { volumeMounts: [{ name: 'x', mountPath: '/x' }] },
    [`${at}.volumeMounts[0].name: Not found: "x"`],
  ],
  [
    'a command of a probe has words',
    { livenessProbe: { exec: {} } },
    [`${at}.livenessProbe.exec.command: Required value`],
  ],
  [
    'a probe does something',
    { livenessProbe: {} },
    [`${at}.livenessProbe: Required value: must specify a handler type`],
  ],
  [
    'a probe does one thing',
    { livenessProbe: { exec: { command: ['a'] }, tcpSocket: { port: 1 } } },
    [`${at}.livenessProbe.tcpSocket: Forbidden: may not specify more than 1 handler type`],
  ],
  [
    'one success is enough to live',
    { livenessProbe: { tcpSocket: { port: 1 }, successThreshold: 2 } },
    [`${at}.livenessProbe.successThreshold: Invalid value: 2: must be 1`],
  ],
  [
    'a port by its name',
    { readinessProbe: { tcpSocket: { port: 'Http' } } },
    [
      `${at}.readinessProbe.tcpSocket.port: Invalid value: "Http": must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)`,
    ],
  ],
  [
    'readiness ends nothing',
    { readinessProbe: { tcpSocket: { port: 1 }, terminationGracePeriodSeconds: 1 } },
    [
      `${at}.readinessProbe.terminationGracePeriodSeconds: Invalid value: 1: must not be set for readinessProbes`,
    ],
  ],
  [
    'seconds are not negative',
    { livenessProbe: { tcpSocket: { port: 1 }, periodSeconds: -1 } },
    [`${at}.livenessProbe.periodSeconds: Invalid value: -1: must be greater than or equal to 0`],
  ],
  [
    'schemes are those that exist',
    { livenessProbe: { httpGet: { port: 1, scheme: 'FTP' } } },
    [
      `${at}.livenessProbe.httpGet.scheme: Unsupported value: "FTP": supported values: "HTTP", "HTTPS"`,
    ],
  ],
  [
    'a hook sleeps no longer than the grace period',
    { lifecycle: { preStop: { sleep: { seconds: 31 } } } },
    [
      `${at}.lifecycle.preStop.sleep: Invalid value: 31: must be non-negative and less than terminationGracePeriodSeconds (30)`,
    ],
  ],
  [
    'no more is requested than is limited',
    { resources: { requests: { memory: '2Gi' }, limits: { memory: '1Gi' } } },
    [
      `${at}.resources.requests: Invalid value: "2Gi": must be less than or equal to memory limit of 1Gi`,
    ],
  ],
  [
    'amounts are not negative',
    { resources: { requests: { cpu: '-1' } } },
    [`${at}.resources.requests[cpu]: Invalid value: "-1": must be greater than or equal to 0`],
  ],
  [
    'resources are those that exist',
    { resources: { limits: { gpu: '1' } } },
    [
      `${at}.resources.limits[gpu]: Invalid value: "gpu": must be a standard resource type or fully qualified`,
      `${at}.resources.limits[gpu]: Invalid value: "gpu": must be a standard resource for containers`,
      `${at}.resources.requests[gpu]: Invalid value: "gpu": must be a standard resource type or fully qualified`,
      `${at}.resources.requests[gpu]: Invalid value: "gpu": must be a standard resource for containers`,
    ],
  ],
  [
    'users are numbers',
    { securityContext: { runAsUser: -1 } },
    [
      `${at}.securityContext.runAsUser: Invalid value: -1: must be between 0 and 2147483647, inclusive`,
    ],
  ],
  [
    'who is privileged can escalate',
    { securityContext: { privileged: true, allowPrivilegeEscalation: false } },
    [
      `${at}.securityContext: Invalid value: {"Capabilities":null,"Privileged":true,"SELinuxOptions":null,"WindowsOptions":null,"RunAsUser":null,"RunAsGroup":null,"RunAsNonRoot":null,"ReadOnlyRootFilesystem":null,"AllowPrivilegeEscalation":false,"ProcMount":null,"SeccompProfile":null,"AppArmorProfile":null}: cannot set \`allowPrivilegeEscalation\` to false and \`privileged\` to true`,
    ],
  ],
  [
    'a profile has a type',
    { securityContext: { seccompProfile: { type: 'Localhost' } } },
    [
      `${at}.securityContext.seccompProfile.localhostProfile: Required value: must be set when seccomp type is Localhost`,
    ],
  ],
  [
    'policies are those that exist',
    { terminationMessagePolicy: 'Log' },
    [
      `${at}.terminationMessagePolicy: Unsupported value: "Log": supported values: "File", "FallbackToLogsOnError"`,
    ],
  ],
  [
    'a restart policy of its own',
    { restartPolicy: 'Later' },
    [
      `${at}.restartPolicy: Unsupported value: "Later": supported values: "Always", "Never", "OnFailure"`,
    ],
  ],
  [
    'rules need a policy',
    { restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'In', values: [1] } }] },
    [`${at}.restartPolicy: Required value: must specify restartPolicy when restart rules are used`],
  ],
] as const)('%s', (_rule, fields, expected) => {
  expect(ofContainer(fields)).toEqual(expected)
})

test('two mounts have two places', () => {
  const volumes = [{ name: 'v', emptyDir: {} }]
  const volumeMounts = [
    { name: 'v', mountPath: '/v' },
    { name: 'v', mountPath: '/v' },
  ]
  expect(ofContainer({ volumeMounts }, { volumes })).toEqual([
    `${at}.volumeMounts[1].mountPath: Invalid value: "/v": must be unique`,
  ])
})

test('a sub-path does not lead upwards', () => {
  const volumes = [{ name: 'v', emptyDir: {} }]
  const volumeMounts = [{ name: 'v', mountPath: '/v', subPath: '../x' }]
  expect(ofContainer({ volumeMounts }, { volumes })).toEqual([
    `${at}.volumeMounts.subPath: Invalid value: "../x": must not contain '..'`,
  ])
})

test.each([
  ['volumes have names', { emptyDir: {} }, ['spec.volumes[0].name: Required value']],
  [
    'a volume is of one kind',
    { name: 'v', emptyDir: {}, secret: { secretName: 's' } },
    ['spec.volumes[0].secret: Forbidden: may not specify more than 1 volume type'],
  ],
  [
    'a secret has a name',
    { name: 'v', secret: {} },
    ['spec.volumes[0].secret.secretName: Required value'],
  ],
  [
    'a config map has a name',
    { name: 'v', configMap: {} },
    ['spec.volumes[0].configMap.name: Required value'],
  ],
  [
    'a mode is a mode',
    { name: 'v', configMap: { name: 'c', defaultMode: 512 } },
    [
      'spec.volumes[0].configMap.defaultMode: Invalid value: 512: must be a number between 0 and 0777 (octal), both inclusive',
    ],
  ],
  [
    'a key has a place',
    { name: 'v', configMap: { name: 'c', items: [{ key: 'k', path: '/k' }] } },
    ['spec.volumes[0].configMap.items[0].path: Invalid value: "/k": must be a relative path'],
  ],
  [
    'a path of the host is one',
    { name: 'v', hostPath: { path: '' } },
    ['spec.volumes[0].hostPath.path: Required value'],
  ],
  [
    'and is of a kind that exists',
    { name: 'v', hostPath: { path: '/v', type: 'Door' } },
    [
      'spec.volumes[0].hostPath.type: Unsupported value: "Door": supported values: "", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket"',
    ],
  ],
  [
    'a claim has a name',
    { name: 'v', persistentVolumeClaim: { claimName: '' } },
    ['spec.volumes[0].persistentVolumeClaim.claimName: Required value'],
  ],
  [
    'a file of the Pod has one source',
    { name: 'v', downwardAPI: { items: [{ path: 'f' }] } },
    [
      'spec.volumes[0].downwardAPI: Required value: one of fieldRef and resourceFieldRef is required',
    ],
  ],
  [
    'two files have two paths',
    {
      name: 'v',
      projected: {
        sources: [
          { configMap: { name: 'a', items: [{ key: 'k', path: 'f' }] } },
          { secret: { name: 'b', items: [{ key: 'k', path: 'f' }] } },
        ],
      },
    },
    ['spec.volumes[0].projected: Invalid value: "b": conflicting duplicate paths'],
  ],
  [
    'a token lasts ten minutes at least',
    {
      name: 'v',
      projected: { sources: [{ serviceAccountToken: { path: 't', expirationSeconds: 1 } }] },
    },
    [
      'spec.volumes[0].projected.sources[0].serviceAccountToken.expirationSeconds: Invalid value: 1: may not specify a duration less than 10 minutes',
      'spec.volumes[0].projected.sources[0].serviceAccountToken: Forbidden: must not be specified when serviceAccountName is not set',
    ],
  ],
] as const)('%s', (_rule, volume, expected) => {
  expect(errorsOf({ volumes: [volume] })).toEqual(expected)
})

test('volumes are told apart by their names', () => {
  expect(errorsOf({ volumes: [{ name: 'v' }, { name: 'v' }] })).toEqual([
    'spec.volumes[1].name: Duplicate value: "v"',
  ])
})

test('an init container that ends is not probed, a sidecar is', () => {
  const init = { name: 'i', image: 'x', livenessProbe: { tcpSocket: { port: 1 } } }
  expect(errorsOf({ initContainers: [init] })).toEqual([
    'spec.initContainers[0].livenessProbe: Forbidden: may not be set for init containers without restartPolicy=Always',
  ])
  expect(errorsOf({ initContainers: [{ ...init, restartPolicy: 'Always' }] })).toEqual([])
})

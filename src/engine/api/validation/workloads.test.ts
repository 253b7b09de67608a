import { expect, test } from 'vitest'
import { checkObject } from '../check-object.ts'
import { textOf } from '../field-error.ts'
import type { Deployment, Job } from '../generated/types.ts'
import { validateJobUpdate } from './jobs.ts'
import { validateDeploymentUpdate } from './workloads.ts'

const labels = { app: 'web' }
const pod = (more: object = {}) => ({
  metadata: { labels },
  spec: { containers: [{ name: 'a', image: 'x:1' }], ...more },
})
const kinds = {
  Deployment: 'apps/v1',
  ReplicaSet: 'apps/v1',
  Job: 'batch/v1',
  Service: 'v1',
} as const

function checked(kind: keyof typeof kinds, spec: object) {
  const apiVersion = kinds[kind]
  return checkObject({ apiVersion, kind, metadata: { name: 'web' }, spec })
}

const replicated = (more: object) => ({
  selector: { matchLabels: labels },
  template: pod(),
  ...more,
})
const port = { port: 80 }

test.each([
  ['Deployment', replicated({}), []],
  ['ReplicaSet', replicated({}), []],
  [
    'Deployment',
    replicated({ replicas: -1, minReadySeconds: -1, revisionHistoryLimit: -1 }),
    [
      'spec.replicas: Invalid value: -1: must be greater than or equal to 0',
      'spec.minReadySeconds: Invalid value: -1: must be greater than or equal to 0',
      'spec.revisionHistoryLimit: Invalid value: -1: must be greater than or equal to 0',
    ],
  ],
  [
    'Deployment',
    { template: pod() },
    [
      'spec.selector: Required value',
      'spec.template.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match template `labels`',
    ],
  ],
  [
    'Deployment',
    replicated({ selector: {} }),
    ['spec.selector: Invalid value: {}: empty selector is invalid for deployment'],
  ],
  [
    'ReplicaSet',
    replicated({ selector: { matchLabels: { app: 'other' } } }),
    [
      'spec.template.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match template `labels`',
    ],
  ],
  [
    'Deployment',
    replicated({ template: pod({ restartPolicy: 'Never' }) }),
    ['spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"'],
  ],
  [
    'Deployment',
    replicated({ template: pod({ activeDeadlineSeconds: 5 }) }),
    [
      'spec.template.spec.activeDeadlineSeconds: Forbidden: activeDeadlineSeconds in ReplicaSet is not Supported',
    ],
  ],
  [
    'Deployment',
    replicated({ template: pod({ containers: [{ name: 'A', image: '' }] }) }),
    [
      expect.stringContaining('spec.template.spec.containers[0].name: Invalid value: "A"'),
      'spec.template.spec.containers[0].image: Required value',
    ],
  ],
  [
    'Deployment',
    replicated({ template: pod({ ephemeralContainers: [{ name: 'd', image: 'x' }] }) }),
    [
      'spec.template.spec.ephemeralContainers: Forbidden: ephemeral containers not allowed in pod template',
    ],
  ],
  [
    'Deployment',
    replicated({ strategy: { type: 'Recreate', rollingUpdate: {} } }),
    [
      "spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is 'Recreate'",
    ],
  ],
  [
    'Deployment',
    replicated({ strategy: { type: 'Sometimes' } }),
    [
      'spec.strategy: Unsupported value: {"Type":"Sometimes","RollingUpdate":null}: supported values: "Recreate", "RollingUpdate"',
    ],
  ],
  [
    'Deployment',
    replicated({ strategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: '0%' } } }),
    [
      'spec.strategy.rollingUpdate.maxUnavailable: Invalid value: 0: may not be 0 when `maxSurge` is 0',
    ],
  ],
  [
    'Deployment',
    replicated({ strategy: { rollingUpdate: { maxUnavailable: '101%', maxSurge: -1 } } }),
    [
      'spec.strategy.rollingUpdate.maxSurge: Invalid value: -1: must be greater than or equal to 0',
      'spec.strategy.rollingUpdate.maxUnavailable: Invalid value: "101%": must not be greater than 100%',
    ],
  ],
  [
    'Deployment',
    replicated({ progressDeadlineSeconds: 5, minReadySeconds: 5 }),
    ['spec.progressDeadlineSeconds: Invalid value: 5: must be greater than minReadySeconds'],
  ],
  ['Job', { template: pod({ restartPolicy: 'Never' }) }, []],
  [
    'Job',
    { template: pod() },
    ['spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"'],
  ],
  [
    'Job',
    { template: pod({ restartPolicy: 'Never' }), parallelism: -1, backoffLimit: -1 },
    [
      'spec.parallelism: Invalid value: -1: must be greater than or equal to 0',
      'spec.backoffLimit: Invalid value: -1: must be greater than or equal to 0',
    ],
  ],
  [
    'Job',
    { template: pod({ restartPolicy: 'Never' }), completionMode: 'Indexed', parallelism: 1 },
    ['spec.completions: Required value: when completion mode is Indexed'],
  ],
  ['Service', { ports: [port] }, []],
  ['Service', {}, ['spec.ports: Required value']],
  ['Service', { clusterIP: 'None', clusterIPs: ['None'] }, []],
  [
    'Service',
    { type: 'NodePort', clusterIP: 'None', clusterIPs: ['None'], ports: [port] },
    [`spec.clusterIPs[0]: Invalid value: "None": may not be set to 'None' for NodePort services`],
  ],
  ['Service', { type: 'ExternalName' }, ['spec.externalName: Required value']],
  [
    'Service',
    { ports: [{ port: 0 }] },
    [
      'spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive',
      'spec.ports[0].targetPort: Invalid value: 0: must be between 1 and 65535, inclusive',
    ],
  ],
  [
    'Service',
    { ports: [port, { port: 81 }] },
    ['spec.ports[0].name: Required value', 'spec.ports[1].name: Required value'],
  ],
  [
    'Service',
    {
      ports: [
        { name: 'a', port: 80 },
        { name: 'a', port: 81 },
      ],
    },
    ['spec.ports[1].name: Duplicate value: "a"'],
  ],
  [
    'Service',
    { ports: [{ ...port, nodePort: 30000, targetPort: '80' }] },
    [
      'spec.ports[0].targetPort: Invalid value: "80": must contain at least one letter (a-z)',
      "spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'",
    ],
  ],
  [
    'Service',
    { ports: [port], type: 'Own', sessionAffinity: 'Some' },
    [
      'spec.sessionAffinity: Unsupported value: "Some": supported values: "ClientIP", "None"',
      'spec.type: Unsupported value: "Own": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"',
    ],
  ],
] as const)('%s %#', (kind, spec, expected) => {
  const { errors } = checked(kind, spec)
  expect(errors.map(({ field, message }) => `${field}: ${message}`)).toEqual(expected)
})

test('a selector and the template of a Job stay as they are', () => {
  const made = (kind: 'Deployment' | 'Job', spec: object) => {
    const object = checked(kind, spec).object
    if (object === undefined) throw new Error('it is wrong')
    return object as unknown
  }
  const before = made('Deployment', replicated({})) as Deployment
  const other = { matchLabels: labels, matchExpressions: [{ key: 'app', operator: 'Exists' }] }
  const next = made('Deployment', replicated({ selector: other })) as Deployment
  expect(validateDeploymentUpdate(next, before).map(textOf)).toEqual([
    `spec.selector: Invalid value: ${JSON.stringify(other)}: field is immutable`,
  ])
  const job = (image: string) =>
    made('Job', {
      template: pod({ restartPolicy: 'Never', containers: [{ name: 'a', image }] }),
    }) as Job
  expect(validateJobUpdate(job('x:2'), job('x:1')).map(({ field }) => field)).toEqual([
    'spec.template',
  ])
})

import { expect, test } from 'vitest'
import { decode } from './decode.ts'

const pod = (spec: object, metadata: object = { name: 'web' }) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata,
  spec,
})

test('what is read is written as Go writes it: in its order, without what is empty', () => {
  const given = {
    kind: 'Pod',
    metadata: { labels: {}, name: 'web', annotations: null },
    apiVersion: 'v1',
    spec: {
      containers: [
        {
          image: 'nginx',
          name: 'web',
          command: [],
          stdin: false,
          resources: { requests: { memory: '1024Mi', cpu: 0.5 } },
          env: [{ name: 'EMPTY', value: '' }],
        },
      ],
      terminationGracePeriodSeconds: 0,
      volumes: [{ name: 'scratch', emptyDir: {} }],
    },
  }
  expect(JSON.stringify(decode(given, 'Pod'))).toBe(
    JSON.stringify({
      object: {
        kind: 'Pod',
        apiVersion: 'v1',
        metadata: { name: 'web' },
        spec: {
          volumes: [{ name: 'scratch', emptyDir: {} }],
          containers: [
            {
              name: 'web',
              image: 'nginx',
              env: [{ name: 'EMPTY' }],
              resources: { requests: { cpu: '500m', memory: '1Gi' } },
            },
          ],
          terminationGracePeriodSeconds: 0,
        },
        status: {},
      },
      problems: [],
      strictErrors: [],
    }),
  )
})

test('what was never set is there where Go has a struct and not a pointer', () => {
  expect(decode({}, 'ContainerStatus').object).toEqual({
    name: '',
    state: {},
    lastState: {},
    ready: false,
    restartCount: 0,
    image: '',
    imageID: '',
  })
  expect(decode({ type: 'Ready', status: 'True' }, 'PodCondition').object).toEqual({
    type: 'Ready',
    status: 'True',
    lastProbeTime: null,
    lastTransitionTime: null,
  })
})

test.each([
  [pod({ contaners: [] }), ['unknown field "spec.contaners"']],
  [
    pod({ containers: [{ name: 'a' }, { name: 'b', Image: 'x' }] }),
    ['unknown field "spec.containers[1].Image"'],
  ],
  [{ ...pod({}), extra: 1, more: 2 }, ['unknown field "extra"', 'unknown field "more"']],
])('a strict reader names unknown fields by their path (%#)', (given, strictErrors) => {
  expect(decode(given, 'Pod').strictErrors).toEqual(strictErrors)
})

const regexp =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
const container = (fields: object) => pod({ containers: [{ name: 'a', ...fields }] })

test.each([
  [
    container({ ports: [{ containerPort: 'http' }] }),
    'json: cannot unmarshal string into Go struct field ContainerPort.spec.containers.ports.containerPort of type int32',
  ],
  [
    container({ env: [{ name: 'A', value: 1 }] }),
    'json: cannot unmarshal number into Go struct field EnvVar.spec.containers.env.value of type string',
  ],
  [
    pod({}, { name: 'web', labels: { a: true } }),
    'json: cannot unmarshal bool into Go struct field ObjectMeta.metadata.labels of type string',
  ],
  [
    container({ command: 'sleep 1' }),
    'json: cannot unmarshal string into Go struct field Container.spec.containers.command of type []string',
  ],
  [
    pod({ containers: { name: 'a' } }),
    'json: cannot unmarshal object into Go struct field PodSpec.spec.containers of type []v1.Container',
  ],
  [
    container({ imagePullPolicy: 3 }),
    'json: cannot unmarshal number into Go struct field Container.spec.containers.imagePullPolicy of type v1.PullPolicy',
  ],
  [
    container({ ports: [{ containerPort: 1.5 }] }),
    'json: cannot unmarshal number 1.5 into Go struct field ContainerPort.spec.containers.ports.containerPort of type int32',
  ],
  [
    container({ livenessProbe: { httpGet: { port: true } } }),
    'json: cannot unmarshal bool into Go struct field HTTPGetAction.spec.containers.livenessProbe.httpGet.port of type int32',
  ],
  [container({ resources: { limits: { memory: 'lots' } } }), regexp],
  [[], 'json: cannot unmarshal array into Go value of type v1.Pod'],
])('a value of the wrong type is refused in the words of the decoder (%#)', (given, error) => {
  expect(decode(given, 'Pod').error).toBe(error)
})

test('every problem has its place', () => {
  const ports = [{ containerPort: 80 }, { containerPort: 'http', nme: 'x' }]
  expect(decode(container({ ports, image: 1 }), 'Pod').problems).toMatchObject([
    { reason: 'WrongType', field: 'spec.containers[0].image' },
    { reason: 'WrongType', field: 'spec.containers[0].ports[1].containerPort' },
    { reason: 'UnknownField', field: 'spec.containers[0].ports[1].nme' },
  ])
  expect(decode(container({ resources: { limits: { cpu: 'x' } } }), 'Pod').problems).toMatchObject([
    { reason: 'Unreadable', field: 'spec.containers[0].resources.limits' },
  ])
})

test('base64 that is none is refused with the place where it stops being some', () => {
  expect(decode({ data: { a: 'aGk=' } }, 'Secret').error).toBeUndefined()
  expect(decode({ data: { a: 'not base64!' } }, 'Secret').error).toBe(
    'illegal base64 data at input byte 3',
  )
})

test('a label called __proto__ is a label like any other', () => {
  const given = JSON.parse('{"metadata":{"labels":{"__proto__":"x"}}}') as object
  const { metadata } = decode(given, 'Pod').object as { metadata: { labels: object } }
  expect(Object.entries(metadata.labels)).toEqual([['__proto__', 'x']])
})

test('what was read before is not read again', () => {
  const first = decode(container({}), 'Pod').object
  expect(decode(first, 'Pod').object).toBe(first)
})

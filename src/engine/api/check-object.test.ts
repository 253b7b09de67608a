import { expect, test } from 'vitest'
import { checkObject } from './check-object.ts'

test('what cannot be read is said where it stands', () => {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web' },
    spec: { containers: [{ name: 'a', image: 'x', ports: [{ containerPort: 'http' }] }] },
  }
  expect(checkObject(pod)).toEqual({
    errors: [
      {
        reason: 'WrongType',
        field: 'spec.containers[0].ports[0].containerPort',
        message:
          'json: cannot unmarshal string into Go struct field ContainerPort.spec.containers.ports.containerPort of type int32',
      },
    ],
    warnings: [],
  })
})

test('unknown fields come beside what else is wrong', () => {
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: { contaners: [] } }
  expect(checkObject(pod).errors).toEqual([
    { reason: 'UnknownField', field: 'spec.contaners', message: 'unknown field "spec.contaners"' },
    { reason: 'FieldValueRequired', field: 'spec.containers', message: 'Required value' },
  ])
})

test.each([
  [undefined, "Object 'Kind' is missing"],
  [[], "Object 'Kind' is missing"],
  [{ kind: 'Widget', apiVersion: 'v1' }, 'no matches for kind "Widget" in version "v1"'],
  [{ kind: 'Pod', apiVersion: 'v2' }, 'no matches for kind "Pod" in version "v2"'],
])('%j is of no known kind', (manifest, message) => {
  expect(checkObject(manifest).errors).toMatchObject([{ reason: 'UnknownKind', message }])
})

const secret = (fields: object) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 's' },
  ...fields,
})

test.each([
  [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data: { 'a b': '' } },
    [
      "data[a b]: Invalid value: \"a b\": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
    ],
  ],
  [
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'c' },
      data: { a: '' },
      binaryData: { a: '' },
    },
    ['data[a]: Invalid value: "a": duplicate of key present in binaryData'],
  ],
  [
    secret({ type: 'kubernetes.io/tls' }),
    ['data[tls.crt]: Required value', 'data[tls.key]: Required value'],
  ],
  [
    secret({ type: 'kubernetes.io/basic-auth' }),
    ['data[username]: Required value', 'data[password]: Required value'],
  ],
  [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a.b' } },
    ['metadata.name: Invalid value: "a.b": must not contain dots'],
  ],
  [
    {
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: { name: 'l' },
      spec: { leaseDurationSeconds: 0 },
    },
    ['spec.leaseDurationSeconds: Invalid value: 0: must be greater than 0'],
  ],
])('other kinds %#', (manifest, expected) => {
  expect(checkObject(manifest).errors.map((it) => `${it.field}: ${it.message}`)).toEqual(expected)
})

test('text in a Secret is kept as base64', () => {
  const { object } = checkObject(secret({ stringData: { a: 'hi' }, data: { b: 'eA==' } }))
  expect(object).toMatchObject({ data: { a: 'aGk=', b: 'eA==' }, type: 'Opaque' })
  expect(object).not.toHaveProperty('stringData')
})

test('a Service is judged without the numbers that only a cluster can give', () => {
  const spec = {
    type: 'LoadBalancer',
    clusterIP: '10.96.0.77',
    externalTrafficPolicy: 'Local',
    ports: [{ port: 80 }],
  }
  const checked = checkObject({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web' },
    spec,
  })
  expect(checked.errors).toEqual([])
})

import { expect, test } from 'vitest'
import { startServer } from './fixtures/server.ts'

const MAPS = '/api/v1/namespaces/default/configmaps'
const PODS = '/api/v1/namespaces/default/pods'

function post(path: string, text: string, type = 'application/json') {
  const body = new TextEncoder().encode(text)
  const { code, object, warnings } = startServer().request('POST', path, {
    body,
    headers: { 'content-type': type },
  })
  return { code, message: (object as { message?: string }).message, warnings }
}

test.each([
  [
    '',
    "the object provided is unrecognized (must be of type ConfigMap): couldn't get version/kind; json parse error: unexpected end of JSON input (<empty>)",
  ],
  [
    'kind: ConfigMap',
    "the object provided is unrecognized (must be of type ConfigMap): couldn't get version/kind; json parse error: invalid character 'k' looking for beginning of value (6b696e643a20436f6e6669674d6170)",
  ],
  [
    '[]',
    `the object provided is unrecognized (must be of type ConfigMap): couldn't get version/kind; json parse error: json: cannot unmarshal array into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" } (5b5d)`,
  ],
  [
    '{"apiVersion":"v1","kind":"Secret"}',
    'Secret in version "v1" cannot be handled as a ConfigMap: converting (v1.Secret) to (core.ConfigMap): unknown conversion',
  ],
  [
    '{"apiVersion":"v2","kind":"ConfigMap"}',
    'ConfigMap in version "v2" cannot be handled as a ConfigMap: no kind "ConfigMap" is registered for version "v2" in scheme "pkg/api/legacyscheme/scheme.go:30"',
  ],
  [
    '{"metadata":{"name":1}}',
    'ConfigMap in version "v1" cannot be handled as a ConfigMap: json: cannot unmarshal number into Go struct field ObjectMeta.metadata.name of type string',
  ],
  [
    '{"metadata":{"name":"a","namespace":"b"}}',
    'the namespace of the provided object does not match the namespace sent on the request',
  ],
])('%j is refused', (text, message) => {
  expect(post(MAPS, text)).toMatchObject({ code: 400, message })
})

test('what is not JSON is refused by its type', () => {
  expect(post(MAPS, 'x', 'application/vnd.kubernetes.protobuf')).toMatchObject({
    code: 415,
    message:
      'the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf',
  })
})

const twice = '{"metadata":{"name":"a","name":"b"},"dat":{}}'

test('unknown and double fields are refused, warned of or passed over, as is asked', () => {
  expect(post(`${MAPS}?fieldValidation=Strict`, twice)).toMatchObject({
    code: 400,
    message:
      'ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: duplicate field "metadata.name", unknown field "dat"',
  })
  expect(post(MAPS, twice)).toMatchObject({
    code: 201,
    warnings: ['duplicate field "metadata.name"', 'unknown field "dat"'],
  })
  expect(post(`${MAPS}?fieldValidation=Ignore`, twice)).toMatchObject({ code: 201, warnings: [] })
})

test('what is invalid has a cause for each field', () => {
  const { request } = startServer()
  const body = {
    metadata: { name: 'web' },
    spec: { containers: [{ name: 'a' }], restartPolicy: 'X' },
  }
  expect(request('POST', PODS, { body }).object).toEqual({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message:
      'Pod "web" is invalid: [spec.containers[0].image: Required value, spec.restartPolicy: Unsupported value: "X": supported values: "Always", "OnFailure", "Never"]',
    reason: 'Invalid',
    details: {
      name: 'web',
      kind: 'Pod',
      causes: [
        {
          reason: 'FieldValueRequired',
          message: 'Required value',
          field: 'spec.containers[0].image',
        },
        {
          reason: 'FieldValueNotSupported',
          message: 'Unsupported value: "X": supported values: "Always", "OnFailure", "Never"',
          field: 'spec.restartPolicy',
        },
      ],
    },
    code: 422,
  })
})

test('a patch that comes to nothing right is refused as a patch', () => {
  const { request } = startServer()
  request('POST', MAPS, { body: { metadata: { name: 'a' } } })
  const strategic = { 'content-type': 'application/strategic-merge-patch+json' }
  const patch = (body: object, headers: Record<string, string>) =>
    request('PATCH', `${MAPS}/a?fieldValidation=Strict`, { body, headers }).object
  expect(patch({ dat: { b: 1 } }, strategic)).toMatchObject({
    code: 422,
    message:
      ' "" is invalid: patch: Invalid value: "map[dat:map[b:1]]": strict decoding error: unknown field "dat"',
  })
  const json = { 'content-type': 'application/json-patch+json' }
  expect(patch([{ op: 'remove', path: '/data/x' }], json)).toMatchObject({
    code: 422,
    message: 'the server rejected our request due to an error in our request',
  })
  expect(patch({}, { 'content-type': 'text/plain' })).toMatchObject({ code: 415 })
})

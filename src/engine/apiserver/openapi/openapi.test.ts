import { expect, test } from 'vitest'
import { openApi } from '../documents.ts'
import { startServer } from '../fixtures/server.ts'

// The tables below are made from the documents.
await openApi.load()
const { request } = startServer()

function document(path: string): Readonly<Record<string, unknown>> {
  const answered = request('GET', path)
  expect(answered).toMatchObject({ code: 200, headers: { 'content-type': 'application/json' } })
  return { ...answered.object }
}

function refsIn(json: unknown): readonly string[] {
  return Array.from(JSON.stringify(json).matchAll(/"\$ref":"([^"]+)"/g), ([, ref = '']) => ref)
}

interface Schemas {
  readonly components: { readonly schemas: Readonly<Record<string, object>> }
}

const core = document('/openapi/v3/api/v1') as unknown as Schemas
const paths = Object.keys(document('/openapi/v3')['paths'] as object)

test('the index names a document for every group and version', () => {
  expect(paths).toContain('api/v1')
  expect(paths).toContain('apis/coordination.k8s.io/v1')
  const { serverRelativeURL } = (
    document('/openapi/v3') as unknown as {
      paths: Readonly<Record<string, { serverRelativeURL: string }>>
    }
  ).paths['api/v1']!
  expect(serverRelativeURL).toMatch(/^\/openapi\/v3\/api\/v1\?hash=[0-9A-F]{8}$/)
  expect(document(serverRelativeURL)).toEqual(core)
})

test.each(paths)('every reference in %s leads to a schema', (path) => {
  const read = document(`/openapi/v3/${path}`) as unknown as Schemas
  for (const ref of refsIn(read))
    expect(read.components.schemas).toHaveProperty([ref.replace('#/components/schemas/', '')])
})

test('every reference in version 2 leads to a definition', () => {
  const { definitions, ...rest } = document('/openapi/v2')
  for (const ref of refsIn([definitions, rest]))
    expect(definitions).toHaveProperty([ref.replace('#/definitions/', '')])
})

test('a schema says what patches, server-side apply and people must know', () => {
  const { schemas } = core.components
  expect(schemas['io.k8s.api.core.v1.PodSpec']).toMatchObject({
    required: ['containers'],
    type: 'object',
    properties: {
      containers: {
        items: { allOf: [{ $ref: '#/components/schemas/io.k8s.api.core.v1.Container' }] },
        type: 'array',
        'x-kubernetes-list-map-keys': ['name'],
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-patch-merge-key': 'name',
        'x-kubernetes-patch-strategy': 'merge',
      },
      dnsPolicy: {
        description: expect.stringContaining('Set DNS policy for the pod.') as string,
        enum: ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'],
        type: 'string',
      },
    },
  })
  expect(schemas['io.k8s.api.core.v1.Pod']).toMatchObject({
    'x-kubernetes-group-version-kind': [{ group: '', kind: 'Pod', version: 'v1' }],
  })
  expect(schemas['io.k8s.apimachinery.pkg.api.resource.Quantity']).toMatchObject({
    oneOf: [{ type: 'string' }, { type: 'number' }],
  })
})

test('a patch may ask for validation of its fields, which clients look for', () => {
  const { paths: routes } = document('/openapi/v3/api/v1') as unknown as {
    paths: Readonly<Record<string, Readonly<Record<string, object>>>>
  }
  expect(routes['/api/v1/namespaces/{namespace}/pods/{name}']?.['patch']).toMatchObject({
    'x-kubernetes-action': 'patch',
    'x-kubernetes-group-version-kind': { group: '', kind: 'Pod', version: 'v1' },
    parameters: expect.arrayContaining([
      expect.objectContaining({ name: 'fieldValidation', in: 'query' }),
    ]) as object[],
  })
})

test.each([
  { path: '/openapi/v1', code: 404 },
  { path: '/openapi/v2/api', code: 404 },
  { path: '/openapi/v3/apis/nothing/v1', code: 404 },
  { path: '/openapi/v2', accept: 'text/html', code: 406 },
  { path: '/openapi/v3', accept: 'application/yaml', code: 406 },
])('$path as $accept is answered with $code', ({ path, accept = '', code }) => {
  expect(request('GET', path, { headers: { accept } }).code).toBe(code)
})

test('version 2 comes in protobuf to who asks for it by either name', () => {
  for (const separator of ['@', '.']) {
    const type = `application/com.github.proto-openapi.spec.v2${separator}v1.0+protobuf`
    const { headers, messages } = request('GET', '/openapi/v2', { headers: { accept: type } })
    expect(headers['content-type']).toBe(
      'application/com.github.proto-openapi.spec.v2.v1.0+protobuf',
    )
    const [message] = messages
    if (message?.kind !== 'bytes') throw new Error('not bytes')
    // Field 1, three bytes long: the version; field 2: the title, then the version.
    expect([...message.bytes.subarray(0, 5)]).toEqual([10, 3, ...new TextEncoder().encode('2.0')])
  }
})

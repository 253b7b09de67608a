import fc from 'fast-check'
import { load } from 'js-yaml'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { podOf, PODS } from './testing/pods.ts'
import { bodiesIn, dial, request } from './testing/raw.ts'
import { type AskOptions, serve, type TestServing } from './testing/serving.ts'

let serving: TestServing
beforeAll(async () => {
  serving = await serve()
  await serving.ask('POST', PODS, { body: podOf('web', 'sleep 1000') })
  await serving.advance(5)
})
afterAll(async () => {
  await serving.stop()
  expect(serving.faults).toEqual([])
})

const MAPS = '/api/v1/namespaces/default/configmaps'
const JSON_PATCH = { 'content-type': 'application/json-patch+json' }
const APPLY = { 'content-type': 'application/apply-patch+yaml' }

interface Row extends AskOptions {
  readonly line: string
  readonly code: number
  readonly reason: string
  readonly message: string
}

const ROWS: readonly Row[] = [
  {
    line: 'GET /api/v2/pods',
    code: 404,
    reason: 'NotFound',
    message: 'the server could not find the requested resource',
  },
  {
    line: 'GET /apis/apps/v9/deployments',
    code: 404,
    reason: 'NotFound',
    message: 'the server could not find the requested resource',
  },
  { line: `GET ${PODS}/nix`, code: 404, reason: 'NotFound', message: 'pods "nix" not found' },
  {
    line: `GET ${PODS}/web/nix`,
    code: 404,
    reason: 'NotFound',
    message: 'the server could not find the requested resource',
  },
  { line: `GET ${PODS}/%zz`, code: 400, reason: 'BadRequest', message: 'invalid URL escape "%zz"' },
  {
    line: `PUT ${PODS}`,
    code: 405,
    reason: 'MethodNotAllowed',
    message: 'the server does not allow this method on the requested resource',
    body: {},
  },
  {
    line: `FROB ${PODS}`,
    code: 405,
    reason: 'MethodNotAllowed',
    message: 'the server does not allow this method on the requested resource',
  },
  {
    line: 'POST /api',
    code: 405,
    reason: 'MethodNotAllowed',
    message: 'the server does not allow this method on the requested resource',
  },
  {
    line: `GET ${PODS}`,
    headers: { accept: 'text/css' },
    code: 406,
    reason: 'NotAcceptable',
    message:
      '406: Not Acceptable\n\nAvailable representations: application/json, application/yaml, application/vnd.kubernetes.protobuf, application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch',
  },
  {
    line: `GET ${PODS}`,
    headers: { accept: 'application/vnd.kubernetes.protobuf' },
    code: 406,
    reason: 'NotAcceptable',
    message:
      'only the following media types are accepted: application/json, application/yaml, application/vnd.kubernetes.protobuf',
  },
  {
    line: `POST ${PODS}`,
    body: '{"a":',
    code: 400,
    reason: 'BadRequest',
    message:
      'the object provided is unrecognized (must be of type Pod): couldn\'t get version/kind; json parse error: unexpected end of JSON input ({"a":)',
  },
  {
    line: `POST ${PODS}`,
    body: '',
    code: 400,
    reason: 'BadRequest',
    message:
      "the object provided is unrecognized (must be of type Pod): couldn't get version/kind; json parse error: unexpected end of JSON input (<empty>)",
  },
  {
    line: `POST ${PODS}`,
    body: '[]',
    code: 400,
    reason: 'BadRequest',
    message:
      'the object provided is unrecognized (must be of type Pod): couldn\'t get version/kind; json parse error: json: cannot unmarshal array into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" } (5b5d)',
  },
  {
    line: `POST ${PODS}`,
    body: 'null',
    code: 422,
    reason: 'Invalid',
    message:
      'Pod "" is invalid: [metadata.name: Required value: name or generateName is required, spec.containers: Required value]',
  },
  {
    line: `POST ${PODS}`,
    body: '['.repeat(100_000),
    code: 400,
    reason: 'BadRequest',
    message:
      "the object provided is unrecognized (must be of type Pod): couldn't get version/kind; json parse error: exceeded max depth (UID5b5b5b5b5b5b5b5b5b5b5b5b ...)",
  },
  {
    line: `POST ${PODS}`,
    body: { spec: { containers: 'many' } },
    code: 400,
    reason: 'BadRequest',
    message:
      'Pod in version "v1" cannot be handled as a Pod: json: cannot unmarshal string into Go struct field PodSpec.spec.containers of type []v1.Container',
  },
  {
    line: `POST ${PODS}`,
    body: { kind: 'Node', apiVersion: 'v1' },
    code: 400,
    reason: 'BadRequest',
    message:
      'Node in version "v1" cannot be handled as a Pod: converting (v1.Node) to (core.Pod): unknown conversion',
  },
  {
    line: `POST ${PODS}?fieldValidation=Strict`,
    body: { ...podOf('x', ''), colour: 1 },
    code: 400,
    reason: 'BadRequest',
    message:
      'Pod in version "v1" cannot be handled as a Pod: strict decoding error: unknown field "colour"',
  },
  {
    line: `POST ${PODS}?fieldValidation=Sometimes`,
    body: podOf('x', ''),
    code: 422,
    reason: 'Invalid',
    message:
      'CreateOptions.meta.k8s.io "" is invalid: fieldValidation: Unsupported value: "Sometimes": supported values: "", "Ignore", "Strict", "Warn"',
  },
  {
    line: `POST ${PODS}`,
    headers: { 'content-type': 'text/css' },
    body: 'x',
    code: 415,
    reason: 'UnsupportedMediaType',
    message:
      'the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf',
  },
  {
    line: `POST ${PODS}`,
    headers: { 'content-type': 'application/vnd.kubernetes.protobuf' },
    body: 'k8s',
    code: 415,
    reason: 'UnsupportedMediaType',
    message:
      'the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf',
  },
  {
    line: `PATCH ${PODS}/web`,
    headers: { 'content-type': 'application/json' },
    body: {},
    code: 415,
    reason: 'UnsupportedMediaType',
    message: '415: Unsupported Media Type',
  },
  {
    line: `PATCH ${PODS}/web`,
    headers: JSON_PATCH,
    body: { op: 'add' },
    code: 400,
    reason: 'BadRequest',
    message:
      'error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp',
  },
  {
    line: `PATCH ${PODS}/web`,
    headers: JSON_PATCH,
    body: [{ op: 'test', path: '/kind', value: 'Node' }],
    code: 422,
    reason: 'Invalid',
    message: 'the server rejected our request due to an error in our request',
  },
  {
    line: `PATCH ${PODS}/web`,
    headers: APPLY,
    body: '{}',
    code: 422,
    reason: 'Invalid',
    message:
      'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
  },
  {
    line: `POST ${PODS}`,
    body: podOf('web', ''),
    code: 409,
    reason: 'AlreadyExists',
    message: 'pods "web" already exists',
  },
  {
    line: `PUT ${PODS}/web`,
    body: { ...podOf('web', ''), metadata: { name: 'web', resourceVersion: '1' } },
    code: 409,
    reason: 'Conflict',
    message:
      'Operation cannot be fulfilled on pods "web": the object has been modified; please apply your changes to the latest version and try again',
  },
  {
    line: `POST ${PODS}`,
    body: podOf('Upper_Case', ''),
    code: 422,
    reason: 'Invalid',
    message:
      "Pod \"Upper_Case\" is invalid: metadata.name: Invalid value: \"Upper_Case\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
  },
  {
    line: `POST ${MAPS}`,
    body: { metadata: { name: 'big' }, data: { a: 'x'.repeat(1_048_577) } },
    code: 422,
    reason: 'Invalid',
    message: 'ConfigMap "big" is invalid: []: Too long: may not be more than 1048576 bytes',
  },
  {
    line: `POST ${MAPS}`,
    body: 'x'.repeat(3 * 1024 * 1024 + 1),
    code: 413,
    reason: 'RequestEntityTooLarge',
    message: 'Request entity too large: limit is 3145728',
  },
  {
    line: `GET ${PODS}?labelSelector=a%20b%20c`,
    code: 400,
    reason: 'BadRequest',
    message: "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt",
  },
  {
    line: `GET ${PODS}?fieldSelector=spec.colour=red`,
    code: 400,
    reason: 'BadRequest',
    message: 'field label not supported: spec.colour',
  },
  {
    line: `GET ${PODS}?limit=many`,
    code: 400,
    reason: 'BadRequest',
    message: 'strconv.ParseInt: parsing "many": invalid syntax',
  },
  {
    line: `GET ${PODS}?continue=bm9uc2Vuc2U`,
    code: 400,
    reason: 'BadRequest',
    message:
      "invalid continue token: continue key is not valid: invalid character 'o' in literal null (expecting 'u')",
  },
  {
    line: `GET ${PODS}?resourceVersion=soon`,
    code: 400,
    reason: 'BadRequest',
    message:
      'invalid resource version: resourceVersion: Invalid value: "soon": strconv.ParseUint: parsing "soon": invalid syntax',
  },
  {
    line: `GET ${PODS}/web/log?tailLines=-1`,
    code: 422,
    reason: 'Invalid',
    message:
      'PodLogOptions "web" is invalid: tailLines: Invalid value: -1: must be greater than or equal to 0',
  },
  {
    line: `GET ${PODS}/web/log?container=nix`,
    code: 400,
    reason: 'BadRequest',
    message: 'container nix is not valid for pod web',
  },
  {
    line: `POST ${PODS}/web/exec?command=ls&stdout=1`,
    code: 400,
    reason: 'BadRequest',
    message: 'Upgrade request required',
  },
  {
    line: `DELETE ${PODS}/web`,
    body: { preconditions: { uid: 'other' } },
    code: 409,
    reason: 'Conflict',
    message:
      'Operation cannot be fulfilled on Pod "web": the UID in the precondition (other) does not match the UID in record (UID). The object might have been deleted and then recreated',
  },
  {
    line: `DELETE ${PODS}/web`,
    body: '{"gracePeriodSeconds":"soon"}',
    code: 400,
    reason: 'BadRequest',
    message:
      'json: cannot unmarshal string into Go struct field DeleteOptions.gracePeriodSeconds of type int64',
  },
]

test.each(ROWS)('$line is answered with $code $reason', async (row) => {
  const [method = '', path = ''] = row.line.split(' ')
  const { code, object } = await serving.ask(method, path, row)
  const { message } = object as { readonly message: string }
  const status = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure' }
  expect(object).toMatchObject({ ...status, code: row.code, reason: row.reason })
  expect([code, message.replace(/[0-9a-f-]{36}/, 'UID')]).toEqual([row.code, row.message])
})

const path = fc.oneof(
  fc.webPath(),
  fc
    .tuple(
      fc.constantFrom('/api/v1', '/apis/apps/v1', '/apis/x', '/openapi/v3', ''),
      fc.array(
        fc.constantFrom(
          'namespaces',
          'default',
          'pods',
          'web',
          'nix',
          'status',
          'log',
          'exec',
          'binding',
          '..',
          '%2F',
          '',
          'nodes',
          'worker-1',
          'proxy',
          'eviction',
        ),
        { maxLength: 6 },
      ),
    )
    .map(([base, words]) => [base, ...words].join('/')),
)
const query = fc.dictionary(
  fc.constantFrom(
    'limit',
    'continue',
    'labelSelector',
    'fieldSelector',
    'resourceVersion',
    'resourceVersionMatch',
    'dryRun',
    'fieldManager',
    'fieldValidation',
    'force',
    'tailLines',
    'sinceTime',
    'container',
    'command',
    'stdout',
    'pretty',
    'gracePeriodSeconds',
    'propagationPolicy',
  ),
  fc.oneof(
    fc.constantFrom('true', 'All', '0', '-1', '1', 'web', 'a=b', 'a in (', 'Strict'),
    fc.string(),
  ),
  { maxKeys: 3 },
)
const header = fc.record(
  {
    accept: fc.constantFrom(
      '*/*',
      'application/json',
      'application/json;as=Table;v=v1;g=meta.k8s.io',
      'application/yaml',
      'text/css',
      ';;',
      'a/b;q=x',
    ),
    'content-type': fc.constantFrom(
      'application/json',
      'application/yaml',
      'application/merge-patch+json',
      'application/strategic-merge-patch+json',
      'application/json-patch+json',
      'application/apply-patch+yaml',
      'text/css',
      ';',
    ),
    'impersonate-user': fc.constantFrom('jo', ''),
  },
  { requiredKeys: [] },
)
const body = fc.oneof(
  fc.constant(''),
  fc.json(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '[{"op":"remove","path":"/spec"}]',
    '{"metadata":null}',
    '{"spec":{"containers":[null]}}',
    '{"__proto__":{"x":1}}',
    '{"metadata":{"labels":{"__proto__":"x"}}}',
  ),
)
const asked = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'),
  path,
  query,
  header,
  body,
})

test('whatever is asked is answered, as asked and without a stack trace', async () => {
  await fc.assert(
    fc.asyncProperty(asked, async (it) => {
      const { method } = it
      const line = `${it.path.startsWith('/') ? it.path : `/${it.path}`}?${new URLSearchParams(it.query).toString()}`
      const text = ['GET', 'HEAD'].includes(method) ? '' : it.body
      const length = `${Buffer.byteLength(text)}`
      const client = dial(serving)
      client.socket.end(
        request(`${method} ${line}`, { ...it.header, 'content-length': length }, text),
      )
      const answer = await client.closed
      expect(answer).toMatch(/^HTTP\/1\.1 [2345]\d\d /)
      expect(answer).not.toMatch(/^HTTP\/1\.1 500 |\n {4}at |node_modules/)
      const [said = ''] = bodiesIn(answer)
      if (method !== 'HEAD' && answer.slice(9, 10) !== '2' && said !== '404 page not found\n')
        // Every JSON is YAML, too.
        expect(load(said)).toMatchObject({ kind: 'Status', code: Number(answer.slice(9, 12)) })
      client.socket.destroy()
    }),
    { numRuns: 300 },
  )
  expect(serving.faults).toEqual([])
})

test('whatever bytes come over a connection, the next client is answered', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1 }), async (noise) => {
      const client = dial(serving)
      client.socket.end(noise)
      expect(await client.closed).toMatch(/^$|^HTTP\/1\.1 4/)
      client.socket.destroy()
    }),
    { numRuns: 50 },
  )
  expect((await serving.ask('GET', '/readyz')).text).toBe('ok')
})

import { expect, test } from 'vitest'
import { diagnose, positionOf } from './index.ts'

/** `LINE:COLUMN severity [what is marked] message`, one for each diagnostic. */
function said(text: string): readonly string[] {
  const lines = text.split('\n')
  return diagnose(text).map(({ line, column, endLine, endColumn, severity, message }) => {
    expect(endLine).toBe(line)
    const marked = lines[line - 1]?.slice(column - 1, endColumn - 1) ?? ''
    return `${line}:${column} ${severity} [${marked}] ${message}`
  })
}

const HEAD = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n'

test('a manifest without a mistake has nothing said about it', () => {
  expect(said(`${HEAD}spec:\n  containers:\n  - name: a\n    image: x\n`)).toEqual([])
  expect(said('')).toEqual([])
  expect(said('# nothing yet\n')).toEqual([])
})

test('what is no YAML is marked from where reading stopped', () => {
  expect(said('a: b: c\n')).toEqual([
    '1:5 error [: c] mapping values are not allowed in this context',
  ])
  expect(said('a:\n\t- b\n')).toEqual([
    '2:1 error [\t- b] found character that cannot start any token',
  ])
})

test('unknown fields are marked by their key, wrong values themselves, absent ones by the parent', () => {
  const text = `${HEAD}spec:
  contaners: []
  containers:
  - name: a
    imagePullPolicy: Foo
    ports:
    - containerPort: 0
`
  expect(said(text)).toEqual([
    '6:3 error [contaners] unknown field "spec.contaners"',
    '8:5 error [name: a] spec.containers[0].image: Required value',
    '9:22 error [Foo] spec.containers[0].imagePullPolicy: Unsupported value: "Foo": supported values: "Always", "IfNotPresent", "Never"',
    '11:22 error [0] spec.containers[0].ports[0].containerPort: Required value',
  ])
})

test('a value of a wrong type is told in the words of the decoder', () => {
  const text = `${HEAD}  labels:
    app.kubernetes.io/name: web
spec:
  containers:
  - name: a
    image: x
    ports: [{containerPort: http}]
`
  expect(said(text)).toEqual([
    '11:29 error [http] json: cannot unmarshal string into Go struct field ContainerPort.spec.containers.ports.containerPort of type int32',
  ])
})

test('a key that stands twice is a warning where it stands again', () => {
  const text = `${HEAD}spec:\n  containers:\n  - name: a\n    image: x\n    image: z\n`
  expect(said(text)).toEqual(['9:5 warning [image] key "image" already set in map'])
})

test('what the API server would warn of is a warning', () => {
  const text = `${HEAD}spec:
  containers:
  - name: a
    image: x
    ports:
    - containerPort: 80
    - containerPort: 80
`
  expect(said(text)).toEqual([
    '11:7 warning [containerPort: 80] spec.containers[0].ports[1]: duplicate port definition with spec.containers[0].ports[0]',
  ])
})

test('every document and every item of a List is checked', () => {
  const text = `kind: Pod
---
foo: bar
---
apiVersion: v1
kind: List
items:
- kind: X
  apiVersion: v1
`
  expect(said(text)).toEqual([
    '1:7 error [Pod] no matches for kind "Pod" in version ""',
    `3:1 error [foo: bar] Object 'Kind' is missing`,
    '8:9 error [X] no matches for kind "X" in version "v1"',
  ])
})

test.each([
  ['x: '.repeat(100_000), 1],
  ['- '.repeat(100_000), 1],
  ['['.repeat(100_000), 1],
  ['kind: Pod\n---\n'.repeat(10_000), 100],
  [`${HEAD}spec:\n  containers:\n${'  - name: a\n    foo: 1\n'.repeat(5_000)}`, 100],
  [`${HEAD}spec:\n  containers:\n${'  - name: a\n'.repeat(20_000)}`, 1],
])('text of no sense or measure ends soon with a few words %#', (text, count) => {
  expect(diagnose(text)).toHaveLength(count)
})

const PORTS = `# two documents
a: 1
---
metadata:
  labels: {example.com/tier: web, "x": &x y}
spec:
  containers:
  - name: a
    ports:
    - containerPort: 80
    - {containerPort: 81}
  more: *x
`

/** `LINE:COLUMN-LINE:COLUMN` of the key and of the value. */
function placeOf(text: string, path: string): readonly (string | boolean)[] {
  const found = positionOf(text, path, 1)
  if (found === undefined) return []
  const ranges = [found.key, found.value].map(
    ({ line, column, endLine, endColumn }) => `${line}:${column}-${endLine}:${endColumn}`,
  )
  return [found.isThere, ...ranges]
}

test.each([
  ['spec.containers[0].ports[1].containerPort', [true, '11:8-11:21', '11:23-11:25']],
  ['metadata.labels[example.com/tier]', [true, '5:12-5:28', '5:30-5:33']],
  ['metadata.labels.example.com/tier', [true, '5:12-5:28', '5:30-5:33']],
  ['spec.containers[0].image', [false, '8:5-11:26', '8:5-11:26']],
  ['spec.more', [true, '12:3-12:7', '12:9-12:11']],
  ['spec.nothing.at[3].all', [false, '6:1-6:5', '7:3-12:11']],
])('%s stands where it was written', (path, expected) => {
  expect(placeOf(PORTS, path)).toEqual(expected)
})

test('what cannot be read, or is not there, has no positions', () => {
  expect(positionOf('a: b: c', 'a')).toBeUndefined()
  expect(positionOf('a: 1', 'a', 1)).toBeUndefined()
})

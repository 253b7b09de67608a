import { expect, test } from 'vitest'
import { serveInTest } from './testing/serving.ts'

const MAPS = '/api/v1/namespaces/default/configmaps'
const MANIFEST = `apiVersion: v1
kind: ConfigMap
metadata:
  name: menu
data: {soup: leek} # of the day
`

test('the API takes YAML and gives it', async () => {
  const { url } = await serveInTest()
  const created = await fetch(url + MAPS, {
    method: 'POST',
    headers: { 'content-type': 'application/yaml', accept: 'application/yaml' },
    body: MANIFEST,
  })
  expect([created.status, created.headers.get('content-type')]).toEqual([201, 'application/yaml'])
  expect(await created.text()).toMatch(/^apiVersion: v1\ndata:\n {2}soup: leek\nkind: ConfigMap\n/)

  const refused = await fetch(`${url}${MAPS}/none`, { headers: { accept: 'application/yaml' } })
  expect(await refused.text()).toBe(`apiVersion: v1
code: 404
details:
  kind: configmaps
  name: none
kind: Status
message: configmaps "none" not found
metadata: {}
reason: NotFound
status: Failure
`)
})

test('what is applied may be YAML, and is told of when it is none', async () => {
  const { url } = await serveInTest()
  const apply = async (body: string) => {
    const headers = { 'content-type': 'application/apply-patch+yaml' }
    const path = `${url}${MAPS}/menu?fieldManager=cook`
    const answered = await fetch(path, { method: 'PATCH', headers, body })
    const object = (await answered.json()) as Record<string, unknown>
    return [answered.status, object['data'] ?? object['message']]
  }
  expect(await apply(MANIFEST)).toEqual([201, { soup: 'leek' }])
  expect(await apply('soup: of: the day')).toEqual([
    400,
    'error decoding YAML: error converting YAML to JSON: yaml: mapping values are not allowed in this context',
  ])
})

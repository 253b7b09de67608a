import { expect, test } from 'vitest'
import { ApiLink } from './api-link.ts'
import { startServer } from './fixtures/server.ts'
import { createClient } from './requests.ts'

const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps'

test('while the line is cut nothing passes; afterwards an informer catches up', () => {
  const { clock, server, client } = startServer()
  const link = new ApiLink(clock, server)
  const far = createClient(link, { user: 'system:node:a', agent: 'kubelet' })
  const informer = far.informer<object>(CONFIG_MAPS, { fieldSelector: 'metadata.name=x' })
  const refusals: string[] = []
  clock.advanceBy(0)
  link.cut()
  client.create(CONFIG_MAPS, { metadata: { name: 'x' } })
  far.create(CONFIG_MAPS, { metadata: { name: 'y' } }, (reply) => {
    if (!reply.ok) refusals.push(reply.status.message ?? '')
  })
  clock.advanceBy(60_000)
  expect(informer.list()).toEqual([])
  expect(refusals).toEqual(['dial tcp: i/o timeout'])
  link.mend()
  clock.advanceBy(60_000)
  expect(informer.list()).toHaveLength(1)
})

import { expect, test } from 'vitest'
import type { Service } from '../../api/generated/types.ts'
import type { Status } from '../../api/status.ts'
import { startServer } from '../fixtures/server.ts'

const SERVICES = '/api/v1/namespaces/default/services'

function create(server: ReturnType<typeof startServer>, name: string, spec: object) {
  const body = { metadata: { name }, spec: { ports: [{ port: 80 }], ...spec } }
  return server.request('POST', SERVICES, { body }).object
}

test('[S1] the same seed draws the same addresses and ports', () => {
  const drawn = () => (create(startServer(), 'web', { type: 'NodePort' }) as Service).spec
  expect(drawn()).toEqual(drawn())
})

test('[S1] what a Service had is free when it is gone', () => {
  const server = startServer()
  const wish = {
    type: 'NodePort',
    clusterIP: '10.96.0.77',
    ports: [{ port: 80, nodePort: 30_001 }],
  }
  create(server, 'web', wish)
  server.request('DELETE', `${SERVICES}/web`)
  expect(create(server, 'api', wish)).toMatchObject({ spec: wish })
})

test('[S1] lower node ports are drawn when no other is left, and then none', () => {
  const server = startServer()
  const taking = (first: number, count: number) => ({
    type: 'NodePort',
    ports: Array.from({ length: count }, (_, index) => ({
      ...{ name: `p${index}`, port: index + 1, nodePort: first + index },
    })),
  })
  create(server, 'upper', taking(30_086, 2_682))
  create(server, 'lower', taking(30_000, 85))
  const last = create(server, 'last', { type: 'NodePort' }) as Service
  expect(last.spec.ports?.[0]?.nodePort).toBe(30_085)
  expect(create(server, 'more', { type: 'NodePort' }) as Status).toMatchObject({
    code: 500,
    reason: 'InternalError',
    message: 'Internal error occurred: failed to allocate a nodePort: range is full',
  })
})

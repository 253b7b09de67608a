import { expect, test } from 'vitest'
import rows from '../fixtures/service-rules.json' with { type: 'json' }
import { type Row, saidOf } from '../fixtures/recorded.ts'

// What a kube-apiserver 1.36.3 answers to Services and EndpointSlices of our own, whole: every rule,
// in its words, and what it makes of what it takes. What is drawn by lot is not compared.
test.each(rows as readonly Row[])('[A27] $rule', (row) => {
  expect(withoutDrawn(saidOf(row))).toEqual(row.answer)
})

const FIRST_DRAWN_PORT = 30_086
const LAST_DRAWN_PORT = 32_767

/** Addresses and ports from the bands out of which they are drawn, and not asked for. */
function withoutDrawn(answer: object): unknown {
  return JSON.parse(JSON.stringify(answer), (key, value: unknown) => {
    if (typeof value === 'string')
      return value.replace(/10\.(?:9[6-9]|10\d|11[01])\.\d+\.\d+/g, (it) =>
        it.startsWith('10.96.0.') ? it : 'DRAWN',
      )
    const isPort = key === 'nodePort' || key === 'healthCheckNodePort'
    const isDrawn = Number(value) >= FIRST_DRAWN_PORT && Number(value) <= LAST_DRAWN_PORT
    return isPort && isDrawn ? 'DRAWN' : value
  })
}

// Too large to be written down here; the same server said so.
test.each([
  { field: 'endpoints', object: { endpoints: Array(1001).fill({ addresses: ['x'] }) }, most: 1000 },
  { field: 'ports', object: { endpoints: [], ports: Array(20_001).fill({}) }, most: 20_000 },
])('[A27] a slice has no more than $most $field', ({ field, object, most }) => {
  const given = { metadata: { name: 'case' }, addressType: 'IPv4', ...object }
  const path = '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices'
  const words = `Too many: ${most + 1}: must have at most ${most} items`
  expect(saidOf({ path, given })).toMatchObject({
    causes: [`FieldValueTooMany ${field}: ${words}`],
  })
})

import { expect, test } from 'vitest'
import type { Container } from '../api/generated/types.ts'
import profiles from './fixtures/app-armor.json' with { type: 'json' }
import { type Row, saidOf } from './fixtures/recorded.ts'
import templates from './fixtures/template-warnings.json' with { type: 'json' }

// Each is the answer of a kube-apiserver 1.36.3: what it warns of, in its order.
test.each(templates as readonly Row[])('[A23] $rule', (row) => {
  const { code, warnings } = saidOf(row)
  expect({ code, ...(warnings === undefined ? {} : { warnings }) }).toEqual(row.answer)
})

// … and what it makes of the containers of a Pod with annotations of old.
test.each(profiles as readonly Row[])('[A24] $rule', (row) => {
  const { object, ...said } = saidOf(row)
  expect({
    ...said,
    ...(object === undefined ? {} : { containers: containersIn(object) }),
  }).toEqual(row.answer)
})

function containersIn(pod: unknown): readonly object[] {
  const { spec } = pod as { readonly spec: Readonly<Record<string, readonly Container[]>> }
  return [...(spec['initContainers'] ?? []), ...(spec['containers'] ?? [])].map(
    ({ name, securityContext }) => ({ name, ...(securityContext && { securityContext }) }),
  )
}

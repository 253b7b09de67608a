import { parseImageReference } from '#engine'
import { expect, test } from 'vitest'
import { isElsewhere } from './world.ts'

test.each([
  ['mysql', true],
  ['nginx:1.25.3', true],
  ['python:3.12-slim', true],
  ['debian:bookworm-slim', true],
  ['nginx:latets', false],
  ['ngnix', false],
  ['someone/something:1', true],
  ['quay.io/prometheus/prometheus:v3.0.0', true],
  ['registry.example/a:1', false],
  ['glasspod.example/misbehaving/sings', false],
])('%s may exist somewhere: %s', (name, isThere) => {
  const parsed = parseImageReference(name)
  expect(parsed.ok && isElsewhere(parsed.reference)).toBe(isThere)
})

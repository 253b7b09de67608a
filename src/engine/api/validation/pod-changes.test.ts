import { expect, test } from 'vitest'
import { causesOfChange } from './fixtures/pod-change.ts'
import cases from './fixtures/pod-changes.json' with { type: 'json' }

// Read against ValidatePodUpdate, ValidatePodStatusUpdate, ValidatePodEphemeralContainersUpdate and
// ValidatePodResize of Kubernetes 1.36: a Pod as it stands, what it is to become, and what is said.
test.each(cases)('$rule', ({ way, before, next, causes }) => {
  expect(causesOfChange(way, before, next)).toEqual(causes)
})

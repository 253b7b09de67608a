import { expect, test } from 'vitest'
import { checkObject } from '../check-object.ts'
import cases from './fixtures/pod-rules.json' with { type: 'json' }
import { podWith } from './fixtures/pod-with.ts'

// Each row was read against pkg/apis/core/validation/validation.go of Kubernetes 1.36: the rule, a
// Pod that breaks it (or just keeps it), and all that the API server then says.
test.each(cases)('$rule', ({ place, given, causes }) => {
  const { errors } = checkObject(podWith(place, given))
  expect(errors.map(({ reason, field, message }) => `${reason} ${field}: ${message}`)).toEqual(
    causes,
  )
})

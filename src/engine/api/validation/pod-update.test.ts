import { expect, test } from 'vitest'
import { decode } from '../decode.ts'
import { setDefaults } from '../defaults.ts'
import { textOf } from '../field-error.ts'
import type { Pod } from '../generated/types.ts'
import { validateResize } from './pod-resize.ts'
import { validateEphemeralUpdate, validatePodUpdate } from './pod-update.ts'

function podOf(spec: object, metadata: object = {}): Pod {
  const given = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', namespace: 'default', uid: 'u', ...metadata },
    spec: { containers: [{ name: 'a', image: 'x:1' }], ...spec },
  }
  return setDefaults(decode(given, 'Pod').object, 'Pod') as Pod
}

const updated = (before: object, next: object) =>
  validatePodUpdate(podOf(next), podOf(before)).map(textOf)

test.each([
  ['another image', {}, { containers: [{ name: 'a', image: 'x:2' }] }],
  ['another toleration', {}, { tolerations: [{ key: 'a', operator: 'Exists' }] }],
  ['a deadline', {}, { activeDeadlineSeconds: 10 }],
  ['a shorter deadline', { activeDeadlineSeconds: 10 }, { activeDeadlineSeconds: 5 }],
  ['one gate less', { schedulingGates: [{ name: 'a' }] }, {}],
])('a Pod can be given %s', (_what, before, next) => {
  expect(updated(before, next)).toEqual([])
})

test.each([
  [
    {
      containers: [
        { name: 'a', image: 'x:1' },
        { name: 'b', image: 'x' },
      ],
    },
    {},
    ['spec.containers: Forbidden: pod updates may not add or remove containers'],
  ],
  [
    { activeDeadlineSeconds: 5 },
    { activeDeadlineSeconds: 10 },
    ['spec.activeDeadlineSeconds: Invalid value: 10: must be less than or equal to previous value'],
  ],
  [
    { activeDeadlineSeconds: 5 },
    {},
    [
      'spec.activeDeadlineSeconds: Invalid value: null: must not update from a positive integer to nil value',
    ],
  ],
  [
    { tolerations: [{ key: 'a', operator: 'Exists' }] },
    {},
    [
      'spec.tolerations: Forbidden: existing toleration can not be modified except its tolerationSeconds',
    ],
  ],
  [
    {},
    { schedulingGates: [{ name: 'a' }] },
    [
      "spec.schedulingGates[0].name: Forbidden: only deletion is allowed, but found new scheduling gate 'a'",
    ],
  ],
])('what a Pod cannot be given %#', (before, next, expected) => {
  expect(updated(before, next)).toEqual(expected)
})

test('anything else is refused with the lines that differ, as the API server holds them', () => {
  const [error] = updated(
    { terminationGracePeriodSeconds: 30 },
    { terminationGracePeriodSeconds: 60 },
  )
  expect(error).toBe(
    [
      'spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
      '@@ -36,7 +36,7 @@',
      '  ],',
      '  "EphemeralContainers": null,',
      '  "RestartPolicy": "Always",',
      '- "TerminationGracePeriodSeconds": 30,',
      '+ "TerminationGracePeriodSeconds": 60,',
      '  "ActiveDeadlineSeconds": null,',
      '  "DNSPolicy": "ClusterFirst",',
      '  "NodeSelector": null,',
      '',
    ].join('\n'),
  )
})

test('a change inside a container is shown where it is', () => {
  const before = { containers: [{ name: 'a', image: 'x:1', command: ['sleep', '1'] }] }
  const next = { containers: [{ name: 'a', image: 'x:1', command: ['sleep', '2'] }] }
  const [error = ''] = updated(before, next)
  expect(error.split('\n').filter((line) => /^[+-]/.test(line))).toEqual(['-    "1"', '+    "2"'])
})

test('what was added to debug stays as it was added', () => {
  const before = podOf({ ephemeralContainers: [{ name: 'd', image: 'x' }] })
  expect(validateEphemeralUpdate(podOf({}), before).map(textOf)).toEqual([
    'spec.ephemeralContainers: Forbidden: existing ephemeral containers "d" may not be removed\n',
  ])
})

test('a resize leaves the class of quality as it is', () => {
  const sized = (memory?: string) =>
    podOf({
      containers: [
        {
          ...{ name: 'a', image: 'x' },
          ...(memory === undefined ? {} : { resources: { requests: { memory } } }),
        },
      ],
    })
  expect(validateResize(sized('2Mi'), sized('1Mi'))).toEqual([])
  expect(validateResize(sized(), sized('1Mi')).map(textOf)).toEqual([
    'spec: Invalid value: "": Pod QOS Class may not change as a result of resizing',
    'spec.containers[0].resources.requests: Forbidden: resource requests cannot be removed',
  ])
})

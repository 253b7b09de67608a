import { expect, test } from 'vitest'
import { checkObject } from '../check-object.ts'
import { podWith } from './fixtures/pod-with.ts'
import answered from './fixtures/pod-warnings.json' with { type: 'json' }

const container = { name: 'a', image: 'x:1' }

function warningsOf(fields: object, metadata: object = { name: 'web' }): readonly string[] {
  const spec = { containers: [{ ...container, ...fields }] }
  return checkObject({ apiVersion: 'v1', kind: 'Pod', metadata, spec }).warnings
}

test.each([
  [
    { ports: [{ containerPort: 80 }, { containerPort: 80 }] },
    ['spec.containers[0].ports[1]: duplicate port definition with spec.containers[0].ports[0]'],
  ],
  [
    { ports: [{ containerPort: 80 }, { containerPort: 80, hostPort: 8080 }] },
    ['spec.containers[0].ports[1]: overlapping port definition with spec.containers[0].ports[0]'],
  ],
  [
    {
      env: [
        { name: 'A', value: '1' },
        { name: 'A', value: '2' },
      ],
    },
    [
      'spec.containers[0].env[1]: hides previous definition of "A", which may be dropped when using apply',
    ],
  ],
  [
    {
      env: [
        { name: 'A', value: '1' },
        { name: 'A', value: '$(A)2' },
      ],
    },
    [],
  ],
  [
    { resources: { requests: { memory: '100m' } } },
    [
      'spec.containers[0].resources.requests[memory]: fractional byte value "100m" is invalid, must be an integer',
    ],
  ],
])('what is taken, with a warning %#', (fields, expected) => {
  expect(warningsOf(fields)).toEqual(expected)
})

test('a name that is no host name is warned of', () => {
  expect(warningsOf({}, { name: 'a.b' })).toEqual([
    "metadata.name: this is used in the Pod's hostname, which can result in surprising behavior; a DNS label is recommended: [must not contain dots]",
  ])
})

test.each([
  {
    rule: 'annotations that do nothing any more',
    place: 'metadata',
    given: { annotations: { 'scheduler.alpha.kubernetes.io/critical-pod': '' } },
    warning:
      'metadata.annotations[scheduler.alpha.kubernetes.io/critical-pod]: non-functional in v1.16+; use the "priorityClassName" field instead',
  },
  {
    rule: 'volumes that are no more',
    place: 'volume',
    given: { storageos: { volumeName: 'a' } },
    warning: 'spec.volumes[0].storageOS: deprecated in v1.22, non-functional in v1.25+',
  },
  {
    rule: 'an address with two lists of names',
    place: 'spec',
    given: {
      hostAliases: [
        { ip: '1.1.1.1', hostnames: ['a'] },
        { ip: '1.1.1.1', hostnames: ['b'] },
      ],
    },
    warning: 'spec.hostAliases[1].ip: duplicate ip "1.1.1.1"',
  },
  {
    rule: 'a spread over no Pods',
    place: 'spread',
    given: {},
    warning:
      'spec.topologySpreadConstraints[0].labelSelector: a null labelSelector results in matching no pod',
  },
  {
    rule: 'a spread by an old label',
    place: 'spread',
    given: { topologyKey: 'failure-domain.beta.kubernetes.io/zone', labelSelector: {} },
    warning:
      'spec.topologySpreadConstraints[0].topologyKey: failure-domain.beta.kubernetes.io/zone is deprecated since v1.17; use "topology.kubernetes.io/zone" instead',
  },
])('$rule', ({ place, given, warning }) => {
  expect(checkObject(podWith(place, given)).warnings).toEqual([warning])
})

// What kube-apiserver 1.36.3 sent with each of these Pods, in its order.
test.each(answered)('$rule', ({ pod, warnings }) => {
  expect(checkObject(pod).warnings).toEqual(warnings)
})

import { expect, test } from 'vitest'
import { podLevelDefaults } from './pod-level-resources.ts'

const pod = (resources: object, container: object, init: readonly object[] = []) =>
  podLevelDefaults({
    resources,
    containers: [{ resources: container }],
    initContainers: init,
  })

// Each asked of kube-apiserver 1.36.3.
test.each([
  [
    'as much as is limited, where no container asks',
    pod({ limits: { cpu: '1', memory: '1Mi' } }, {}),
    { limits: { cpu: '1', memory: '1Mi' }, requests: { cpu: '1', memory: '1Mi' } },
  ],
  [
    'as much as the containers ask',
    pod({ limits: { cpu: '2', memory: '4Mi' } }, { requests: { cpu: '100m' } }),
    { limits: { cpu: '2', memory: '4Mi' }, requests: { cpu: '100m', memory: '4Mi' } },
  ],
  ['nothing, where nothing is limited', pod({ requests: { cpu: '1' } }, {}), undefined],
  [
    'the pages that the containers have',
    pod(
      { requests: { cpu: '1' } },
      {
        limits: { 'hugepages-2Mi': '4Mi', memory: '1Mi' },
        requests: { 'hugepages-2Mi': '4Mi', memory: '1Mi' },
      },
    ),
    {
      limits: { 'hugepages-2Mi': '4Mi' },
      requests: { cpu: '1', 'hugepages-2Mi': '4Mi', memory: '1Mi' },
    },
  ],
  [
    'the greatest need of the start beside its sidecars',
    pod({ limits: { cpu: '4' } }, { requests: { cpu: '1' } }, [
      { restartPolicy: 'Always', resources: { requests: { cpu: '500m' } } },
      { resources: { requests: { cpu: '2' } } },
    ]),
    { limits: { cpu: '4' }, requests: { cpu: '2500m' } },
  ],
  ['nothing, where nothing is said', pod({}, {}), undefined],
])('a Pod as a whole asks for %s', (_, filled, expected) => {
  expect(filled).toEqual(expected)
})

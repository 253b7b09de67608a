import { expect, test } from 'vitest'
import { draftOf, emptyDraft, nextDraft } from './draft.ts'

test('a Pod’s containers, init containers, sidecars, mounts and volumes are read', () => {
  const text = `
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  initContainers:
    - {name: fetch, image: busybox}
    - {name: proxy, image: envoy, restartPolicy: Always}
  containers:
    - name: nginx
      image: nginx
      volumeMounts: [{name: site, mountPath: /srv, readOnly: true}]
  volumes:
    - {name: site, emptyDir: {}}
`
  expect(draftOf(text)).toEqual({
    isReadable: true,
    pods: [
      {
        key: 'shop/web',
        name: 'web',
        namespace: 'shop',
        containers: [
          { name: 'fetch', image: 'busybox', role: 'init', mounts: [] },
          { name: 'proxy', image: 'envoy', role: 'sidecar', mounts: [] },
          {
            name: 'nginx',
            image: 'nginx',
            role: 'app',
            mounts: [{ volume: 'site', path: '/srv', isReadOnly: true }],
          },
        ],
        volumes: [{ name: 'site', kind: 'emptyDir' }],
      },
    ],
  })
})

test.each([
  { what: 'nothing', text: '', pods: [] },
  { what: 'another kind', text: 'kind: Service\nmetadata: {name: web}', pods: [] },
  { what: 'a Pod without a name', text: 'kind: Pod\nspec: {containers: []}', pods: [] },
  { what: 'a Pod without a spec', text: 'kind: Pod\nmetadata: {name: web}', pods: ['default/web'] },
  {
    what: 'a list where an object should be',
    text: 'kind: Pod\nmetadata: {name: web}\nspec: [1]',
    pods: ['default/web'],
  },
  {
    what: 'names that are not words',
    text: 'kind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: 3}, null, {}]}',
    pods: ['default/web'],
  },
  {
    what: 'two documents',
    text: 'kind: Pod\nmetadata: {name: a}\n---\nkind: Pod\nmetadata: {name: b}',
    pods: ['default/a', 'default/b'],
  },
])('a half-written text is read as far as it goes: $what', ({ text, pods }) => {
  expect(draftOf(text)).toMatchObject({ isReadable: true })
  expect(draftOf(text).pods.map((pod) => pod.key)).toEqual(pods)
})

test('while a text cannot be read, its last reading stands', () => {
  const before = nextDraft(emptyDraft, 'kind: Pod\nmetadata: {name: web}')
  const broken = nextDraft(before, 'kind: Pod\nmetadata: {name: "we')
  expect(broken).toEqual({ ...before, isReadable: false })
  expect(nextDraft(broken, 'kind: Pod\nmetadata: {name: web2}').isReadable).toBe(true)
})

import { type Image, runtimeBench } from '#engine'
import { expect, test } from 'vitest'
import { registry } from './registry.ts'

/**
 * How each image ends that is asked to by its stop signal, with ten seconds of grace, and started
 * as it is; `needs` is what it cannot start without. A shell without input ends by itself.
 */
const ENDS: Readonly<
  Record<string, { readonly code: number; readonly needs?: readonly string[] }>
> = {
  'docker.io/curlimages/curl': { code: 2 },
  'docker.io/envoyproxy/envoy': { code: 0 },
  'docker.io/fluent/fluentd': { code: 0 },
  'docker.io/library/alpine': { code: 0 },
  'docker.io/library/busybox': { code: 0 },
  'docker.io/library/centos': { code: 0 },
  'docker.io/library/debian': { code: 0 },
  'docker.io/library/httpd': { code: 0 },
  'docker.io/library/nginx': { code: 0 },
  'docker.io/library/python': { code: 0 },
  'docker.io/library/redis': { code: 0 },
  'glasspod.example/misbehaving/crashes-at-random': { code: 0 },
  'glasspod.example/misbehaving/forks-children': { code: 0 },
  'glasspod.example/misbehaving/hangs': { code: 0 },
  'glasspod.example/misbehaving/ignores-sigterm': { code: 137 },
  'glasspod.example/misbehaving/leaks-memory': { code: 0 },
  'quay.io/openshiftlabs/simpleservice': { code: 137 },
  'registry.k8s.io/e2e-test-images/agnhost': { code: 2 },
  'registry.k8s.io/e2e-test-images/busybox': { code: 0 },
  'registry.k8s.io/e2e-test-images/nginx': { code: 0 },
  'registry.k8s.io/e2e-test-images/nonewprivs': { code: 0 },
  'registry.k8s.io/e2e-test-images/nonroot': { code: 0 },
  'registry.k8s.io/git-sync/git-sync': {
    code: 2,
    needs: ['--repo=https://git.glasspod.example/site.git', '--root=/git', '--link=now'],
  },
  'registry.k8s.io/pause': { code: 0 },
}

/** The exit code of a run that is asked to end. */
function endOf(image: Image): number | undefined {
  const it = runtimeBench([image])
  const name = `${image.repository}:${image.tags[0] ?? 'latest'}`
  const args = ENDS[image.repository]?.needs
  const id = it.run({ sandbox: it.sandbox(), image: name, ...(args === undefined ? {} : { args }) })
  it.clock.advanceBy(3000)
  it.ask('stopContainer', { container: id, graceSeconds: 10 })
  const exit = it.events.find((event) => event.kind === 'exited')
  return exit?.kind === 'exited' ? exit.code : undefined
}

test.each(
  registry.images.map((image) => [`${image.repository}:${image.tags[0] ?? ''}`, image] as const),
)('%s starts, and ends when asked, or by force', (_, image) => {
  expect(endOf(image)).toBe(ENDS[image.repository]?.code)
})

test('no two images share a name with its tag, and each has a digest', () => {
  const names = registry.images.flatMap((it) => it.tags.map((tag) => `${it.repository}:${tag}`))
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  const odd = registry.images.filter((it) => !/^sha256:[0-9a-f]{64}$/.test(it.digest))
  expect(odd.map((it) => it.repository)).toEqual([])
})

test('every program that an image starts with is a file of it', () => {
  const missing = registry.images.filter(({ config, files }) => {
    const [first = ''] = config.entrypoint ?? config.cmd ?? []
    const path = config.env?.find((it) => it.startsWith('PATH='))?.slice('PATH='.length) ?? ''
    const places = first.includes('/') ? [first] : path.split(':').map((it) => `${it}/${first}`)
    const isThere = (place: string): boolean =>
      files.has(place) || files.has(place.replace(/^\/bin\//, '/usr/bin/'))
    return !places.some(isThere)
  })
  expect(missing.map((it) => it.repository)).toEqual([])
})

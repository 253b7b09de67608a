import { describe, expect, test } from 'vitest'
import type { ContainerConfig } from '../runtime/runtime.ts'
import { KubeletBench } from './fixtures/bench.ts'
import { benchIn, container, ORDERS } from './fixtures/stories.ts'

/** What stands at a path on the node. */
function textAt(bench: KubeletBench, path: string): string | null {
  const bytes = bench.files.readTail(path, 10_000)
  return bytes === null ? null : new TextDecoder().decode(bytes)
}

/** The configuration with which a container was made last. */
function configOf(bench: KubeletBench, name: string): ContainerConfig {
  const created = bench.runtime.asked.filter(
    ({ verb, args }) => verb === 'createContainer' && (args as ContainerConfig).name === name,
  )
  const [last] = created.slice(-1)
  if (last === undefined) throw new Error(`${name} was not created`)
  return last.args as ContainerConfig
}

/** The path on the node that a container has mounted at a path of its own. */
function mountAt(bench: KubeletBench, path: string, name = 'app'): string {
  const mount = configOf(bench, name).mounts.find(({ containerPath }) => containerPath === path)
  if (mount === undefined) throw new Error(`nothing is mounted at ${path}`)
  return mount.hostPath
}

function mounted(volume: object, mount: object = {}): object {
  return {
    containers: [container('app', { volumeMounts: [{ name: 'v', mountPath: '/v', ...mount }] })],
    volumes: [{ name: 'v', ...volume }],
  }
}

describe.each(ORDERS)('$order', (order) => {
  test('a ConfigMap becomes files, through ..data', () => {
    const bench = benchIn(order, {})
    bench.create('configmaps', { metadata: { name: 'site' }, data: { 'index.html': 'hello' } })
    bench.run(mounted({ configMap: { name: 'site' } }))
    bench.advanceBy(20_000)
    const path = mountAt(bench, '/v')
    expect(path).toMatch(
      /^\/var\/lib\/kubelet\/pods\/[-0-9a-f]+\/volumes\/kubernetes\.io~configmap\/v$/,
    )
    expect(textAt(bench, `${path}/index.html`)).toBe('hello')
    expect(textAt(bench, `${path}/..data/index.html`)).toBe('hello')
  })

  test('a missing ConfigMap holds the Pod back until it is there', () => {
    const bench = benchIn(order, {})
    bench.run(mounted({ configMap: { name: 'site' } }))
    bench.advanceBy(20_000)
    expect(bench.container('app')?.state.waiting?.reason).toBe('ContainerCreating')
    expect(bench.events()[0]).toMatch(
      /^FailedMount MountVolume.SetUp failed for volume "v" : configmap "site" not found \(x\d+\)$/,
    )
    bench.create('configmaps', { metadata: { name: 'site' }, data: {} })
    bench.advanceBy(60_000)
    expect(bench.container('app')?.ready).toBe(true)
  })
})

test('a ConfigMap that is edited reaches the volume with the next sync; env and subPath never', () => {
  const bench = new KubeletBench()
  bench.create('configmaps', { metadata: { name: 'site' }, data: { greeting: 'hello' } })
  const env = [
    { name: 'GREETING', valueFrom: { configMapKeyRef: { name: 'site', key: 'greeting' } } },
  ]
  bench.run({
    containers: [container('app', { env, volumeMounts: [{ name: 'v', mountPath: '/v' }] })],
    volumes: [{ name: 'v', configMap: { name: 'site' } }],
  })
  bench.advanceBy(5_000)
  bench.patch('/api/v1/namespaces/default/configmaps/site', { data: { greeting: 'goodbye' } })
  bench.advanceBy(5_000)
  const path = mountAt(bench, '/v')
  expect(textAt(bench, `${path}/greeting`)).toBe('hello')
  bench.advanceBy(60_000)
  expect(textAt(bench, `${path}/greeting`)).toBe('goodbye')
  expect(configOf(bench, 'app').env).toContainEqual(['GREETING', 'hello'])
})

test('an emptyDir outlives its containers, and dies with its Pod', () => {
  const bench = new KubeletBench({ behaviours: { app: { runs: [{ ms: 3000, code: 1 }] } } })
  bench.run(mounted({ emptyDir: {} }))
  bench.advanceBy(2_000)
  const path = mountAt(bench, '/v')
  bench.files.writeFile(`${path}/note`, new TextEncoder().encode('still here'))
  bench.advanceBy(10_000)
  expect(bench.container('app')?.restartCount).toBeGreaterThan(0)
  expect(textAt(bench, `${path}/note`)).toBe('still here')
  bench.delete()
  bench.advanceBy(40_000)
  expect(bench.files.exists(path)).toBe(false)
})

describe('the downward API and projected volumes', () => {
  test('fields, resources, a Secret and a token stand in one directory', () => {
    const bench = new KubeletBench()
    bench.create('secrets', { metadata: { name: 'key' }, data: { pin: 'MTIzNA==' } })
    const downwardAPI = {
      items: [
        { path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } },
        {
          path: 'limits/memory',
          resourceFieldRef: { containerName: 'app', resource: 'limits.memory', divisor: '1Mi' },
        },
      ],
    }
    const sources = [
      { downwardAPI },
      { secret: { name: 'key', items: [{ key: 'pin', path: 'secret/pin' }] } },
      { serviceAccountToken: { path: 'token' } },
    ]
    const spec = mounted({ projected: { sources } }) as { containers: object[] }
    const [app] = spec.containers
    bench.run(
      { ...spec, containers: [{ ...app, resources: { limits: { memory: '64Mi' } } }] },
      { labels: { app: 'web', tier: 'front' } },
    )
    bench.advanceBy(5_000)
    const path = mountAt(bench, '/v')
    expect(textAt(bench, `${path}/labels`)).toBe('app="web"\ntier="front"')
    expect(textAt(bench, `${path}/limits/memory`)).toBe('64')
    expect(textAt(bench, `${path}/secret/pin`)).toBe('1234')
    expect(textAt(bench, `${path}/token`)?.split('.')).toHaveLength(3)
  })

  test('labels that change reach the files', () => {
    const bench = new KubeletBench()
    const items = [{ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }]
    bench.run(mounted({ downwardAPI: { items } }), { labels: { env: 'dev' } })
    bench.advanceBy(5_000)
    bench.patch('/api/v1/namespaces/default/pods/web', { metadata: { labels: { env: 'prod' } } })
    bench.advanceBy(2_000)
    expect(textAt(bench, `${mountAt(bench, '/v')}/labels`)).toBe('env="prod"')
  })
})

test.each([
  { volume: { configMap: { name: 'none' } }, says: 'configmap "none" not found' },
  { volume: { secret: { secretName: 'none' } }, says: 'secret "none" not found' },
  {
    volume: { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'x', path: 'x' }] } },
    says: 'configmap references non-existent config key: x',
  },
  {
    volume: { hostPath: { path: '/nowhere', type: 'Directory' } },
    says: 'hostPath type check failed: /nowhere is not a directory',
  },
])('a volume that cannot be set up says why: $says', ({ volume, says }) => {
  const bench = new KubeletBench()
  bench.run(mounted(volume))
  bench.advanceBy(400)
  expect(bench.events()).toEqual([`FailedMount MountVolume.SetUp failed for volume "v" : ${says}`])
})

test('an optional source may be missing', () => {
  const bench = new KubeletBench()
  bench.run(mounted({ configMap: { name: 'none', optional: true } }))
  bench.advanceBy(5_000)
  expect(bench.container('app')?.ready).toBe(true)
})

test('subPath and subPathExpr mount a part of a volume, made where it is missing', () => {
  const bench = new KubeletBench()
  const env = [{ name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }]
  const volumeMounts = [
    { name: 'v', mountPath: '/a', subPath: 'logs' },
    { name: 'v', mountPath: '/b', subPathExpr: 'of/$(POD)' },
  ]
  bench.run({
    containers: [container('app', { env, volumeMounts })],
    volumes: [{ name: 'v', emptyDir: {} }],
  })
  bench.advanceBy(5_000)
  expect(mountAt(bench, '/a')).toMatch(/\/kubernetes\.io~empty-dir\/v\/logs$/)
  expect(mountAt(bench, '/b')).toMatch(/\/v\/of\/web$/)
  expect(bench.files.exists(mountAt(bench, '/b'))).toBe(true)
})

test('all containers share the hosts file that the kubelet writes', () => {
  const bench = new KubeletBench()
  const hostAliases = [{ ip: '10.0.0.9', hostnames: ['db', 'db.local'] }]
  bench.run({ containers: [container('app')], hostAliases, subdomain: 'pods' })
  bench.advanceBy(5_000)
  expect(textAt(bench, mountAt(bench, '/etc/hosts'))).toBe(
    [
      '# Kubernetes-managed hosts file.',
      '127.0.0.1\tlocalhost',
      '::1\tlocalhost ip6-localhost ip6-loopback',
      'fe00::0\tip6-localnet',
      'fe00::0\tip6-mcastprefix',
      'fe00::1\tip6-allnodes',
      'fe00::2\tip6-allrouters',
      '10.244.1.2\tweb.pods.default.svc.cluster.local\tweb',
      '',
      '# Entries added by HostAliases.',
      '10.0.0.9\tdb\tdb.local',
      '',
    ].join('\n'),
  )
})

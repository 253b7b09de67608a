import { PassThrough } from 'node:stream'
import { createServer, type Server } from 'node:net'
import type { AddressInfo } from 'node:net'
import {
  ApiException,
  CoreV1Api,
  Exec,
  KubeConfig,
  loadYaml,
  Log,
  makeInformer,
  PatchStrategy,
  PortForward,
  setHeaderOptions,
  type V1ConfigMap,
  type V1Pod,
  type V1Status,
  Watch,
} from '@kubernetes/client-node'
import { expect, onTestFinished, test } from 'vitest'
import { serveInTest, type TestServing } from './testing/serving.ts'

const WEB = loadYaml<V1Pod>(`
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec:
  containers:
  - name: nginx
    image: nginx
    ports: [{containerPort: 80}]
`)

const TICKING = loadYaml<V1Pod>(`
metadata: {name: web}
spec:
  containers:
  - name: a
    image: busybox
    command: [sh, -c, 'while :; do echo tick; sleep 1; done']
`)

function settings(colour: string, resourceVersion = ''): V1ConfigMap {
  const metadata = `{name: settings, resourceVersion: "${resourceVersion}"}`
  return loadYaml(`{metadata: ${metadata}, data: {colour: ${colour}}}`)
}

interface Client {
  readonly serving: TestServing
  readonly config: KubeConfig
  readonly core: CoreV1Api
}

async function client(): Promise<Client> {
  const serving = await serveInTest()
  const config = new KubeConfig()
  config.loadFromFile(serving.kubeconfig)
  return { serving, config, core: config.makeApiClient(CoreV1Api) }
}

async function clientWithPod(): Promise<Client> {
  const it = await client()
  await it.core.createNamespacedPod({ namespace: 'default', body: WEB })
  await it.serving.advance(20)
  return it
}

const web = { name: 'web', namespace: 'default' }

test('objects are created, read, listed, patched, replaced and deleted', async () => {
  const { core, serving } = await client()
  const created = await core.createNamespacedPod({ namespace: 'default', body: WEB })
  expect(created.spec?.containers[0]?.imagePullPolicy).toBe('Always')
  await serving.advance(20)
  expect((await core.readNamespacedPod(web)).status?.phase).toBe('Running')

  const body = { metadata: { labels: { tier: 'front' } } }
  const merge = setHeaderOptions('Content-Type', PatchStrategy.MergePatch)
  await core.patchNamespacedPod({ ...web, body }, merge)
  const list = await core.listNamespacedPod({ namespace: 'default', labelSelector: 'tier=front' })
  expect(list.items.map(({ metadata }) => metadata?.labels)).toEqual([
    { app: 'web', tier: 'front' },
  ])

  const first = settings('blue')
  const { metadata } = await core.createNamespacedConfigMap({ namespace: 'default', body: first })
  const next = settings('red', metadata?.resourceVersion)
  const replace = () =>
    core.replaceNamespacedConfigMap({ name: 'settings', namespace: 'default', body: next })
  expect((await replace()).data).toEqual({ colour: 'red' })
  expect(await statusOf(replace())).toMatchObject({ code: 409, reason: 'Conflict' })

  await core.deleteNamespacedPod(web)
  await serving.advance(35)
  expect(await statusOf(core.readNamespacedPod(web))).toEqual({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: 'pods "web" not found',
    reason: 'NotFound',
    details: { name: 'web', kind: 'pods' },
    code: 404,
  })
})

test('a watch and an informer are told of what happens', async () => {
  const { core, config, serving } = await client()
  const events: string[] = []
  const path = '/api/v1/namespaces/default/pods'
  const watching = await new Watch(config).watch(
    path,
    { allowWatchBookmarks: false },
    (type, pod: V1Pod) => events.push(`${type} ${pod.status?.phase ?? ''}`),
    () => undefined,
  )
  const informer = makeInformer(config, path, () =>
    core.listNamespacedPod({ namespace: 'default' }),
  )
  const seen: string[] = []
  for (const verb of ['add', 'update', 'delete'] as const)
    informer.on(verb, ({ metadata }) => seen.push(`${verb} ${metadata?.name ?? ''}`))
  await informer.start()

  await core.createNamespacedPod({ namespace: 'default', body: WEB })
  await serving.advance(20)
  await expect.poll(() => informer.get('web', 'default')?.status?.phase).toBe('Running')
  await core.deleteNamespacedPod(web)
  await serving.advance(35)
  await expect.poll(() => seen.at(-1)).toBe('delete web')
  await expect.poll(() => events.at(-1)).toBe('DELETED Succeeded')
  expect([seen[0], events[0]]).toEqual(['add web', 'ADDED Pending'])
  expect(informer.list()).toEqual([])
  watching.abort()
  await informer.stop()
})

test('exec speaks to a process and hears how it ends', async () => {
  const { config } = await clientWithPod()
  const [stdout, stderr, stdin] = [new PassThrough(), new PassThrough(), new PassThrough()]
  const status = await new Promise<V1Status>((done, fail) => {
    new Exec(config)
      .exec(
        'default',
        'web',
        'nginx',
        ['sh', '-c', 'read line; echo "got $line"; echo no >&2; exit 3'],
        stdout,
        stderr,
        stdin,
        false,
        done,
      )
      .then(() => stdin.write('hello\n'), fail)
  })
  expect(String(stdout.read())).toBe('got hello\n')
  expect(String(stderr.read())).toBe('no\n')
  expect(status).toMatchObject({
    status: 'Failure',
    reason: 'NonZeroExitCode',
    details: { causes: [{ reason: 'ExitCode', message: '3' }] },
  })
})

test('logs are followed', async () => {
  const { config, core, serving } = await client()
  await core.createNamespacedPod({ namespace: 'default', body: TICKING })
  await serving.advance(5)
  const said = new PassThrough()
  let text = ''
  said.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const following = await new Log(config).log('default', 'web', 'a', said, {
    follow: true,
    tailLines: 1,
  })
  await expect.poll(() => text).toBe('tick\n')
  await serving.advance(3)
  await expect.poll(() => text).toBe('tick\n'.repeat(4))
  following.abort()
})

test('a port is forwarded', async () => {
  const { config } = await clientWithPod()
  const forward = new PortForward(config)
  const server: Server = createServer((socket) => {
    void forward.portForward('default', 'web', [80], socket, null, socket)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const page = await fetch(`http://127.0.0.1:${port}/`, { headers: { connection: 'close' } })
  expect(await page.text()).toContain('<title>Welcome to nginx!</title>')
})

/** The Status with which a call is refused. */
async function statusOf(call: Promise<unknown>): Promise<unknown> {
  try {
    return await call
  } catch (error) {
    if (!(error instanceof ApiException)) throw error
    return JSON.parse(error.body as string)
  }
}

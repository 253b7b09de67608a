import { expect, test } from 'vitest'
import { decode } from './decode.ts'
import { setDefaults } from './defaults.ts'

const defaulted = (type: string, given: object) => setDefaults(decode(given, type).object, type)

test('a Pod of one container is filled in as the API server does, in the order of the API', () => {
  const given = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web' },
    spec: { containers: [{ name: 'web', image: 'nginx' }] },
  }
  expect(JSON.stringify(defaulted('Pod', given))).toBe(
    JSON.stringify({
      kind: 'Pod',
      apiVersion: 'v1',
      metadata: { name: 'web' },
      spec: {
        containers: [
          {
            name: 'web',
            image: 'nginx',
            resources: {},
            terminationMessagePath: '/dev/termination-log',
            terminationMessagePolicy: 'File',
            imagePullPolicy: 'Always',
          },
        ],
        restartPolicy: 'Always',
        terminationGracePeriodSeconds: 30,
        dnsPolicy: 'ClusterFirst',
        securityContext: {},
        schedulerName: 'default-scheduler',
        enableServiceLinks: true,
      },
      status: {},
    }),
  )
})

test.each([
  ['nginx', 'Always'],
  ['nginx:latest', 'Always'],
  ['nginx:1.27', 'IfNotPresent'],
  ['localhost:5000/nginx', 'Always'],
  [`nginx@sha256:${'a'.repeat(64)}`, 'IfNotPresent'],
  ['Not An Image', 'IfNotPresent'],
])('the image %s is pulled %s unless something else is said', (image, imagePullPolicy) => {
  expect(defaulted('Container', { name: 'a', image })).toMatchObject({ imagePullPolicy })
})

test.each([
  [
    'Probe',
    { tcpSocket: { port: 80 } },
    { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 },
  ],
  ['HTTPGetAction', { port: 80 }, { path: '/', port: 80, scheme: 'HTTP' }],
  ['ContainerPort', { containerPort: 80 }, { containerPort: 80, protocol: 'TCP' }],
  ['Volume', { name: 'a' }, { name: 'a', emptyDir: {} }],
  [
    'Volume',
    { name: 'a', secret: { secretName: 's' } },
    { secret: { secretName: 's', defaultMode: 420 } },
  ],
  [
    'Volume',
    { name: 'a', image: { reference: 'nginx:1' } },
    { image: { reference: 'nginx:1', pullPolicy: 'IfNotPresent' } },
  ],
  ['Secret', { metadata: { name: 's' } }, { type: 'Opaque' }],
  [
    'Namespace',
    { metadata: { name: 'n' } },
    { metadata: { labels: { 'kubernetes.io/metadata.name': 'n' } }, status: { phase: 'Active' } },
  ],
])('%s: %j', (type, given, expected) => {
  expect(defaulted(type, given)).toMatchObject(expected)
})

test('what is limited is requested, unless a request says otherwise', () => {
  const resources = { limits: { memory: '64Mi', cpu: '1' }, requests: { cpu: '100m' } }
  const pod = { spec: { containers: [{ name: 'a', resources }] } }
  expect(defaulted('Pod', pod)).toMatchObject({
    spec: {
      containers: [{ resources: { requests: { cpu: '100m', memory: '64Mi' } } }],
    },
  })
})

test('on the network of the host a port of the container is one of the host', () => {
  const ports = [{ containerPort: 80 }]
  const pod = { spec: { hostNetwork: true, containers: [{ name: 'a', ports }] } }
  expect(defaulted('Pod', pod)).toMatchObject({
    spec: { containers: [{ ports: [{ hostPort: 80, containerPort: 80, protocol: 'TCP' }] }] },
  })
})

test('what was filled in before stays the same object', () => {
  const pod = defaulted('Pod', { spec: { containers: [{ name: 'a', image: 'x' }] } })
  expect(setDefaults(pod, 'Pod')).toBe(pod)
  expect(decode(pod, 'Pod').object).toBe(pod)
})

test('a variable out of a file must be there unless it is said otherwise', () => {
  const given = { volumeName: 'v', path: 'p', key: 'k' }
  expect(defaulted('FileKeySelector', given)).toEqual({ ...given, optional: false })
})

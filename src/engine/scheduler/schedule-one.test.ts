import { describe, expect, test } from 'vitest'
import { setDefaults } from '../api/defaults.ts'
import type { Node, Pod } from '../api/generated/types.ts'
import { scheduleOne } from './schedule-one.ts'

function node(name: string, more: { spec?: object; labels?: Record<string, string> } = {}): Node {
  const given = {
    kind: 'Node',
    apiVersion: 'v1',
    metadata: { name, uid: name, labels: { 'kubernetes.io/hostname': name, ...more.labels } },
    spec: { ...more.spec },
    status: { allocatable: { cpu: '2', memory: '4Gi', pods: '110' } },
  }
  return setDefaults<object>(given, 'Node') as Node
}

function pod(name: string, spec: object = {}, requests: Record<string, string> = {}): Pod {
  const given = {
    kind: 'Pod',
    apiVersion: 'v1',
    metadata: { name, namespace: 'default', uid: name },
    spec: { containers: [{ name: 'app', image: 'busybox', resources: { requests } }], ...spec },
    status: {},
  }
  return setDefaults<object>(given, 'Pod') as Pod
}

function place(wanted: Pod, nodes: readonly Node[], pods: readonly Pod[] = []): string {
  const placement = scheduleOne(wanted, { nodes, pods, draw: () => 0 })
  return placement.kind === 'node' ? placement.node : placement.message
}

const tainted = { spec: { taints: [{ key: 'role', value: 'gpu', effect: 'NoSchedule' }] } }
const claims = 'no new claims to deallocate, preemption: '

describe('a Pod is refused, in the words of kube-scheduler, for', () => {
  test.each([
    {
      what: 'more than any node has',
      spec: {},
      requests: { cpu: '3' },
      says: `0/2 nodes are available: 2 Insufficient cpu. ${claims}0/2 nodes are available: 2 Preemption is not helpful for scheduling.`,
    },
    {
      what: 'several resources at once',
      spec: {},
      requests: { cpu: '3', memory: '5Gi' },
      says: `0/2 nodes are available: 2 Insufficient cpu, 2 Insufficient memory. ${claims}0/2 nodes are available: 2 Preemption is not helpful for scheduling.`,
    },
    {
      what: 'a label that no node has',
      spec: { nodeSelector: { disk: 'ssd' } },
      requests: {},
      says: `0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector. ${claims}0/2 nodes are available: 2 Preemption is not helpful for scheduling.`,
    },
    {
      what: 'preemption that it does not want',
      spec: { preemptionPolicy: 'Never' },
      requests: { cpu: '3' },
      says: `0/2 nodes are available: 2 Insufficient cpu. ${claims}not eligible due to preemptionPolicy=Never.`,
    },
    {
      what: 'a claim that is not there',
      spec: {
        volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'disk' } }],
      },
      requests: {},
      says: `0/2 nodes are available: persistentvolumeclaim "disk" not found. ${claims}0/2 nodes are available: 2 Preemption is not helpful for scheduling.`,
    },
    {
      what: 'a claim that nobody makes for it',
      spec: {
        volumes: [
          { name: 'tmp', emptyDir: {} },
          { name: 'data', ephemeral: { volumeClaimTemplate: { spec: {} } } },
        ],
        preemptionPolicy: 'Never',
      },
      requests: {},
      says: `0/2 nodes are available: waiting for ephemeral volume controller to create the persistentvolumeclaim "web-data". ${claims}not eligible due to preemptionPolicy=Never.`,
    },
  ])('$what', ({ spec, requests, says }) => {
    expect(place(pod('web', spec, requests), [node('a'), node('b')])).toBe(says)
  })

  test('a different reason on each node', () => {
    const full = { ...pod('full', { nodeName: 'b' }, { cpu: '1500m' }) }
    const nodes = [node('a', tainted), node('b'), node('c', { spec: { unschedulable: true } })]
    expect(place(pod('web', {}, { cpu: '1' }), nodes, [full])).toBe(
      '0/3 nodes are available: 1 Insufficient cpu, 1 node(s) had untolerated taint(s), ' +
        `1 node(s) were unschedulable. ${claims}0/3 nodes are available: ` +
        '1 No preemption victims found for incoming pod, 2 Preemption is not helpful for scheduling.',
    )
  })

  test('a port of the node that is taken, for one protocol only', () => {
    const ports = (protocol: string): object => ({
      containers: [
        { name: 'a', resources: {}, ports: [{ containerPort: 80, hostPort: 8080, protocol }] },
      ],
    })
    const there = pod('there', { nodeName: 'a', ...ports('TCP') })
    expect(place(pod('web', ports('TCP')), [node('a')], [there])).toContain(
      "1 node(s) didn't have free ports for the requested pod ports",
    )
    expect(place(pod('web', ports('UDP')), [node('a')], [there])).toBe('a')
  })
})

describe('a Pod goes', () => {
  test('where it is tolerated', () => {
    const tolerations = [{ key: 'role', operator: 'Equal', value: 'gpu', effect: 'NoSchedule' }]
    expect(place(pod('web', { tolerations }), [node('a', tainted)])).toBe('a')
  })

  test('to the node with more room', () => {
    const there = pod('there', { nodeName: 'a' }, { cpu: '1', memory: '1Gi' })
    expect(place(pod('web'), [node('a'), node('b')], [there])).toBe('b')
  })

  test('by the draw when two nodes are as good', () => {
    const state = { nodes: [node('a'), node('b')], pods: [], draw: () => 1 }
    expect(scheduleOne(pod('web'), state)).toEqual({ kind: 'node', node: 'b' })
  })

  test.each([
    ['In', ['ssd', 'nvme'], 'a'],
    ['NotIn', ['ssd'], 'b'],
    ['Exists', undefined, 'a'],
    ['DoesNotExist', undefined, 'b'],
  ])('where node affinity with %s %j holds', (operator, values, chosen) => {
    const term = { matchExpressions: [{ key: 'disk', operator, values }] }
    const nodeAffinity = {
      requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] },
    }
    const nodes = [node('a', { labels: { disk: 'ssd' } }), node('b')]
    expect(place(pod('web', { affinity: { nodeAffinity } }), nodes)).toBe(chosen)
  })

  test('as a whole: what its containers ask for together must fit one node', () => {
    const containers = ['a', 'b'].map((name) => ({
      name,
      resources: { requests: { cpu: '1500m' } },
    }))
    expect(place(pod('web', { containers }), [node('a')])).toContain('1 Insufficient cpu')
    expect(place(pod('web', { containers: containers.slice(1) }), [node('a')])).toBe('a')
  })

  test('with room for its sidecars beside the init containers that start after them', () => {
    const initContainers = [
      { name: 'proxy', restartPolicy: 'Always', resources: { requests: { cpu: '1' } } },
      { name: 'migrate', resources: { requests: { cpu: '1500m' } } },
    ]
    expect(place(pod('web', { initContainers }), [node('a')])).toContain('1 Insufficient cpu')
  })
})

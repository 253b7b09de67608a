import { describe, expect, test } from 'vitest'
import type { Node, Pod } from './api/generated/types.ts'
import { createClient } from './apiserver/requests.ts'
import { type Cluster, createCluster } from './cluster.ts'
import { sleep } from './kernel/calls.ts'
import { EPOCH_MS } from './kernel/testing.ts'
import type { Process, Run } from './kernel/process.ts'
import type { Image } from './runtime/image.ts'

/** Sleeps for a long time, and ends when it is told to. */
function* patient(process: Process): Run {
  process.on('TERM', () => undefined)
  yield* sleep(process, 3_600_000)
  return 0
}

const image: Image = {
  repository: 'docker.io/library/patient',
  tags: ['1'],
  digest: `sha256:${'0'.repeat(64)}`,
  sizeBytes: 1_000_000,
  config: { entrypoint: ['/patient'] },
  files: new Map([['/patient', { program: patient, size: 1000 }]]),
}

function clusterWithPod(): { cluster: Cluster; pod: () => Pod; node: (name: string) => Node } {
  const registry = { images: [image] }
  const cluster = createCluster({ seed: 1, epochMs: EPOCH_MS, registry, nodes: 2 })
  const client = createClient(cluster.api, { user: 'kubernetes-admin', agent: 'test' })
  const get = (path: string): object => {
    const found: object[] = []
    client.get<object>(path, (reply) => {
      if (reply.ok) found.push(reply.object)
    })
    cluster.clock.advanceBy(0)
    return found[0] ?? {}
  }
  cluster.clock.advanceBy(100)
  const pods = '/api/v1/namespaces/default/pods'
  client.create(pods, {
    metadata: { name: 'web' },
    spec: { containers: [{ name: 'app', image: 'patient:1' }] },
  })
  cluster.clock.advanceBy(10_000)
  return {
    cluster,
    pod: () => get(`${pods}/web`) as Pod,
    node: (name) => get(`/api/v1/nodes/${name}`) as Node,
  }
}

function readyOf({ status }: Node | Pod): string | undefined {
  return status.conditions?.find(({ type }) => type === 'Ready')?.status
}

describe('a node that is cut off', () => {
  test('is taken for lost after some 50 s; its Pod still says Running', () => {
    const { cluster, pod, node } = clusterWithPod()
    const name = pod().spec.nodeName ?? ''
    cluster.inputs.take({ kind: 'node', node: name, action: { do: 'cut off' } })
    cluster.clock.advanceBy(60_000)
    expect(readyOf(node(name))).toBe('Unknown')
    expect([pod().status.phase, readyOf(pod())]).toEqual(['Running', 'False'])
  })

  test('loses its Pod after 300 s: Terminating until the node is back, then gone', () => {
    const { cluster, pod, node } = clusterWithPod()
    const name = pod().spec.nodeName ?? ''
    cluster.inputs.take({ kind: 'node', node: name, action: { do: 'cut off' } })
    cluster.clock.advanceBy(400_000)
    expect(pod().metadata.deletionTimestamp).toBeDefined()
    cluster.clock.advanceBy(400_000)
    expect(pod().status.phase).toBe('Running')
    cluster.inputs.take({ kind: 'node', node: name, action: { do: 'reconnect' } })
    cluster.clock.advanceBy(90_000)
    expect(pod()).toEqual({})
    expect(readyOf(node(name))).toBe('True')
    expect(node(name).spec.taints).toBeUndefined()
  })

  test('that comes back in time keeps its Pod, which is ready again', () => {
    const { cluster, pod, node } = clusterWithPod()
    const name = pod().spec.nodeName ?? ''
    const { uid } = pod().metadata
    cluster.inputs.take({ kind: 'node', node: name, action: { do: 'cut off' } })
    cluster.clock.advanceBy(120_000)
    cluster.inputs.take({ kind: 'node', node: name, action: { do: 'reconnect' } })
    cluster.clock.advanceBy(60_000)
    expect([pod().metadata.uid, readyOf(pod()), readyOf(node(name))]).toEqual([uid, 'True', 'True'])
    expect(pod().status.containerStatuses?.[0]?.restartCount).toBe(0)
  })
})

describe('[R59] a node that is shut down', () => {
  test('ends its Pods, is off, and comes back when it is switched on', () => {
    const { cluster, pod, node } = clusterWithPod()
    const name = pod().spec.nodeName ?? ''
    const { bootID } = node(name).status.nodeInfo
    cluster.inputs.take({ kind: 'node', node: name, action: { do: 'shut down' } })
    cluster.clock.advanceBy(1000)
    expect(readyOf(node(name))).toBe('False')
    expect(node(name).spec.taints?.map(({ key, effect }) => `${key}:${effect}`)).toEqual([
      'node.kubernetes.io/not-ready:NoSchedule',
      'node.kubernetes.io/not-ready:NoExecute',
    ])
    cluster.clock.advanceBy(30_000)
    // It exits with 0 when it is told to end, so it has succeeded.
    const { phase, reason, conditions = [] } = pod().status
    expect([phase, reason]).toEqual(['Succeeded', undefined])
    expect(conditions[0]).toMatchObject({
      ...{ type: 'DisruptionTarget', reason: 'TerminationByKubelet' },
      message: 'Pod was terminated in response to imminent node shutdown.',
    })
    cluster.clock.advanceBy(70_000)
    expect(readyOf(node(name))).toBe('Unknown')
    cluster.inputs.take({ kind: 'node', node: name, action: { do: 'reconnect' } })
    cluster.clock.advanceBy(20_000)
    expect(readyOf(node(name))).toBe('True')
    expect(node(name).spec.taints).toBeUndefined()
    expect(node(name).status.nodeInfo.bootID).not.toBe(bootID)
  })

  test('is not held back by being switched on meanwhile: it starts again once it is off', () => {
    const { cluster, pod, node } = clusterWithPod()
    const name = pod().spec.nodeName ?? ''
    const { bootID } = node(name).status.nodeInfo
    cluster.inputs.take({ kind: 'node', node: name, action: { do: 'shut down' } })
    cluster.inputs.take({ kind: 'node', node: name, action: { do: 'reconnect' } })
    cluster.clock.advanceBy(1000)
    expect(readyOf(node(name))).toBe('False')
    cluster.clock.advanceBy(40_000)
    expect(pod().status.phase).toBe('Succeeded')
    expect(readyOf(node(name))).toBe('True')
    expect(node(name).status.nodeInfo.bootID).not.toBe(bootID)
  })
})

test('a container that is killed on its node is restarted: same Pod, same address', () => {
  const { cluster, pod } = clusterWithPod()
  const { podIP, containerStatuses } = pod().status
  const container = (containerStatuses?.[0]?.containerID ?? '').replace('containerd://', '')
  const node = pod().spec.nodeName ?? ''
  cluster.inputs.take({ kind: 'node', node, action: { do: 'kill container', container } })
  cluster.clock.advanceBy(5_000)
  expect(pod().status.containerStatuses?.[0]).toMatchObject({
    ready: true,
    restartCount: 1,
    lastState: { terminated: { exitCode: 137, reason: 'Error' } },
  })
  expect(pod().status.podIP).toBe(podIP)
})

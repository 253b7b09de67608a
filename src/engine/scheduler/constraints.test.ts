import { describe, expect, test } from 'vitest'
import { setDefaults } from '../api/defaults.ts'
import type { Node, Pod } from '../api/generated/types.ts'
import { scheduleOne } from './schedule-one.ts'

function node(name: string, zone?: string): Node {
  const labels = { 'kubernetes.io/hostname': name, ...(zone === undefined ? {} : { zone }) }
  const given = {
    kind: 'Node',
    apiVersion: 'v1',
    metadata: { name, uid: name, labels },
    spec: {},
    status: { allocatable: { cpu: '2', memory: '4Gi', pods: '110' } },
  }
  return setDefaults<object>(given, 'Node') as Node
}

interface Given {
  readonly app?: string
  readonly on?: string
  readonly cpu?: string
  readonly spec?: object
  readonly namespace?: string
  readonly startTime?: string
}

let made = 0

function pod({ app = 'web', on, cpu, spec, namespace = 'default', startTime }: Given): Pod {
  const uid = `${app}-${++made}`
  const requests = cpu === undefined ? {} : { cpu }
  const given = {
    kind: 'Pod',
    apiVersion: 'v1',
    metadata: { name: uid, namespace, uid, labels: { app } },
    spec: {
      containers: [{ name: 'app', image: 'busybox', resources: { requests } }],
      ...(on === undefined ? {} : { nodeName: on }),
      ...spec,
    },
    status: { ...(startTime === undefined ? {} : { startTime }) },
  }
  return setDefaults<object>(given, 'Pod') as Pod
}

/** The node, or the reasons for which there is none. */
function place(wanted: Pod, nodes: readonly Node[], pods: readonly Pod[] = []): string {
  const namespaceLabels = (name: string) => ({ name })
  const placement = scheduleOne(wanted, { nodes, pods, draw: () => 0, namespaceLabels })
  if (placement.kind === 'node') return placement.node
  return placement.message.replace(/^\S+ nodes are available: /, '').replace(/\. .*$/, '.')
}

const web = { matchLabels: { app: 'web' } }
const spread = (more: object = {}) => ({
  topologySpreadConstraints: [
    {
      maxSkew: 1,
      topologyKey: 'zone',
      whenUnsatisfiable: 'DoNotSchedule',
      labelSelector: web,
      ...more,
    },
  ],
})

describe('[K1] topology spread', () => {
  const [a, b, bare] = [node('a', 'east'), node('b', 'west'), node('c')]
  const uneven = "1 node(s) didn't match pod topology spread constraints"

  test.each([
    { what: 'the emptier zone', there: ['a'], spec: spread(), goes: 'b' },
    {
      what: 'no zone, when the emptier one is full',
      there: ['a', 'a'],
      full: 'b',
      spec: spread(),
      goes: `1 Insufficient cpu, ${uneven}.`,
    },
    {
      what: 'the emptier zone, if it can',
      there: ['a', 'a'],
      full: 'b',
      spec: spread({ whenUnsatisfiable: 'ScheduleAnyway' }),
      goes: 'a',
    },
    {
      what: 'no zone, when there should be more of them',
      there: ['a', 'b'],
      spec: spread({ minDomains: 3 }),
      goes: "2 node(s) didn't match pod topology spread constraints.",
    },
    {
      what: 'the fuller zone, when the other is none of its own',
      there: ['a'],
      spec: { ...spread(), nodeSelector: { zone: 'east' } },
      goes: 'a',
    },
  ])('a Pod goes to $what', ({ there, full, spec, goes }) => {
    const others = there.map((on) => pod({ on }))
    const big = full === undefined ? [] : [pod({ app: 'big', on: full, cpu: '2' })]
    expect(place(pod({ spec, cpu: '1m' }), [a, b], [...others, ...big])).toBe(goes)
  })

  test('a node without the label does not count, and takes nobody', () => {
    expect(place(pod({ spec: spread() }), [bare])).toBe(
      "1 node(s) didn't match pod topology spread constraints (missing required label).",
    )
  })
})

const near = (kind: 'podAffinity' | 'podAntiAffinity', term: object = {}) => ({
  affinity: {
    [kind]: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        { labelSelector: { matchLabels: { app: 'cache' } }, topologyKey: 'zone', ...term },
      ],
    },
  },
})

const likes = (kind: 'podAffinity' | 'podAntiAffinity') => ({
  affinity: {
    [kind]: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        {
          weight: 100,
          podAffinityTerm: {
            labelSelector: { matchLabels: { app: 'cache' } },
            topologyKey: 'zone',
          },
        },
      ],
    },
  },
})

describe('[K2] a Pod that speaks of others', () => {
  const nodes = [node('a', 'east'), node('b', 'east'), node('c', 'west')]
  const cache = pod({ app: 'cache', on: 'a', cpu: '2' })

  test('goes to their zone', () => {
    expect(place(pod({ spec: near('podAffinity'), cpu: '1' }), nodes, [cache])).toBe('b')
  })

  test('goes nowhere when there is nobody of that kind', () => {
    expect(place(pod({ spec: near('podAffinity') }), nodes)).toBe(
      "3 node(s) didn't match pod affinity rules.",
    )
  })

  test('is the first of its own kind', () => {
    const spec = near('podAffinity', { labelSelector: web })
    expect(place(pod({ spec }), [node('a', 'east')])).toBe('a')
  })

  test('keeps away from their zone', () => {
    expect(place(pod({ spec: near('podAntiAffinity') }), nodes, [cache])).toBe('c')
    expect(place(pod({ spec: near('podAntiAffinity') }), nodes.slice(0, 2), [cache])).toBe(
      "2 node(s) didn't match pod anti-affinity rules.",
    )
  })

  test('is kept away by those that are there', () => {
    const loner = pod({
      app: 'cache',
      on: 'a',
      spec: near('podAntiAffinity', { labelSelector: web }),
    })
    expect(place(pod({}), nodes, [loner])).toBe('c')
    expect(place(pod({}), nodes.slice(0, 2), [loner])).toBe(
      "2 node(s) didn't satisfy existing pods anti-affinity rules.",
    )
  })

  test('means its own namespace, unless it names others', () => {
    const far = pod({ app: 'cache', on: 'a', namespace: 'shop' })
    expect(place(pod({ spec: near('podAntiAffinity') }), [node('a', 'east')], [far])).toBe('a')
    const named = near('podAntiAffinity', { namespaces: ['shop'] })
    expect(place(pod({ spec: named }), [node('a', 'east')], [far])).toContain('anti-affinity')
    const chosen = near('podAntiAffinity', { namespaceSelector: { matchLabels: { name: 'shop' } } })
    expect(place(pod({ spec: chosen }), [node('a', 'east')], [far])).toContain('anti-affinity')
  })

  test('would rather be near them, or away', () => {
    const small = pod({ app: 'cache', on: 'a', cpu: '100m' })
    const zones = [node('a', 'east'), node('c', 'west')]
    expect(place(pod({ spec: likes('podAffinity') }), zones, [small])).toBe('a')
    expect(place(pod({ spec: likes('podAntiAffinity') }), zones, [small])).toBe('c')
  })
})

describe('[K3] a Pod of higher priority', () => {
  const important = { priority: 1000 }
  const nodes = [node('a'), node('b')]
  const victims = (wanted: Pod, pods: readonly Pod[]) => {
    const placement = scheduleOne(wanted, { nodes, pods, draw: () => 0 })
    if (placement.kind === 'node') return placement
    const { preemption, message } = placement
    return [preemption?.node, preemption?.victims.map(({ metadata }) => metadata.name), message]
  }
  const message = '0/2 nodes are available: 2 Insufficient cpu.'

  test('drives out as few as it needs, the least important first', () => {
    const low = pod({ app: 'low', on: 'a', cpu: '1' })
    const middle = pod({ app: 'middle', on: 'a', cpu: '1', spec: { priority: 500 } })
    const equal = pod({ app: 'equal', on: 'b', cpu: '2', spec: important })
    expect(victims(pod({ cpu: '1', spec: important }), [middle, low, equal])).toEqual([
      'a',
      [low.metadata.name],
      message,
    ])
  })

  test('chooses the node whose victims matter least, then those that started last', () => {
    const on = (node: string, startTime: string) =>
      pod({ app: 'low', on: node, cpu: '2', startTime })
    const [old, young] = [on('a', '2026-01-01T00:00:00Z'), on('b', '2026-01-02T00:00:00Z')]
    const wanted = pod({ cpu: '1', spec: important })
    expect(victims(wanted, [old, young])).toEqual(['b', [young.metadata.name], message])
  })

  test('drives out nobody who is as important', () => {
    const equals = nodes.map(({ metadata }) =>
      pod({ on: metadata.name, cpu: '2', spec: important }),
    )
    expect(victims(pod({ cpu: '1', spec: important }), equals)).toEqual([
      undefined,
      undefined,
      `${message} no new claims to deallocate, preemption: 0/2 nodes are available: 2 No preemption victims found for incoming pod.`,
    ])
  })
})

import type { ContainerStatus, Node, ObjectMeta, Pod } from '../../api/generated/types.ts'
import { printQuantity } from '../../api/quantity.ts'
import { timeAt } from '../../api/times.ts'
import { SAMPLE_MS } from '../../kernel/cpu-samples.ts'
import type { Usage } from '../../kernel/accounting.ts'
import type { NodeConnection } from '../node-connection.ts'
import type { Backend } from '../backend.ts'
import { chooserOf } from '../list.ts'
import type { ApiObject } from '../object.ts'
import { notFound } from '../refusals.ts'
import type { VirtualAnswer, VirtualCall, VirtualResource } from '../virtual-resource.ts'

const API = { group: 'metrics.k8s.io', version: 'v1beta1' } as const
const API_VERSION = 'metrics.k8s.io/v1beta1'
/** So long a container must have run when it was looked at. */
const LEAST_MS = 10_000

/** What Pods and nodes use, as metrics-server tells it: see [M1]. */
export const metrics: readonly VirtualResource[] = [
  resourceOf('nodes', 'NodeMetrics', (call) => answerOf<Node>(call, 'nodes', nodeMetrics)),
  resourceOf('pods', 'PodMetrics', (call) => answerOf<Pod>(call, 'pods', podMetrics)),
]

function resourceOf(
  resource: 'nodes' | 'pods',
  kind: 'NodeMetrics' | 'PodMetrics',
  answer: (call: VirtualCall) => VirtualAnswer,
): VirtualResource {
  return {
    ...{ ...API, resource, singular: '', kind, type: kind, answer },
    ...{ isNamespaced: resource === 'pods', verbs: ['get', 'list'] },
    ...{ shortNames: [], categories: [], subresources: [] },
  }
}

type Measure<T> = (backend: Backend, object: T) => object | undefined

/** One by its name, or a list of those whose objects are chosen and that can be measured. */
function answerOf<T extends Pod | Node>(
  call: VirtualCall,
  resource: 'nodes' | 'pods',
  measure: Measure<T>,
): VirtualAnswer {
  const { backend, route } = call
  const kind = resource === 'pods' ? 'PodMetrics' : 'NodeMetrics'
  const isChosen = chooserOf({ ...call, resource: { kind, selectable: [], strategy: NO_FIELDS } })
  const objects = backend.store.list(resource, route.namespace).filter(isChosen)
  // The store has what the name of the resource says.
  const items = objects.flatMap((object) => measure(backend, object as ApiObject & T) ?? [])
  if (route.name === '')
    return {
      object: { kind: `${kind}List`, apiVersion: API_VERSION, metadata: {}, items },
      warnings: [],
    }
  const [found] = items
  if (found === undefined) throw missing(call, resource)
  return { object: { kind, apiVersion: API_VERSION, ...found }, warnings: [] }
}

const NO_FIELDS = { selectableFields: () => ({}) }

function missing({ route }: VirtualCall, resource: 'nodes' | 'pods') {
  const name = resource === 'pods' ? `${route.namespace}/${route.name}` : route.name
  const plural = resource === 'pods' ? 'podmetrics' : 'nodemetrics'
  return notFound({ group: API.group, resource: plural }, name)
}

/** When it was last looked at, in simulated time. */
function lastLook({ clock }: Backend): number {
  return Math.floor(clock.now / SAMPLE_MS) * SAMPLE_MS
}

function headOf({ epochMs, clock }: Backend, { name, namespace, labels }: ObjectMeta): object {
  return {
    name,
    ...(namespace === undefined || namespace === '' ? {} : { namespace }),
    creationTimestamp: timeAt(epochMs + clock.now),
    ...(labels === undefined ? {} : { labels }),
  }
}

function nodeMetrics(backend: Backend, { metadata }: Node): object | undefined {
  const look = lastLook(backend)
  const usage = look === 0 ? undefined : backend.connectionTo(metadata.name)?.usageOf('machine')
  if (usage === undefined) return undefined
  return {
    metadata: headOf(backend, metadata),
    timestamp: timeAt(backend.epochMs + look),
    window: durationOf(SAMPLE_MS),
    usage: quantitiesOf(usage, SAMPLE_MS),
  }
}

/** Nothing as long as one of its running containers was not measured. */
function podMetrics(backend: Backend, { metadata, spec, status }: Pod): object | undefined {
  const {
    initContainerStatuses = [],
    containerStatuses = [],
    ephemeralContainerStatuses = [],
  } = status
  const running = [
    ...containerStatuses,
    ...initContainerStatuses,
    ...ephemeralContainerStatuses,
  ].filter(({ state }) => state.running !== undefined)
  const node = backend.connectionTo(spec.nodeName ?? '')
  const measured = running.map((container) => measuredOf(backend, node, container))
  const all = measured.filter((it) => it !== undefined)
  if (all.length === 0 || all.length < measured.length) return undefined
  return {
    metadata: headOf(backend, metadata),
    timestamp: timeAt(backend.epochMs + lastLook(backend)),
    window: durationOf(Math.max(...all.map(({ windowMs }) => windowMs))),
    containers: all.map(({ name, usage, windowMs }) => ({
      name,
      usage: quantitiesOf(usage, windowMs),
    })),
  }
}

interface Measured {
  readonly name: string
  readonly usage: Usage
  readonly windowMs: number
}

function measuredOf(
  backend: Backend,
  node: NodeConnection | undefined,
  { name, containerID = '', state }: ContainerStatus,
): Measured | undefined {
  const startedMs = Date.parse(state.running?.startedAt ?? '') - backend.epochMs
  const ranMs = lastLook(backend) - startedMs
  const usage = node?.usageOf({ container: containerID.replace(/^.*:\/\//, '') })
  if (usage === undefined || !(ranMs >= LEAST_MS)) return undefined
  return { name, usage, windowMs: Math.min(ranMs, SAMPLE_MS) }
}

function quantitiesOf({ cpuUs, memoryBytes }: Usage, windowMs: number) {
  const nano = BigInt(Math.floor((cpuUs * 1_000_000) / windowMs))
  const bytes = BigInt(Math.floor(memoryBytes)) * 1_000_000_000n
  return {
    cpu: printQuantity({ nano, format: 'DecimalSI' }),
    memory: printQuantity({ nano: bytes, format: 'BinarySI' }),
  }
}

function durationOf(ms: number): string {
  return `${ms / 1000}s`
}

import type { Binding, DeleteOptions, Pod, PodCondition } from '../api/generated/types.ts'
import { aggregate, type FieldError, notSupported, required } from '../api/field-error.ts'
import { success } from '../api/status.ts'
import { nowTime } from './backend.ts'
import { bodyOf, readObject } from './body.ts'
import { type Call, type Decision, isDryRun } from './call.ts'
import { decideRemoval } from './delete.ts'
import { type ApiObject, withMetadata } from './object.ts'
import { existing } from './read.ts'
import { badRequest, conflict, serverError } from './refusals.ts'

/**
 * POST to …/binding: the scheduler's word on which node runs a Pod.
 * Source: registry/core/pod/storage/storage.go.
 */
export function bind(call: Call): Decision {
  const of = { kind: 'Binding', type: 'Binding', groupVersion: 'v1' }
  const { object, warnings } = readObject<Binding>(call, of)
  const { name } = call.route
  if (object.metadata.name !== name)
    throw badRequest('name in URL does not match name in Binding object')
  const errors = bindingErrors(object)
  if (errors.length > 0) throw serverError(aggregate(errors))
  const pod = existing(call) as Pod
  const why = whyNot(pod)
  if (why !== undefined) throw conflict({ group: '', resource: 'pods/binding' }, name, why)
  const bound = boundTo(pod, object, nowTime(call.backend))
  return {
    code: 201,
    warnings,
    carryOut: () => {
      if (!isDryRun(call.request)) call.backend.store.update('pods', bound)
      return { ...success(), code: 201 }
    },
  }
}

function bindingErrors({ target }: Binding): readonly FieldError[] {
  const { kind = '', name = '' } = target
  return [
    ...(kind === '' || kind === 'Node'
      ? []
      : [notSupported('target.kind', kind, ['Node', '<empty>'])]),
    ...(name === '' ? [required('target.name', '')] : []),
  ]
}

function whyNot({ metadata, spec }: Pod): string | undefined {
  const { name, deletionTimestamp } = metadata
  if (deletionTimestamp !== undefined)
    return `pod ${name} is being deleted, cannot be assigned to a host`
  if ((spec.nodeName ?? '') !== '')
    return `pod ${name} is already assigned to node "${spec.nodeName ?? ''}"`
  const isGated = (spec.schedulingGates ?? []).length > 0
  return isGated ? `pod ${name} has non-empty .spec.schedulingGates` : undefined
}

/** Labels and annotations of the binding become those of the Pod. */
function boundTo(pod: Pod, { target, metadata }: Binding, now: string): Pod {
  const scheduled: PodCondition = {
    type: 'PodScheduled',
    status: 'True',
    lastProbeTime: null,
    lastTransitionTime: now,
  }
  const labelled = withMetadata(pod, {
    labels: together(pod.metadata.labels, metadata.labels),
    annotations: together(pod.metadata.annotations, metadata.annotations),
  })
  return withCondition(
    { ...labelled, spec: { ...pod.spec, nodeName: target.name ?? '' } },
    scheduled,
  )
}

type Words = Readonly<Record<string, string>>

function together(words: Words | undefined, more: Words = {}): Words | undefined {
  const entries = [...Object.entries(words ?? {}), ...Object.entries(more)]
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

function withCondition(pod: Pod, condition: PodCondition): Pod {
  const others = (pod.status.conditions ?? []).filter(({ type }) => type !== condition.type)
  return { ...pod, status: { ...pod.status, conditions: [...others, condition] } }
}

/**
 * POST to …/eviction: notes on the Pod that it is evicted, and deletes it; no disruption budget
 * stands in the way. Source: registry/core/pod/storage/eviction.go.
 */
export function evict(call: Call): Decision {
  const of = { kind: 'Eviction', type: 'Eviction', groupVersion: evictionVersion(call) }
  const { object, warnings } = readObject<
    ApiObject & { readonly deleteOptions?: Partial<DeleteOptions> }
  >(call, of)
  if (object.metadata.name !== call.route.name)
    throw badRequest('name in URL does not match name in Eviction object')
  const pod = existing(call) as Pod
  const options = object.deleteOptions ?? {}
  // Whether it may be deleted is judged before anything is noted on it.
  decideRemoval(call, pod, options)
  return {
    code: 201,
    warnings,
    carryOut: () => {
      if (!isDryRun(call.request)) {
        const noted = withCondition(pod, disruption(nowTime(call.backend)))
        const marked = call.backend.store.update('pods', noted)
        decideRemoval(call, marked, { ...options, preconditions: {} }).carryOut()
      }
      return { ...success(), code: 201 }
    },
  }
}

/** Evictions may still be written in the version before. */
function evictionVersion({ request }: Call): string {
  const { value } = bodyOf(request) ?? {}
  const { apiVersion } = (value ?? {}) as { readonly apiVersion?: unknown }
  return apiVersion === 'policy/v1beta1' ? apiVersion : 'policy/v1'
}

function disruption(now: string): PodCondition {
  return {
    type: 'DisruptionTarget',
    status: 'True',
    lastProbeTime: null,
    lastTransitionTime: now,
    reason: 'EvictionByEvictionAPI',
    message: 'Eviction API: evicting',
  }
}

import type { Binding, DeleteOptions, Pod, PodCondition } from '../api/generated/types.ts'
import { type FieldError, notSupported, required } from '../api/field-error.ts'
import { success } from '../api/status.ts'
import { nowTime } from './backend.ts'
import { readObject } from './body.ts'
import { type Call, type Decision, isDryRun } from './call.ts'
import { decideRemoval } from './delete.ts'
import type { ApiObject } from './object.ts'
import { existing } from './read.ts'
import { badRequest, conflict, invalid } from './refusals.ts'

/** POST to …/binding: the scheduler's word on which node runs a Pod. */
export function bind(call: Call): Decision {
  const of = { kind: 'Binding', type: 'Binding', groupVersion: 'v1' }
  const { object, warnings } = readObject<Binding>(call, of)
  const errors = bindingErrors(object)
  const { name } = call.route
  if (errors.length > 0) throw invalid({ group: '', kind: 'Binding', name }, errors)
  const pod = existing(call) as Pod
  const why = whyNot(pod)
  if (why !== undefined) throw conflict({ group: '', resource: 'pods/binding' }, name, why)
  const bound = boundTo(pod, object.target.name ?? '', nowTime(call.backend))
  return {
    code: 201,
    warnings,
    carryOut: () => {
      if (!isDryRun(call.request)) call.backend.store.update('pods', bound)
      return { ...success({}), code: 201 }
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

function boundTo(pod: Pod, nodeName: string, now: string): Pod {
  const scheduled: PodCondition = {
    type: 'PodScheduled',
    status: 'True',
    lastProbeTime: null,
    lastTransitionTime: now,
  }
  const others = (pod.status.conditions ?? []).filter(({ type }) => type !== 'PodScheduled')
  return {
    ...pod,
    spec: { ...pod.spec, nodeName },
    status: { ...pod.status, conditions: [...others, scheduled] },
  }
}

/** POST to …/eviction: deletes the Pod; no disruption budget stands in the way. */
export function evict(call: Call): Decision {
  const of = { kind: 'Eviction', type: 'Eviction', groupVersion: 'policy/v1' }
  const { object, warnings } = readObject<
    ApiObject & { readonly deleteOptions?: Partial<DeleteOptions> }
  >(call, of)
  if (object.metadata.name !== call.route.name)
    throw badRequest('name in URL does not match name in Eviction object')
  const removal = decideRemoval(call, existing(call), object.deleteOptions ?? {})
  return {
    code: 201,
    warnings,
    carryOut: () => {
      if (!isDryRun(call.request)) removal.carryOut()
      return { ...success({}), code: 201 }
    },
  }
}

import { isNotNegative } from '../api/validation/rules.ts'
import type { LabelSelector, Scale } from '../api/generated/types.ts'
import { formatSelector } from '../api/format-selector.ts'
import { readObject } from './body.ts'
import type { Call, Decision } from './call.ts'
import { trackUpdate } from './managed-fields/track.ts'
import { type ApiObject, type SpecAndStatus, withMetadata } from './object.ts'
import { patched } from './patch.ts'
import { existing } from './read.ts'
import { invalid, methodNotAllowed } from './refusals.ts'
import { checkName, decideUpdate } from './update.ts'

const EXPECTED = { kind: 'Scale', type: 'Scale', groupVersion: 'autoscaling/v1' } as const

interface Scalable extends ApiObject, SpecAndStatus {
  readonly spec: { readonly replicas?: number; readonly selector?: LabelSelector }
  readonly status: { readonly replicas?: number }
}

/** The subresource `scale`: how many there are to be, in one form for all kinds that have a number. */
export function scaleOf(object: ApiObject): Scale {
  const { metadata, spec, status } = object as Scalable
  const { name, namespace = '', uid, resourceVersion, creationTimestamp } = metadata
  const selector = spec.selector === undefined ? '' : formatSelector(spec.selector)
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: {
      name,
      namespace,
      uid,
      ...(resourceVersion === undefined ? {} : { resourceVersion }),
      ...(creationTimestamp === undefined ? {} : { creationTimestamp }),
    },
    spec: spec.replicas === undefined || spec.replicas === 0 ? {} : { replicas: spec.replicas },
    status: { replicas: status.replicas ?? 0, ...(selector === '' ? {} : { selector }) },
  }
}

/** PUT or PATCH of the scale: it comes down to an update of the object's own number. */
export function rescale(call: Call): Decision {
  const before = existing(call)
  const { object, warnings } = wishedScale(call, before)
  checkName(call, object)
  const errors = isNotNegative('spec.replicas', object.spec.replicas)
  const { name } = before.metadata
  if (errors.length > 0) throw invalid({ group: 'autoscaling', kind: 'Scale', name }, errors)
  const { resourceVersion } = object.metadata
  const wish = {
    ...before,
    metadata: { ...before.metadata, resourceVersion },
    spec: { ...(before as Scalable).spec, replicas: object.spec.replicas ?? 0 },
  } as ApiObject
  // Who scales manages the number as a scale, and not as the object that it stands in.
  const tracked = timeless(trackUpdate(call, wish, before))
  const decision = decideUpdate(
    { ...call, route: { ...call.route, subresource: '' } },
    { object: tracked, before, warnings, isTracked: true },
  )
  return { ...decision, carryOut: () => scaleOf(decision.carryOut() as ApiObject) }
}

/** It is not noted when somebody scaled, and so it stands first. */
function timeless(object: ApiObject): ApiObject {
  const { managedFields } = object.metadata
  if (managedFields === undefined) return object
  const scaled = managedFields.filter(({ subresource }) => subresource === 'scale')
  const others = managedFields.filter(({ subresource }) => subresource !== 'scale')
  const withoutTime = scaled.map((entry) =>
    Object.fromEntries(Object.entries(entry).filter(([key]) => key !== 'time')),
  )
  return withMetadata(object, { managedFields: [...withoutTime, ...others] })
}

function wishedScale(call: Call, before: ApiObject) {
  switch (call.request.method) {
    case 'PUT':
      return readObject<Scale>(call, EXPECTED)
    case 'PATCH':
      return patched<Scale>(call, scaleOf(before), EXPECTED)
    default:
      throw methodNotAllowed()
  }
}

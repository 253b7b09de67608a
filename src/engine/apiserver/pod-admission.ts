import type { Pod, Toleration } from '../api/generated/types.ts'
import type { Call } from './call.ts'
import { type ApiObject, wishedName } from './object.ts'
import { forbidden, serverError } from './refusals.ts'

/** How long a Pod stays on a node that is gone, unless it says otherwise. */
const TOLERATED_SECONDS = 300

/** DefaultTolerationSeconds. */
export function defaultTolerations({ resource }: Call, object: ApiObject): ApiObject {
  if (resource.resource !== 'pods') return object
  const pod = object as Pod
  const { tolerations = [] } = pod.spec
  const missing = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'].filter(
    (taint) => !tolerations.some((toleration) => tolerates(toleration, taint)),
  )
  if (missing.length === 0) return object
  const added = missing.map((key): Toleration => {
    const rest = { effect: 'NoExecute', tolerationSeconds: TOLERATED_SECONDS } as const
    return { key, operator: 'Exists', ...rest }
  })
  return withSpec(pod, { tolerations: [...tolerations, ...added] })
}

function tolerates({ key, effect }: Toleration, taint: string): boolean {
  const isKey = key === undefined || key === '' || key === taint
  return isKey && (effect === undefined || effect === 'NoExecute')
}

const CLASSES = new Map([
  ['system-node-critical', 2_000_001_000],
  ['system-cluster-critical', 2_000_000_000],
])

/** That of both classes, and of Pods without one. */
const PREEMPTION = 'PreemptLowerPriority'

/** Priority: from the Pod's class; without one it is 0. */
export function priority({ resource }: Call, object: ApiObject): ApiObject {
  if (resource.resource !== 'pods') return object
  const pod = object as Pod
  const { priorityClassName = '', priority: given, preemptionPolicy } = pod.spec
  const computed = priorityClassName === '' ? 0 : CLASSES.get(priorityClassName)
  const { name } = pod.metadata
  if (computed === undefined)
    throw forbidden(resource, name, `no PriorityClass with name ${priorityClassName} was found`)
  if (given !== undefined && given !== computed)
    throw forbidden(
      resource,
      name,
      `the integer value of priority (${given}) must not be provided in pod spec; priority admission controller computed ${computed} from the given PriorityClass name`,
    )
  if (preemptionPolicy !== undefined && preemptionPolicy !== PREEMPTION)
    throw forbidden(
      resource,
      name,
      `the string value of PreemptionPolicy (${preemptionPolicy}) must not be provided in pod spec; priority admission controller computed ${PREEMPTION} from the given PriorityClass name`,
    )
  return withSpec(pod, { priority: computed, preemptionPolicy: PREEMPTION })
}

/** No RuntimeClass is there: containers run as the node's runtime runs them. */
export function runtimeClass({ resource }: Call, object: ApiObject): ApiObject {
  if (resource.resource !== 'pods') return object
  const { runtimeClassName } = (object as Pod).spec
  if (runtimeClassName === undefined) return object
  const wrong = wrongInPath(runtimeClassName)
  if (wrong !== undefined) throw serverError(wrong)
  const why = `pod rejected: RuntimeClass "${runtimeClassName}" not found`
  throw forbidden(resource, wishedName(object), why)
}

/** What a Pod costs beside its containers is for its RuntimeClass to say, and there is none. */
export function checkOverhead({ resource }: Call, object: ApiObject): void {
  if (resource.resource !== 'pods' || (object as Pod).spec.overhead === undefined) return
  const why = 'pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead'
  throw forbidden(resource, object.metadata.name, why)
}

/** Why nothing of that name can be asked for. Source: client-go, rest/request.go, Name. */
function wrongInPath(name: string): string | undefined {
  if (name === '') return 'resource name may not be empty'
  const wrong =
    name === '.' || name === '..'
      ? [`may not be '${name}'`]
      : ['/', '%'].filter((it) => name.includes(it)).map((it) => `may not contain '${it}'`)
  return wrong.length === 0 ? undefined : `invalid resource name "${name}": [${wrong.join(' ')}]`
}

/** What was computed once holds, also when an update does not say it. */
export function keptPriority({ resource }: Call, object: ApiObject, before: ApiObject): ApiObject {
  if (resource.kind !== 'Pod') return object
  const { priority: now, preemptionPolicy: policy } = (object as Pod).spec
  if (now !== undefined && policy !== undefined) return object
  const { priority: then, preemptionPolicy: earlier } = (before as Pod).spec
  return withSpec(object as Pod, {
    ...((now ?? then) === undefined ? {} : { priority: now ?? then }),
    ...((policy ?? earlier) === undefined ? {} : { preemptionPolicy: policy ?? earlier }),
  })
}

function withSpec(pod: Pod, changes: Partial<Pod['spec']>): Pod {
  return { ...pod, spec: { ...pod.spec, ...changes } }
}

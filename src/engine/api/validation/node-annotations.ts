import { invalidValue, required } from '../field-error.ts'
import type { ObjectMeta } from '../generated/types.ts'
import { parseJson } from '../json.ts'
import { jsonType } from '../scalars.ts'
import { type GivenTaint, validateTaints } from './node-taints.ts'
import { each, type Errors } from './rules.ts'

const TAINTS = 'scheduler.alpha.kubernetes.io/taints'
const AVOIDED = 'scheduler.alpha.kubernetes.io/preferAvoidPods'
const PATH = 'metadata.annotations'

/** Annotations of a node that once did what fields do now: their JSON must still be good. */
export function validateNodeAnnotations({ annotations = {} }: Partial<ObjectMeta>): Errors {
  const given = new Map(Object.entries(annotations))
  return [
    ...validateOldTaints(given.get(TAINTS) ?? ''),
    ...validateAvoided(given.get(AVOIDED) ?? ''),
  ]
}

function validateOldTaints(text: string): Errors {
  if (text === '') return []
  const parsed = parseJson(text)
  if ('error' in parsed) return [invalidValue(PATH, TAINTS, parsed.error)]
  const { value } = parsed
  if (Array.isArray(value)) return validateTaints(`${PATH}.${TAINTS}`, value.map(taintOf))
  return value === null ? [] : [invalidValue(PATH, TAINTS, notRead(value, '[]core.Taint'))]
}

function taintOf(json: unknown): GivenTaint {
  const { key, value, effect } = membersOf(json)
  return { key: textIn(key), value: textIn(value), effect: textIn(effect) }
}

/** Pods that a node would rather not have: those of a controller. */
function validateAvoided(text: string): Errors {
  if (text === '') return []
  const at = `${PATH}.AvoidPods`
  const parsed = parseJson(text)
  if ('error' in parsed) return [invalidValue(at, AVOIDED, parsed.error)]
  if (typeof parsed.value !== 'object' || Array.isArray(parsed.value))
    return [invalidValue(at, AVOIDED, notRead(parsed.value, 'v1.AvoidPods'))]
  const { preferAvoidPods } = membersOf(parsed.value)
  const entries: readonly unknown[] = Array.isArray(preferAvoidPods) ? preferAvoidPods : []
  return each(`${PATH}.${AVOIDED}`, entries, (entry, path) => {
    const { podController } = membersOf(membersOf(entry)['podSignature'])
    if (podController === undefined) return [required(`${path}.PodSignature`, '')]
    if (membersOf(podController)['controller'] === true) return []
    const field = `${path}.PodSignature.PodController.Controller`
    return [invalidValue(field, false, 'must point to a controller')]
  })
}

function notRead(value: unknown, type: string): string {
  return `json: cannot unmarshal ${jsonType(value)} into Go value of type ${type}`
}

function membersOf(json: unknown): Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null ? { ...json } : {}
}

function textIn(json: unknown): string {
  return typeof json === 'string' ? json : ''
}

import { invalidValue } from '../field-error.ts'
import type { Job, PodSpec, PodTemplateSpec } from '../generated/types.ts'
import { isAlike } from './alike.ts'
import { internalForm } from './internal-form.ts'
import { type Errors, IMMUTABLE } from './rules.ts'

/** A suspended Job of which nothing runs may still change where its Pods go and what they get. */
export function isTemplateKept(next: Job, before: Job): Errors {
  const template = next.spec.template
  if (!mayChange(before)) return isKept('spec.template', template, before.spec.template)
  const placed = withPlacementOf(before.spec.template, template)
  const wished = { ...placed.spec, ...resourcesOf(placed.spec, template.spec) }
  if (isAlike(template.spec, wished)) return []
  return [invalidValue('spec.template.spec', internalForm('PodSpec', template.spec), IMMUTABLE)]
}

function mayChange({ spec, status }: Job): boolean {
  const stands = status.conditions?.some((it) => it.type === 'Suspended' && it.status === 'True')
  const isIdle = status.startTime === undefined || stands === true
  return spec.suspend === true && isIdle && (status.active ?? 0) === 0
}

function isKept(path: string, next: PodTemplateSpec, before: PodTemplateSpec): Errors {
  if (isAlike(next, before)) return []
  return [invalidValue(path, internalForm('PodTemplateSpec', next), IMMUTABLE)]
}

const PLACEMENT = ['nodeSelector', 'tolerations', 'schedulingGates'] as const

/** The template that stood, with what the other one says of nodes. */
function withPlacementOf(stood: PodTemplateSpec, { spec }: PodTemplateSpec): PodTemplateSpec {
  const placement = Object.fromEntries(PLACEMENT.map((field) => [field, spec[field]]))
  return { ...stood, spec: { ...stood.spec, ...placement, ...affinityFrom(stood.spec, spec) } }
}

function affinityFrom(stood: PodSpec, { affinity }: PodSpec): Pick<PodSpec, 'affinity'> | object {
  const others = { ...stood.affinity, nodeAffinity: undefined }
  const hasOthers = Object.values(others).some((it) => it !== undefined)
  if (affinity === undefined && !hasOthers) return { affinity: undefined }
  return { affinity: { ...others, nodeAffinity: affinity?.nodeAffinity } }
}

/** The containers that stood, with the resources of those of the same name and place. */
function resourcesOf(stood: PodSpec, next: PodSpec) {
  const given = <T extends { readonly name: string; readonly resources?: object }>(
    before: readonly T[] | undefined,
    after: readonly T[] | undefined,
  ) =>
    before?.length === after?.length
      ? before?.map((it, index) =>
          after?.[index]?.name === it.name ? { ...it, resources: after[index].resources } : it,
        )
      : before
  return {
    containers: given(stood.containers, next.containers),
    initContainers: given(stood.initContainers, next.initContainers),
  }
}

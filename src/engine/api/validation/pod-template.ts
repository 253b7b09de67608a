import { forbiddenField } from '../field-error.ts'
import type { PodTemplateSpec } from '../generated/types.ts'
import { validateAnnotations, validateLabels } from './meta.ts'
import { validatePodSpec } from './pod.ts'
import type { Errors } from './rules.ts'

/** What Pods are to be made like. The paths of its labels are those that the API server names. */
export function validateTemplate(path: string, { metadata, spec }: PodTemplateSpec): Errors {
  const at = `${path}.spec.ephemeralContainers`
  return [
    ...validateLabels(`${path}.labels`, metadata.labels),
    ...validateAnnotations(`${path}.annotations`, metadata.annotations),
    ...validatePodSpec(`${path}.spec`, spec),
    ...((spec.ephemeralContainers ?? []).length > 0
      ? [forbiddenField(at, 'ephemeral containers not allowed in pod template')]
      : []),
  ]
}

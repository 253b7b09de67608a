import type { Job, PodTemplateSpec } from '../api/generated/types.ts'
import { withMetadata } from './object.ts'
import { workloadStrategy } from './strategies.ts'

const UID = 'controller-uid'
const NAME = 'job-name'
const PREFIX = 'batch.kubernetes.io/'

/** A Job chooses its Pods by its own uid, unless its author says that he does. */
export const jobStrategy = {
  ...workloadStrategy,
  orphansDependents: true,
  prepareForCreate: (object: Job): Job => {
    const job = withMetadata<Job>({ ...object, status: {} }, { generation: 1 })
    return job.spec.manualSelector === true ? job : { ...job, spec: specWithSelector(job) }
  },
}

/** Source: registry/batch/job/strategy.go, generateSelector. */
function specWithSelector({ metadata, spec }: Job): Job['spec'] {
  const { name, uid } = metadata
  const labels = [
    [PREFIX + UID, uid],
    [PREFIX + NAME, name],
    [UID, uid],
    [NAME, name],
  ] as const
  const matchLabels = Object.fromEntries([
    ...Object.entries(spec.selector?.matchLabels ?? {}),
    [PREFIX + UID, uid],
  ])
  const template = labelled(spec.template, labels)
  return { ...spec, selector: { ...spec.selector, matchLabels }, template }
}

function labelled(
  template: PodTemplateSpec,
  labels: readonly (readonly [string, string])[],
): PodTemplateSpec {
  const all = new Map([...labels, ...Object.entries(template.metadata.labels ?? {})])
  const sorted = [...all].sort(([a], [b]) => (a < b ? -1 : 1))
  return { ...template, metadata: { ...template.metadata, labels: Object.fromEntries(sorted) } }
}

import type { Job, PodTemplateSpec } from './generated/types.ts'

const UID = 'controller-uid'
const NAME = 'job-name'
const PREFIX = 'batch.kubernetes.io/'

/**
 * A Job chooses its Pods by its own uid, unless its author says that he does.
 * Source: registry/batch/job/strategy.go, generateSelector.
 */
export function withSelector<T extends Job>(job: T): T {
  if (job.spec.manualSelector === true) return job
  const spec = specWithSelector(job)
  const { labels } = job.metadata
  // Labels that a Job has from its template are one map in the API server: it gets the new ones too.
  const isShared = labels !== undefined && labels === job.spec.template.metadata.labels
  const shared = isShared ? { labels: spec.template.metadata.labels } : {}
  return { ...job, metadata: { ...job.metadata, ...shared }, spec }
}

function specWithSelector({ metadata, spec }: Job): Job['spec'] {
  const { name, uid = '' } = metadata as { readonly name: string; readonly uid?: string }
  const labels = [
    [PREFIX + UID, uid],
    [PREFIX + NAME, name],
    [UID, uid],
    [NAME, name],
  ] as const
  // What the author says stands, and is refused when it is another.
  const matchLabels = Object.fromEntries([
    [PREFIX + UID, uid],
    ...Object.entries(spec.selector?.matchLabels ?? {}),
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

import type {
  Container,
  Deployment,
  Job,
  LabelSelector,
  ReplicaSet,
} from '../../api/generated/types.ts'
import { humanDuration } from '../../api/human-duration.ts'
import { formatSelector } from '../../api/format-selector.ts'
import { epochMsOf } from '../../api/times.ts'
import { ageOf, columns, type Printer, since } from './printer.ts'

const OF_TEMPLATE = 'Containers, Images, Selector'

export const deploymentPrinter: Printer<Deployment> = {
  columns: columns('Name, Ready, Up-to-date, Available, Age', OF_TEMPLATE),
  cells: (deployment, now) => {
    const { metadata, spec, status } = deployment
    return [
      metadata.name,
      `${status.readyReplicas ?? 0}/${spec.replicas ?? 0}`,
      status.updatedReplicas ?? 0,
      status.availableReplicas ?? 0,
      ageOf(deployment, now),
      ...templateCells(spec),
    ]
  },
}

export const replicaSetPrinter: Printer<ReplicaSet> = {
  columns: columns('Name, Desired, Current, Ready, Age', OF_TEMPLATE, [
    ...['Desired', 'Current', 'Ready'],
  ]),
  cells: (set, now) => {
    const { metadata, spec, status } = set
    return [
      metadata.name,
      spec.replicas ?? 0,
      status.replicas,
      status.readyReplicas ?? 0,
      ageOf(set, now),
      ...templateCells(spec),
    ]
  },
}

export const jobPrinter: Printer<Job> = {
  columns: columns('Name, Status, Completions, Duration, Age', OF_TEMPLATE),
  cells: (job, now) => [
    job.metadata.name,
    jobStatusText(job),
    completionsOf(job),
    durationOf(job, now),
    ageOf(job, now),
    ...templateCells(job.spec),
  ],
}

interface WithTemplate {
  readonly selector?: LabelSelector
  readonly template: { readonly spec: { readonly containers: readonly Container[] } }
}

function templateCells({ selector, template }: WithTemplate): readonly string[] {
  const { containers } = template.spec
  return [
    containers.map(({ name }) => name).join(','),
    containers.map(({ image }) => image ?? '').join(','),
    formatSelector(selector),
  ]
}

function jobStatusText({ metadata, status }: Job): string {
  const isSo = (type: string) =>
    status.conditions?.some((it) => it.type === type && it.status === 'True') === true
  if (isSo('Complete')) return 'Complete'
  if (isSo('Failed')) return 'Failed'
  if (metadata.deletionTimestamp !== undefined) return 'Terminating'
  const other = ['Suspended', 'FailureTarget', 'SuccessCriteriaMet'].find(isSo)
  return other ?? 'Running'
}

function completionsOf({ spec, status }: Job): string {
  const { completions, parallelism = 0 } = spec
  const succeeded = status.succeeded ?? 0
  if (completions !== undefined) return `${succeeded}/${completions}`
  return parallelism > 1 ? `${succeeded}/1 of ${parallelism}` : `${succeeded}/1`
}

function durationOf({ status: { startTime, completionTime } }: Job, now: number): string {
  if (startTime === undefined) return ''
  if (completionTime === undefined) return since(startTime, now)
  return humanDuration((epochMsOf(completionTime) ?? 0) - (epochMsOf(startTime) ?? 0))
}

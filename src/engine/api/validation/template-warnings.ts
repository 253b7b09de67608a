import type { Deployment, Job, ObjectMeta, ReplicaSet } from '../generated/types.ts'
import { dns1123Label } from '../names.ts'
import { isAlike } from './alike.ts'
import { templateWarnings } from './pod-warnings.ts'

type Warnings = readonly string[]

/** Whoever writes a Deployment anew is warned anew, of its annotations too. */
export function deploymentWarnings(object: Deployment, before?: Deployment): Warnings {
  const isAnnotated = !isAlike(
    object.metadata.annotations ?? {},
    before?.metadata.annotations ?? {},
  )
  return isAnnotated || isNews(object, before) ? replicatedWarnings(object, before) : []
}

export function replicaSetWarnings(object: ReplicaSet, before?: ReplicaSet): Warnings {
  return isNews(object, before) ? replicatedWarnings(object, before) : []
}

function replicatedWarnings(object: Deployment | ReplicaSet, before: object | undefined): Warnings {
  return [...nameWarnings(object.metadata, before), ...templateWarnings(object.spec.template)]
}

const MANY_INDEXES = 100_000
const MANY_AT_ONCE = 10_000

/** Source: pkg/api/job/warnings.go. */
export function jobWarnings(job: Job, before?: Job): Warnings {
  const { completionMode, completions = 0, parallelism = 0, template } = job.spec
  const isLarge = completions > MANY_INDEXES && parallelism > MANY_AT_ONCE
  if (!isNews(job, before)) return []
  return [
    ...nameWarnings(job.metadata, before),
    ...(completionMode === 'Indexed' && isLarge
      ? [
          'spec: In Indexed Jobs with a number of completions higher than 10^5 and a parallelism higher than 10^4, Kubernetes might not be able to track completedIndexes when a big number of indexes fail',
        ]
      : []),
    ...templateWarnings(template),
  ]
}

function isNews(object: Deployment | ReplicaSet | Job, before: typeof object | undefined): boolean {
  return before === undefined || !isAlike(object.spec, before.spec)
}

/** Names are warned of once, when they are given. */
function nameWarnings({ name }: ObjectMeta, before: object | undefined): Warnings {
  const mistakes = before === undefined ? dns1123Label(name) : []
  const words =
    'this is used in Pod names and hostnames, which can result in surprising behavior; a DNS label is recommended'
  return mistakes.length === 0 ? [] : [`metadata.name: ${words}: [${mistakes.join(' ')}]`]
}

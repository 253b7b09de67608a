import type { Job } from '../api/generated/types.ts'
import { withSelector } from '../api/job-selector.ts'
import { withMetadata } from './object.ts'
import { workloadStrategy } from './strategies.ts'

export const jobStrategy = {
  ...workloadStrategy,
  orphansDependents: true,
  prepareForCreate: (object: Job): Job =>
    withSelector(withMetadata<Job>({ ...object, status: {} }, { generation: 1 })),
}

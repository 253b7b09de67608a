import type { Job } from '../api/generated/types.ts'
import { withSelector } from '../api/job-selector.ts'
import { withMetadata } from './object.ts'
import { workloadStrategy } from './strategies.ts'

export const jobStrategy = {
  ...workloadStrategy,
  orphansDependents: true,
  // So is it called since the first version: how many of its Pods succeeded.
  selectableFields: ({ status }: Job) => ({ 'status.successful': `${status.succeeded ?? 0}` }),
  prepareForCreate: (object: Job): Job =>
    withSelector(withMetadata<Job>({ ...object, status: {} }, { generation: 1 })),
}

import type { Deployment } from '../api/generated/types.ts'
import { withMetadata } from './object.ts'
import { isSame } from './same.ts'
import { workloadStrategy } from './strategies.ts'

/** Its annotations go over to its ReplicaSets: they count as a new generation, too. */
export const deploymentStrategy = {
  ...workloadStrategy,
  updates: {
    ...workloadStrategy.updates,
    '': {
      prepare: (object: Deployment, before: Deployment): Deployment => {
        const next = workloadStrategy.updates[''].prepare(object, before)
        if (isSame(next.metadata.annotations ?? {}, before.metadata.annotations ?? {})) return next
        return withMetadata<Deployment>(next, {
          generation: (before.metadata.generation ?? 1) + 1,
        })
      },
    },
  },
}

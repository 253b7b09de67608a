import { isAlike } from '../api/validation/alike.ts'
import type { Call } from './call.ts'
import { type ApiObject, withMetadata } from './object.ts'

export interface WithOwnersOnce {
  readonly object: ApiObject
  readonly warnings: readonly string[]
}

/** The object with each of its owners named once; whoever names one twice is told. */
export function withOwnersOnce(
  { request }: Pick<Call, 'request'>,
  object: ApiObject,
): WithOwnersOnce {
  const owners = object.metadata.ownerReferences ?? []
  const isNew = owners.map(
    (owner, index) => !owners.slice(0, index).some((other) => isAlike(owner, other)),
  )
  const again = owners.filter((_, index) => isNew[index] === false).map(({ uid }) => uid)
  if (again.length === 0) return { object, warnings: [] }
  // A patch is looked through only when everybody has added to what it came to.
  const when = request.method === 'PATCH' ? ' after mutating admission happens' : ''
  return {
    object: withMetadata(object, { ownerReferences: owners.filter((_, index) => isNew[index]) }),
    warnings: [
      `.metadata.ownerReferences contains duplicate entries${when}; API server dedups owner references in 1.20+, and may reject such requests as early as 1.24; please fix your requests; duplicate UID(s) observed: ${again.join(', ')}`,
    ],
  }
}

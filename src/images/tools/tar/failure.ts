import type { Run } from '#engine'
import type { Call } from '../call.ts'

/** The last words when something went wrong that did not stop it. */
export function* failureOf(call: Call): Run {
  yield* call.complain(
    call.isBusybox
      ? 'error exit delayed from previous errors'
      : 'Exiting with failure status due to previous errors',
  )
  return call.isBusybox ? 1 : 2
}

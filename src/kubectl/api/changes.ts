import type { Process, Run } from '#engine'
import { type Exchange, nextMessage } from './exchange.ts'
import type { KubeObject } from './objects.ts'

export interface ObjectChange {
  readonly type: string
  readonly object: KubeObject
}

/** The next event of a watch; undefined when the server has ended it. `until`: simulated time. */
export function* nextChange(
  process: Process,
  watch: Exchange,
  until: number,
): Run<ObjectChange | 'timeout' | undefined> {
  for (;;) {
    watch.passOverAnswer()
    while (!watch.isReady()) {
      if (process.now >= until) return 'timeout'
      const limit = until === Infinity ? {} : { until }
      yield { do: 'wait', for: [{ readiness: watch }], ...limit }
    }
    const message = yield* nextMessage(watch)
    if (message === undefined) return undefined
    if (message.kind === 'object' && 'type' in message.object) return message.object as ObjectChange
  }
}

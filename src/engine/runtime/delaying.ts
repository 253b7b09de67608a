import type { Clock } from '../clock/clock.ts'
import type { Random } from '../clock/random.ts'
import type { Runtime } from './runtime.ts'

const LONGEST_DELAY_MS = 2000

/**
 * For tests: the same runtime, but every event comes later by up to two seconds, so that answers
 * and endings overtake each other. Whoever uses a runtime rightly does not notice.
 */
export function delaying(
  runtime: Runtime,
  by: { readonly clock: Clock; readonly random: Random },
): Runtime {
  return {
    isDeterministic: runtime.isDeterministic,
    request: (op, verb, args) => {
      runtime.request(op, verb, args)
    },
    onEvent: (listener) => {
      runtime.onEvent((event) => {
        by.clock.after(by.random.below(LONGEST_DELAY_MS), () => {
          listener(event)
        })
      })
    },
    exec: (container, argv, options) => runtime.exec(container, argv, options),
    attach: (container, options) => runtime.attach(container, options),
    dial: (from, host, port) => runtime.dial(from, host, port),
    logs: (container, follow) => runtime.logs(container, follow),
  }
}

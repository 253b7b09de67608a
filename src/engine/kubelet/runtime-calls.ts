import type { Status } from '../api/status.ts'
import type { Runtime, RuntimeEvent, RuntimeVerb, RuntimeVerbs } from '../runtime/runtime.ts'
import { answerTo, type Task } from './task.ts'

/** How a call to the runtime ended. */
export type Outcome<Result> =
  { readonly ok: true; readonly result: Result } | { readonly ok: false; readonly status: Status }

/** What happens without having been asked for. */
export type RuntimeNews = Extract<RuntimeEvent, { kind: 'exited' | 'sandbox ended' }>
type Answer = Exclude<RuntimeEvent, RuntimeNews>

/** The runtime's verbs as tasks: asked with a number, resumed by the answer to that number. */
export class RuntimeCalls {
  readonly #runtime: Runtime
  readonly #pending = new Map<number, (answer: Answer) => void>()
  #op = 0

  constructor(runtime: Runtime, onNews: (news: RuntimeNews) => void) {
    this.#runtime = runtime
    runtime.onEvent((event) => {
      if (event.kind === 'exited' || event.kind === 'sandbox ended') onNews(event)
      else this.#take(event)
    })
  }

  *call<Verb extends RuntimeVerb>(
    verb: Verb,
    args: RuntimeVerbs[Verb]['args'],
  ): Task<Outcome<RuntimeVerbs[Verb]['result']>> {
    const answer = yield* answerTo<Answer>((done) => {
      this.#op++
      this.#pending.set(this.#op, done)
      this.#runtime.request(this.#op, verb, args)
    })
    if (answer.kind === 'refused') return { ok: false, status: answer.status }
    return { ok: true, result: answer.result }
  }

  #take(answer: Answer): void {
    const done = this.#pending.get(answer.op)
    this.#pending.delete(answer.op)
    done?.(answer)
  }
}

import type { Container, LifecycleHandler } from '../api/generated/types.ts'
import { execInContainer } from './exec-in-container.ts'
import { httpGet } from './http-get.ts'
import { portNumber } from './container-port.ts'
import type { Parts } from './parts.ts'
import type { PodState } from './pod-state.ts'
import { answerTo, type Task } from './task.ts'
import { podText } from './wording.ts'

/** Where a hook runs. */
export interface HookPlace {
  readonly hook: 'postStart' | 'preStop'
  readonly state: PodState
  readonly container: Pick<Container, 'name' | 'ports'>
  readonly id: string
}

/** Runs a lifecycle hook to its end; gives the words of its failure, or null. See [R70]. */
export function* runHook(
  parts: Parts,
  place: HookPlace,
  handler: LifecycleHandler,
): Task<string | null> {
  const { hook, id } = place
  parts.history.record('hook.started', id, { hook })
  const failure = yield* runHandler(parts, place, handler)
  parts.history.record('hook.ended', id, { hook, isFailed: failure !== null })
  return failure
}

function* runHandler(
  parts: Parts,
  place: HookPlace,
  handler: LifecycleHandler,
): Task<string | null> {
  if (handler.exec !== undefined) return yield* runExec(parts, place, handler.exec.command ?? [])
  if (handler.httpGet !== undefined) return yield* runHttpGet(parts, place, handler.httpGet)
  if (handler.sleep !== undefined) {
    const { seconds } = handler.sleep
    yield (resume) => {
      parts.clock.after(seconds * 1000, resume)
    }
    return null
  }
  return `Cannot run handler: Invalid handler: ${JSON.stringify(handler)}`
}

function* runExec(
  { runtime }: Parts,
  { state, container, id }: HookPlace,
  argv: readonly string[],
): Task<string | null> {
  const end = yield* execInContainer(runtime, id, { argv, timeoutSeconds: 0 })
  if (end.kind === 'exited' && end.code === 0) return null
  const why =
    end.kind === 'exited'
      ? `command '${argv.join(' ')}' exited with ${end.code}: ${end.output}`
      : end.message
  return `Exec lifecycle hook ([${argv.join(' ')}]) for Container "${container.name}" in Pod "${podText(state.pod)}" failed - error: ${why}, message: ${JSON.stringify(end.output)}`
}

/** Whatever the server answers is well: only that it does not answer is a failure. */
function* runHttpGet(
  parts: Parts,
  { state, container }: HookPlace,
  action: NonNullable<LifecycleHandler['httpGet']>,
): Task<string | null> {
  const port = portNumber(action.port, container)
  if (port === null) return `couldn't find port: ${JSON.stringify(action.port)}`
  const host = action.host ?? state.live.sandboxes[0]?.ips[0] ?? ''
  const outcome = yield* answerTo<Parameters<Parameters<typeof httpGet>[2]>[0]>((done) => {
    const request = { host, port, path: action.path ?? '/', headers: action.httpHeaders ?? [] }
    httpGet(parts, { ...request, agent: 'kube-lifecycle/1.36', timeoutMs: HOOK_TIMEOUT_MS }, done)
  })
  if (outcome.kind === 'response') return null
  return `HTTP lifecycle hook (${action.path ?? '/'}) for Container "${container.name}" in Pod "${podText(state.pod)}" failed - error: ${outcome.message}, message: ""`
}

const HOOK_TIMEOUT_MS = 30_000

import type { Container, EphemeralContainer } from '../api/generated/types.ts'
import type { Ms } from '../clock/clock.ts'
import { referenceTo } from '../events/event-recorder.ts'
import { CRASH_BACK_OFF, lengthened, waitsUntil } from './back-off.ts'
import { configure } from './configure-container.ts'
import { containerExited, containerStarted, withContainer } from './pod-runtime.ts'
import { runHook } from './hooks.ts'
import { killContainer } from './kill-container.ts'
import type { Parts } from './parts.ts'
import type { PodState } from './pod-state.ts'
import { newestOf } from './runtime-status.ts'
import type { Task } from './task.ts'
import { durationText, podText } from './wording.ts'

/** Why a container was not started; null when it was. */
export type StartOutcome = {
  readonly reason: string
  readonly message: string
  /** When it is worth another try, where that is known. */
  readonly retryAt?: Ms
} | null

/** One container that is to be started in a sandbox. */
export interface Start {
  readonly container: Container | EphemeralContainer
  readonly sandbox: string
}

/**
 * Starts one container: not while it backs off; its image first; then its configuration; then it is
 * created and started; then postStart, which holds back the next one. See [R32] to [R34].
 */
export function* startContainer(parts: Parts, state: PodState, start: Start): Task<StartOutcome> {
  const { container } = start
  const tell = teller(parts, state, container)
  const backingOff = checkBackOff(parts, state, container)
  if (backingOff !== null) return backingOff
  const image = yield* parts.images.ensure(state.pod, container)
  if (!image.ok) {
    tell('Warning', 'Failed', `Error: ${image.reason}`)
    return { reason: image.reason, message: image.message }
  }
  const configured = yield* configure(parts, state, { ...start, imageUser: image.user })
  if (!configured.ok) {
    tell('Warning', 'Failed', `Error: ${configured.message}`)
    return { reason: 'CreateContainerConfigError', message: configured.message }
  }
  const { config, terminationLog } = configured
  const created = yield* parts.calls.call('createContainer', config)
  if (!created.ok) {
    const message = created.status.message ?? ''
    tell('Warning', 'Failed', `Error: ${message}`)
    return { reason: 'CreateContainerError', message }
  }
  const { container: id, imageRef, user } = created.result
  const { name, image: imageName = '' } = container
  const record = {
    ...{ id, name, imageRef, user, terminationLog },
    ...('resources' in container ? { resources: container.resources } : {}),
    sandbox: start.sandbox,
    restartCount: config.attempt,
    image: imageName,
    state: 'created' as const,
  }
  state.change(withContainer(state.live, record))
  tell('Normal', 'Created', 'Container created')
  return yield* run(parts, state, { container, id })
}

interface Created {
  readonly container: Container | EphemeralContainer
  readonly id: string
}

function* run(parts: Parts, state: PodState, { container, id }: Created): Task<StartOutcome> {
  const tell = teller(parts, state, container)
  const started = yield* parts.calls.call('startContainer', { container: id })
  if (!started.ok) {
    const message = started.status.message ?? ''
    const end = { exitCode: 128, reason: 'StartError', message, finishedAt: parts.clock.now }
    state.change(containerExited(state.live, id, end))
    tell('Warning', 'Failed', `Error: ${message}`)
    return { reason: 'RunContainerError', message }
  }
  state.change(containerStarted(state.live, id, parts.clock.now))
  tell('Normal', 'Started', 'Container started')
  const handler = container.lifecycle?.postStart
  if (handler === undefined) return null
  const failure = yield* runHook(parts, { hook: 'postStart', state, container, id }, handler)
  if (failure === null) return null
  tell('Warning', 'FailedPostStartHook', 'PostStartHook failed')
  const record = state.container(id)
  if (record !== undefined)
    yield* killContainer(parts, state, {
      record,
      kill: { message: 'FailedPostStartHook', reason: 'other' },
    })
  return { reason: 'PostStartHookError', message: failure }
}

/** The first restart is at once; the next ones wait, counted from the end of the last run. */
function checkBackOff(
  { clock, crashes, ...parts }: Parts,
  state: PodState,
  container: Container | EphemeralContainer,
): StartOutcome {
  const newest = newestOf(state.live.containers, container.name)
  const since = newest?.state === 'exited' ? newest.finishedAt : undefined
  if (since === undefined) return null
  const { pod } = state
  const key = [pod.metadata.uid, container.name, container.image].join(' ')
  const entry = crashes.get(key)
  const times = { since, now: clock.now }
  const retryAt = waitsUntil(entry, times, CRASH_BACK_OFF)
  if (retryAt === null) {
    crashes.set(key, lengthened(entry, times, CRASH_BACK_OFF))
    return null
  }
  parts.events.record({
    object: referenceTo(pod, container.name),
    type: 'Warning',
    reason: 'BackOff',
    message: `Back-off restarting failed container ${container.name} in pod ${podText(pod)}`,
  })
  const delay = durationText(entry?.delayMs ?? 0)
  const message = `back-off ${delay} restarting failed container=${container.name} pod=${podText(pod)}`
  return { reason: 'CrashLoopBackOff', message, retryAt }
}

type Tell = (type: 'Normal' | 'Warning', reason: string, message: string) => void

function teller({ events }: Parts, { pod }: PodState, { name }: { readonly name: string }): Tell {
  return (type, reason, message) => {
    events.record({ object: referenceTo(pod, name), type, reason, message })
  }
}

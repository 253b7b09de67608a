import type { Container } from '../api/generated/types.ts'
import type { ContainerToKill, PodSituation } from './pod-plan.ts'
import { restartsOnFailure, shouldBeStarted } from './restart.ts'
import { type ContainerView, newestOf } from './runtime-status.ts'

export interface MainContainerActions {
  /** How many run and are left alone. */
  readonly kept: number
  readonly containersToStart: readonly string[]
  readonly containersToKill: readonly ContainerToKill[]
  readonly containersToUpdate: readonly string[]
}

/** What is to be done with the main containers of a Pod that is initialized. */
export function mainContainerActions(situation: PodSituation): MainContainerActions {
  const { spec, runtime } = situation
  const actions = spec.containers.map((container) =>
    actionOn(container, newestOf(runtime.containers, container.name), situation),
  )
  return {
    kept: actions.filter(({ isKept }) => isKept).length,
    containersToStart: actions.flatMap(({ start }) => start),
    containersToKill: actions.flatMap(({ kill }) => kill),
    containersToUpdate: actions.flatMap(({ update = [] }) => update),
  }
}

interface Action {
  readonly isKept: boolean
  readonly start: readonly string[]
  readonly kill: readonly ContainerToKill[]
  readonly update?: readonly string[]
}

const NOTHING: Action = { isKept: false, start: [], kill: [] }

function actionOn(
  container: Container,
  newest: ContainerView | undefined,
  situation: PodSituation,
): Action {
  if (newest?.state === 'running') return actionOnRunning(container, newest, situation)
  if (!shouldBeStarted(container, situation.spec, newest)) return NOTHING
  // Nobody knows whether it runs: it is killed first, so that there are never two.
  const kill = newest?.state === 'unknown' ? [killUnknown('Container', container.name)] : []
  return { isKept: false, start: [container.name], kill }
}

export function killUnknown(what: 'Container' | 'Init container', name: string): ContainerToKill {
  const message = `${what} is in "unknown" state, try killing it before restart`
  return { name, message, reason: 'other' }
}

function actionOnRunning(
  container: Container,
  { specChangedSinceStart = false, resize }: ContainerView,
  { spec, probeResults = {} }: PodSituation,
): Action {
  const { name } = container
  if (specChangedSinceStart)
    // Whatever the policy says, the container is another one now.
    return replace(name, { what: 'definition changed', reason: 'other', restarts: true })
  const restarts = restartsOnFailure(container, spec.restartPolicy)
  if (probeResults.liveness?.[name] === 'failure')
    return replace(name, { what: 'failed liveness probe', reason: 'liveness', restarts })
  if (probeResults.startup?.[name] === 'failure')
    return replace(name, { what: 'failed startup probe', reason: 'startup', restarts })
  if (resize === 'restart') {
    const message = `Container ${name} resize requires restart`
    return { isKept: false, start: [name], kill: [{ name, message, reason: 'other' }] }
  }
  return { ...NOTHING, isKept: true, update: resize === 'update' ? [name] : [] }
}

function replace(
  name: string,
  how: {
    readonly what: string
    readonly reason: ContainerToKill['reason']
    readonly restarts: boolean
  },
): Action {
  const message = `Container ${name} ${how.what}${how.restarts ? ', will be restarted' : ''}`
  return {
    isKept: false,
    start: how.restarts ? [name] : [],
    kill: [{ name, message, reason: how.reason }],
  }
}

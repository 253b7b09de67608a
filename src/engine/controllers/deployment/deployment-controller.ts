import type { Deployment, Pod, ReplicaSet } from '../../api/generated/types.ts'
import { selectsLabels } from '../../api/label-selector.ts'
import type { Informer } from '../../apiserver/client.ts'
import { EventRecorder } from '../../events/event-recorder.ts'
import { claim } from '../claims.ts'
import type { ControllerOptions } from '../node-lifecycle.ts'
import { controllerOf, isControlledBy, keyOf, partsOf } from '../owners.ts'
import { runTask, type Task } from '../task.ts'
import { type Outcome, WorkQueue } from '../work-queue.ts'
import { deadlineOf, pausedCondition, waitForDeadline } from './deployment-status.ts'
import { setsPath } from './requests.ts'
import { Rollout } from './rollout.ts'

/** Replaces the Pods of a Deployment by those of its newest template. See [C20] to [C27]. */
export class DeploymentController {
  readonly #options: ControllerOptions
  readonly #events: EventRecorder
  readonly #deployments: Informer<Deployment>
  readonly #sets: Informer<ReplicaSet>
  readonly #pods: Informer<Pod>
  readonly #queue: WorkQueue

  constructor(options: ControllerOptions) {
    const { client, clock } = options
    this.#options = options
    this.#events = new EventRecorder(options, { component: 'deployment-controller' })
    this.#deployments = client.informer<Deployment>('/apis/apps/v1/deployments')
    this.#sets = client.informer<ReplicaSet>('/apis/apps/v1/replicasets')
    this.#pods = client.informer<Pod>('/api/v1/pods')
    this.#queue = new WorkQueue(clock, (key, done) => {
      runTask(client, this.#sync(key), done)
    })
    this.#deployments.onChange(({ object }) => {
      this.#queue.add(keyOf(object))
    })
    this.#sets.onChange(({ object }) => {
      this.#notice(object)
    })
    this.#pods.onChange(({ type, object }) => {
      if (type === 'DELETED') this.#noticeGone(object)
    })
  }

  #notice(set: ReplicaSet): void {
    const { namespace, labels } = set.metadata
    const controller = controllerOf(set)
    if (controller?.kind === 'Deployment') this.#queue.add(`${namespace}/${controller.name}`)
    if (controller !== undefined) return
    for (const deployment of this.#deployments.list())
      if (
        deployment.metadata.namespace === namespace &&
        selectsLabels(deployment.spec.selector, labels)
      )
        this.#queue.add(keyOf(deployment))
  }

  /** Recreate waits until the last of the old Pods has gone. */
  #noticeGone(pod: Pod): void {
    const { namespace } = pod.metadata
    const set = this.#sets.get(namespace, controllerOf(pod)?.name ?? '')
    const owner = set === undefined ? undefined : controllerOf(set)
    const deployment = this.#deployments.get(namespace, owner?.name ?? '')
    if (deployment?.spec.strategy.type === 'Recreate') this.#queue.add(keyOf(deployment))
  }

  *#sync(key: string): Task<Outcome> {
    const deployment = this.#deployments.get(...partsOf(key))
    if (deployment === undefined) return 'done'
    const { namespace } = deployment.metadata
    const sets = yield* claim(deployment, {
      objects: this.#sets.list().filter((set) => set.metadata.namespace === namespace),
      root: setsPath(namespace),
    })
    const { clock, epochMs } = this.#options
    const rollout = new Rollout({
      ...{ deployment, sets, events: this.#events },
      pods: this.#pods.list().filter((pod) => sets.some((set) => isControlledBy(pod, set))),
      nowMs: epochMs + clock.now,
    })
    const isWell = yield* this.#carryOn(rollout)
    const wait = waitForDeadline(rollout.deployment, rollout.deployment.status, epochMs + clock.now)
    if (wait !== null) this.#queue.addAfter(key, wait)
    return isWell ? 'done' : 'failed'
  }

  /** Source: deployment_controller.go, syncDeployment. */
  *#carryOn(rollout: Rollout): Task<boolean> {
    const { deployment } = rollout
    if (deployment.metadata.deletionTimestamp !== undefined) return yield* rollout.report()
    const paused = deadlineOf(deployment) === null ? undefined : pausedCondition(deployment)
    if (paused !== undefined && !(yield* rollout.note(paused))) return false
    if (deployment.spec.paused === true) return yield* rollout.resize()
    if (yield* rollout.wasScaled()) return yield* rollout.resize()
    if (rollout.hasFailed) return false
    return deployment.spec.strategy.type === 'Recreate'
      ? yield* rollout.recreate()
      : yield* rollout.roll()
  }
}

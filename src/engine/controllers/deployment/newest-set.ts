import type { Deployment, ReplicaSet } from '../../api/generated/types.ts'
import { isSame } from '../../apiserver/same.ts'
import type { EventRecorder } from '../../events/event-recorder.ts'
import { controllerReference, isControlledBy } from '../owners.ts'
import { tell } from '../pod-control.ts'
import { asking, creation, reading, replacement, type Task } from '../task.ts'
import { deadlineOf, newSetCondition, progressOf, withCondition } from './deployment-status.ts'
import { setsPath, writeStatus } from './requests.ts'
import { newestAnnotations, REVISION, revisionOf, sizeAnnotations } from './revisions.ts'
import { allSets, type Family, newSize } from './scaling.ts'
import { isSameTemplate, TEMPLATE_HASH, templateHash, withHash } from './template-hash.ts'

interface Means {
  readonly events: EventRecorder
  readonly nowMs: number
}

/** Sees to the one ReplicaSet that has the Deployment's template. Source: sync.go, getNewReplicaSet. */
export class NewestSet {
  readonly #family: Family
  readonly #means: Means
  #deployment: Deployment
  #set: ReplicaSet | null

  constructor(family: Family, means: Means) {
    this.#family = family
    this.#means = means
    this.#deployment = family.deployment
    this.#set = family.newSet
  }

  get deployment(): Deployment {
    return this.#deployment
  }

  get set(): ReplicaSet | null {
    return this.#set
  }

  /** Brings its revision up to date, or makes it where `isMade` asks so; false: it was refused. */
  *settle(isMade: boolean): Task<boolean> {
    const revision = Math.max(0, ...this.#family.oldSets.map(revisionOf)) + 1
    if (this.#set !== null) return yield* this.#renew(this.#set, revision)
    return isMade ? yield* this.#make(revision) : true
  }

  *#renew(set: ReplicaSet, revision: number): Task<boolean> {
    const { annotations = {} } = set.metadata
    const { minReadySeconds } = this.#deployment.spec
    const renewed = newestAnnotations(this.#deployment, { annotations, revision })
    const isCurrent = (set.spec.minReadySeconds ?? 0) === (minReadySeconds ?? 0)
    if (!isSame(renewed, annotations) || !isCurrent) {
      const spec = { ...set.spec, minReadySeconds: minReadySeconds ?? 0 }
      const changed = { ...set, metadata: { ...set.metadata, annotations: renewed }, spec }
      const path = `${setsPath(set.metadata.namespace)}/${set.metadata.name}`
      const reply = yield* asking<ReplicaSet>(replacement(path, changed))
      if (!reply.ok) return false
      this.#set = reply.object
    }
    const noted = this.#set?.metadata.annotations?.[REVISION] ?? ''
    const isNew = progressOf(this.#deployment.status) === undefined
    return yield* this.#note(noted, isNew ? 'found' : null)
  }

  *#make(revision: number): Task<boolean> {
    const set = this.#wanted(revision)
    const reply = yield* asking<ReplicaSet>(
      creation(setsPath(this.#deployment.metadata.namespace), set),
    )
    if (reply.ok) {
      this.#set = reply.object
      this.#tellScaled(reply.object)
      return yield* this.#note(`${revision}`, 'created')
    }
    const { message = '', reason } = reply.status
    if (reason === 'AlreadyExists') return yield* this.#collide(set.metadata.name)
    const failed = newSetCondition({ failed: message }, set.metadata.name)
    tell(this.#means.events, this.#deployment, [
      ...(['Warning', 'ReplicaSetCreateError', failed.message ?? ''] as const),
    ])
    if (deadlineOf(this.#deployment) !== null) {
      const { status } = this.#deployment
      const conditions = withCondition(status.conditions ?? [], failed, this.#means.nowMs)
      yield* this.#write({ ...this.#deployment, status: { ...status, conditions } })
    }
    return false
  }

  #wanted(revision: number) {
    const deployment = this.#deployment
    const { template, selector, minReadySeconds } = deployment.spec
    const hash = templateHash(template, deployment.status.collisionCount ?? 0)
    const hashed = withHash(template, hash)
    const matchLabels = Object.fromEntries([
      ...Object.entries(selector.matchLabels ?? {}),
      [TEMPLATE_HASH, hash],
    ])
    return {
      kind: 'ReplicaSet',
      apiVersion: 'apps/v1',
      metadata: {
        name: `${deployment.metadata.name}-${hash}`,
        labels: hashed.metadata.labels,
        annotations: Object.fromEntries([
          ...Object.entries(newestAnnotations(deployment, { annotations: {}, revision })),
          ...Object.entries(sizeAnnotations(deployment)),
        ]),
        ownerReferences: [controllerReference(deployment)],
      },
      spec: {
        replicas: newSize(deployment, allSets(this.#family), 0),
        ...(minReadySeconds === undefined ? {} : { minReadySeconds }),
        selector: { ...selector, matchLabels },
        template: hashed,
      },
    }
  }

  /** Another set has that name: next time the name is another one. */
  *#collide(name: string): Task<boolean> {
    const path = `${setsPath(this.#deployment.metadata.namespace)}/${name}`
    const there = yield* asking<ReplicaSet>(reading(path))
    const { template } = this.#deployment.spec
    if (!there.ok) return false
    if (isControlledBy(there.object, this.#deployment))
      if (isSameTemplate(there.object.spec.template, template)) return false
    const { status } = this.#deployment
    const collisionCount = (status.collisionCount ?? 0) + 1
    yield* this.#write({ ...this.#deployment, status: { ...status, collisionCount } })
    return false
  }

  #tellScaled({ metadata, spec }: ReplicaSet): void {
    const { replicas = 0 } = spec
    if (replicas === 0) return
    const message = `Scaled up replica set ${metadata.name} from 0 to ${replicas}`
    tell(this.#means.events, this.#deployment, ['Normal', 'ScalingReplicaSet', message])
  }

  /** The Deployment notes its revision, and what has become of the set. */
  *#note(revision: string, what: 'found' | 'created' | null): Task<boolean> {
    const deployment = this.#deployment
    const { metadata, status } = deployment
    const name = this.#set?.metadata.name ?? ''
    const isSaid = what !== null && deadlineOf(deployment) !== null
    const said = isSaid ? newSetCondition(what, name) : undefined
    const before = status.conditions ?? []
    const conditions = said === undefined ? before : withCondition(before, said, this.#means.nowMs)
    const annotations = Object.fromEntries([
      ...Object.entries(metadata.annotations ?? {}),
      [REVISION, revision],
    ])
    if (metadata.annotations?.[REVISION] === revision && conditions === before) return true
    return yield* this.#write({
      ...deployment,
      metadata: { ...metadata, annotations },
      status: conditions === before ? status : { ...status, conditions },
    })
  }

  *#write(deployment: Deployment): Task<boolean> {
    const written = yield* writeStatus(deployment)
    if (written !== null) this.#deployment = written
    return written !== null
  }
}

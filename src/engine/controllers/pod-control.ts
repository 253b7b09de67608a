import type { Pod, PodTemplateSpec } from '../api/generated/types.ts'
import type { Status } from '../api/status.ts'
import type { EventRecorder } from '../events/event-recorder.ts'
import { controllerReference, type Owner, referenceToOwner } from './owners.ts'
import { creation, deletion, type Task } from './task.ts'

/** Generated names end with five characters, and a host's name has 63 at most. */
const LONGEST_PREFIX = 63 - 5

/** A Pod as its controller asks for it. Source: controller_utils.go, GetPodFromTemplate. */
export function podFromTemplate(
  owner: Owner,
  { metadata, spec }: PodTemplateSpec,
  prefix = `${owner.metadata.name}-`,
): object {
  const { labels, annotations, finalizers } = metadata
  return {
    kind: 'Pod',
    apiVersion: 'v1',
    metadata: {
      generateName: prefix.slice(0, LONGEST_PREFIX),
      ...(labels === undefined ? {} : { labels }),
      ...(annotations === undefined ? {} : { annotations }),
      ownerReferences: [controllerReference(owner)],
      ...(finalizers === undefined ? {} : { finalizers }),
    },
    spec,
  }
}

export function podsPath(namespace: string | undefined): string {
  return `/api/v1/namespaces/${namespace ?? ''}/pods`
}

/** One by one, then two, four …: what cannot succeed is not tried a hundred times. */
function slowStartBatches<T>(items: readonly T[]): readonly (readonly T[])[] {
  const batches: (readonly T[])[] = []
  for (let start = 0, size = 1; start < items.length; start += size, size *= 2)
    batches.push(items.slice(start, start + size))
  return batches
}

/** Creates Pods in batches that double; the first refusal ends it and is returned. */
export function* createPods(
  owner: Owner,
  { pods, events }: { readonly pods: readonly object[]; readonly events: EventRecorder },
): Task<Status | null> {
  const path = podsPath(owner.metadata.namespace)
  for (const batch of slowStartBatches(pods)) {
    const replies = yield batch.map((pod) => creation(path, pod))
    let refusal: Status | null = null
    for (const reply of replies)
      if (reply.ok) {
        const { name } = (reply.object as Pod).metadata
        tell(events, owner, ['Normal', 'SuccessfulCreate', `Created pod: ${name}`])
      } else if (!isNamespaceGoing(reply.status)) {
        const { message } = reply.status
        tell(events, owner, ['Warning', 'FailedCreate', `Error creating: ${message}`])
        refusal ??= reply.status
      }
    if (refusal !== null) return refusal
  }
  return null
}

/** Deletes Pods all at once; the first refusal is returned. That one is gone already is none. */
export function* deletePods(
  owner: Owner,
  { pods, events }: { readonly pods: readonly Pod[]; readonly events: EventRecorder },
): Task<Status | null> {
  const path = podsPath(owner.metadata.namespace)
  const replies = yield pods.map(({ metadata }) => deletion(`${path}/${metadata.name}`, {}))
  let refusal: Status | null = null
  for (const [index, reply] of replies.entries()) {
    const name = pods[index]?.metadata.name ?? ''
    if (reply.ok) tell(events, owner, ['Normal', 'SuccessfulDelete', `Deleted pod: ${name}`])
    else if (reply.status.code !== 404) {
      const { message } = reply.status
      tell(events, owner, ['Warning', 'FailedDelete', `Error deleting: ${message}`])
      refusal ??= reply.status
    }
  }
  return refusal
}

type Told = readonly ['Normal' | 'Warning', reason: string, message: string]

/** An event about the owner. */
export function tell(events: EventRecorder, owner: Owner, [type, reason, message]: Told): void {
  events.record({ object: referenceToOwner(owner), type, reason, message })
}

function isNamespaceGoing({ details }: Status): boolean {
  return (details?.causes ?? []).some(({ reason }) => reason === 'NamespaceTerminating')
}

import { type ApiObject, type SpecAndStatus, withMetadata } from './object.ts'
import type { Strategy } from './resource.ts'
import { isSame } from './same.ts'

/** How most resources behave: nothing is special about them. */
export const plainStrategy: Strategy = {
  prepareForCreate: (object) => object,
  selectableFields: () => ({}),
  gracePeriod: () => null,
  isHeld: () => false,
  going: (object) => object,
  undeletable: () => undefined,
  updates: { '': { prepare: (object) => object } },
}

type WithStatus = ApiObject & SpecAndStatus

/** Writing an object leaves its status alone. */
export const updateAllButStatus = { prepare: withStatusOf }

/** Writing a status leaves everything else alone. */
export const updateStatus = { prepare: withSpecOf }

/** The object, with the status that stands. */
export function withStatusOf<T extends WithStatus>(object: T, before: T): T {
  const { status } = before
  return status === undefined ? object : { ...object, status }
}

/** What stands, with the status (and no more than that) of the object. */
export function withSpecOf<T extends WithStatus>(object: T, before: T): T {
  const { status } = object
  const { labels, annotations, finalizers, managedFields } = object.metadata
  const next = status === undefined ? before : { ...before, status }
  return withMetadata(next, { labels, annotations, finalizers, managedFields })
}

/** A change of the spec counts as a new generation. */
export function withGeneration<T extends WithStatus>(object: T, before: T): T {
  const generation = before.metadata.generation ?? 1
  const isNew = !isSame(object.spec, before.spec)
  return withMetadata(object, { generation: isNew ? generation + 1 : generation })
}

/** What a controller works on: changes of its spec are counted, its status is the controller's. */
export const workloadStrategy = {
  prepareForCreate: <T extends WithStatus>(object: T): T =>
    withMetadata({ ...object, status: {} }, { generation: 1 }),
  updates: {
    '': {
      prepare: <T extends WithStatus>(object: T, before: T): T =>
        withGeneration(withStatusOf(object, before), before),
    },
    status: updateStatus,
  },
}

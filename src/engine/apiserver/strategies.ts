import type { ApiObject, SpecAndStatus } from './object.ts'
import { withMetadata } from './object.ts'

/**
 * For kinds with a spec and a status: the one is written through the resource, the other through
 * its status subresource.
 */
export const specAndStatus = {
  prepareForCreate: <T extends WithStatus>(object: T): T => ({ ...object, status: {} }),
  prepareForUpdate: withStatusOf,
  prepareForStatusUpdate: withSpecOf,
}

type WithStatus = ApiObject & SpecAndStatus

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

/** Deep equality of JSON values; shared parts are not looked into. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const left = Object.entries(a)
  if (left.length !== Object.keys(b).length) return false
  return left.every(
    ([key, value]) => Object.hasOwn(b, key) && isSame(value, (b as Record<string, unknown>)[key]),
  )
}

import type { FieldError } from '../api/field-error.ts'
import type { Kind } from '../api/kinds.ts'
import type { ApiObject } from './object.ts'
import type { Printer } from './printers/printer.ts'

export type Verb =
  'create' | 'delete' | 'deletecollection' | 'get' | 'list' | 'patch' | 'update' | 'watch'

/** What the server says of a resource to those who ask what there is. */
export interface ServedResource {
  readonly group: string
  readonly version: string
  /** Plural and lower case, as in paths. */
  readonly resource: string
  readonly singular: string
  readonly kind: string
  /** The name of its type in the schema; mostly the kind. */
  readonly type: string
  readonly isNamespaced: boolean
  readonly verbs: readonly Verb[]
  readonly shortNames: readonly string[]
  readonly categories: readonly string[]
  readonly subresources: readonly Subresource[]
}

/** What the server knows of a resource that it keeps: everything it does follows from this. */
export interface Resource extends ServedResource {
  /** Whether deleting answers with the object; else with a Status. */
  readonly returnsDeleted: boolean
  /** Fields that a selector may name, beside name and namespace. */
  readonly selectable: readonly string[]
  readonly printer: Printer
  readonly strategy: Strategy
  /** What must hold for its objects. */
  readonly rules: Kind
}

export interface Subresource {
  readonly name: string
  readonly kind: string
  /** Where it is not that of the resource. */
  readonly groupVersion?: { readonly group: string; readonly version: string }
  readonly verbs: readonly Verb[]
}

/** How objects of a resource are looked at and written: pure decisions. */
export interface Strategy<T extends ApiObject = ApiObject> {
  prepareForCreate(object: T): T
  /** Fields by which a selector can choose, beside name and namespace. */
  selectableFields(object: T): Readonly<Record<string, string>>
  /** Seconds of grace when an object is deleted, or null when it is gone at once. */
  gracePeriod(object: T, asked: number | undefined): number | null
  /** Whether something must still happen before the object can go, beside its finalizers. */
  isHeld(object: T): boolean
  /** What else changes when an object begins to go. */
  going(object: T): T
  /** Why the object must not be deleted at all. */
  undeletable(object: T): string | undefined
  /** Whether what it owns is kept when nobody says otherwise; no unless it is said. */
  readonly orphansDependents?: boolean
  /** Whether a PUT creates what is not there; no unless it is said. */
  readonly createsOnUpdate?: boolean
  /** Whether only who has read it may write over it; no unless it is said. */
  readonly demandsVersion?: boolean
  /** How it is updated: as itself (''), and through subresources that are views of it. */
  readonly updates: Readonly<Record<string, UpdateStrategy<T>>>
}

export interface UpdateStrategy<T extends ApiObject = ApiObject> {
  /** What this way of writing may not touch is taken from what stands there. */
  prepare(object: T, before: T): T
  /** Where other rules hold than those of the kind. */
  validate?(object: T, before: T): readonly FieldError[]
  /** Where it warns of anything else than the kind itself. */
  warnings?(object: T): readonly string[]
}

export function groupVersionOf(of: { readonly group: string; readonly version: string }): string {
  return of.group === '' ? of.version : `${of.group}/${of.version}`
}

import { noteDecoded } from '../api/decode.ts'
import type { ObjectMeta } from '../api/generated/types.ts'
import { typeSchema } from '../api/schema.ts'

/** Any object of the API: immutable, shared by everyone who sees it. */
export interface ApiObject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: ObjectMeta
}

/** Spec and status as far as every kind has them. */
export interface SpecAndStatus {
  readonly spec?: object
  readonly status?: object
}

/** The object with other metadata, written in the order of the API. `undefined` takes a field away. */
export function withMetadata<T extends ApiObject>(
  object: T,
  changes: { readonly [Field in keyof ObjectMeta]?: ObjectMeta[Field] | undefined },
): T {
  const given = Object.entries(changes)
  // Interfaces have no index signature: to compare field by field it is read as a record.
  const current = object.metadata as unknown as Readonly<Record<string, unknown>>
  if (given.every(([name, value]) => current[name] === value)) return object
  const merged = { ...object.metadata, ...changes } as Readonly<Record<string, unknown>>
  const metadata: Record<string, unknown> = {}
  for (const { name } of typeSchema('ObjectMeta')?.fields ?? [])
    if (merged[name] !== undefined) metadata[name] = merged[name]
  noteDecoded(metadata, 'ObjectMeta')
  // The same fields as before or as the changes have them, in the schema's order.
  return { ...object, metadata: metadata as unknown as ObjectMeta }
}

/** How an object that is on its way in is called: by its name, or by the beginning of one. */
export function wishedName({ metadata }: ApiObject): string {
  const { name = '', generateName = '' } = metadata as Partial<ObjectMeta>
  return name === '' ? generateName : name
}

/** NAMESPACE/NAME, or NAME where there is no namespace: what tells objects of a resource apart. */
export function keyOf(object: ApiObject): string {
  const { namespace = '', name } = object.metadata
  return objectKey(namespace, name)
}

export function objectKey(namespace: string, name: string): string {
  return namespace === '' ? name : `${namespace}/${name}`
}

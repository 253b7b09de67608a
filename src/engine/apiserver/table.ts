import { type Backend, nowMs } from './backend.ts'
import type { ApiObject } from './object.ts'
import type { Resource } from './resource.ts'

/** How much of an object its row carries. */
export type IncludeObject = 'None' | 'Metadata' | 'Object'

export interface TableOptions {
  readonly include: IncludeObject
  readonly apiVersion: 'meta.k8s.io/v1' | 'meta.k8s.io/v1beta1'
  /** Left out in the later events of a watch. */
  readonly hasColumns: boolean
}

/** Objects as the table that kubectl prints. */
export function tableOf(
  { backend, resource }: { readonly backend: Backend; readonly resource: Resource },
  { objects, metadata }: { readonly objects: readonly ApiObject[]; readonly metadata: object },
  { include, apiVersion, hasColumns }: TableOptions,
): object {
  const { printer } = resource
  const now = nowMs(backend)
  return {
    kind: 'Table',
    apiVersion,
    metadata,
    columnDefinitions: hasColumns ? printer.columns : [],
    rows: objects.map((object) => {
      const conditions = printer.conditions?.(object) ?? []
      return {
        cells: printer.cells(object, now),
        ...(conditions.length === 0 ? {} : { conditions }),
        object: included(object, include, apiVersion),
      }
    }),
  }
}

function included(object: ApiObject, include: IncludeObject, apiVersion: string): object | null {
  if (include === 'None') return null
  return include === 'Object' ? object : partialObject(object, apiVersion)
}

/** Only what every object has. */
export function partialObject({ metadata }: ApiObject, apiVersion: string): object {
  return { kind: 'PartialObjectMetadata', apiVersion, metadata }
}

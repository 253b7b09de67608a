import type { ObjectMeta, Status } from '#engine'

/** Any object of the API, of which only the shape that all share is known. */
export interface KubeObject {
  readonly apiVersion?: string
  readonly kind?: string
  readonly metadata?: Partial<ObjectMeta>
  readonly [field: string]: unknown
}

export interface KubeList extends KubeObject {
  readonly items: readonly KubeObject[]
}

export interface TableColumn {
  readonly name: string
  readonly type: string
  readonly format?: string
  readonly description?: string
  /** 0 is always shown, anything else only with -o wide. */
  readonly priority?: number
}

export interface TableRow {
  readonly cells: readonly unknown[]
  /** Metadata alone, or the whole object when that was asked for. */
  readonly object?: KubeObject
}

export interface Table extends KubeObject {
  readonly columnDefinitions: readonly TableColumn[]
  readonly rows: readonly TableRow[]
}

export function isList(object: KubeObject): object is KubeList {
  return Array.isArray(object['items'])
}

export function isTable(object: KubeObject): object is Table {
  return object.kind === 'Table' && object.apiVersion?.startsWith('meta.k8s.io/') === true
}

export function isStatus(object: object): object is Status {
  return 'kind' in object && object.kind === 'Status'
}

/** The items of a list; they carry no kind of their own in an answer, so it is put in. */
export function itemsOf(list: KubeList): readonly KubeObject[] {
  const kind = list.kind?.endsWith('List') === true ? list.kind.slice(0, -4) : undefined
  return list.items.map((item) =>
    item.kind !== undefined || kind === undefined || kind === ''
      ? item
      : { apiVersion: list.apiVersion ?? 'v1', kind, ...item },
  )
}

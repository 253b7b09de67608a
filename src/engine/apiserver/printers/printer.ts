import { humanDuration } from '../../api/human-duration.ts'
import { epochMsOf } from '../../api/times.ts'
import type { ApiObject } from '../object.ts'

export interface Column {
  readonly name: string
  readonly type: 'string' | 'integer'
  readonly format: '' | 'name'
  readonly description: string
  /** 0 is always shown; 1 only with `-o wide`. */
  readonly priority: 0 | 1
}

export interface RowCondition {
  readonly type: 'Completed'
  readonly status: 'True'
  readonly reason: string
  readonly message: string
}

/** How objects of a kind are shown as rows. */
export interface Printer<T extends ApiObject = ApiObject> {
  readonly columns: readonly Column[]
  /** `now` in milliseconds since 1970, for ages. */
  cells(object: T, now: number): readonly (string | number)[]
  conditions?(object: T): readonly RowCondition[]
}

/** Columns by their names; those after `|` are for wide output. */
export function columns(
  shown: string,
  wide = '',
  integers: readonly string[] = [],
): readonly Column[] {
  const column = (name: string, priority: 0 | 1): Column => ({
    name,
    type: integers.includes(name) ? 'integer' : 'string',
    format: name === 'Name' ? 'name' : '',
    description: '',
    priority,
  })
  const names = (list: string) => (list === '' ? [] : list.split(', '))
  return [
    ...names(shown).map((name) => column(name, 0)),
    ...names(wide).map((name) => column(name, 1)),
  ]
}

/** How long ago a time of the API was. */
export function since(time: string | null | undefined, now: number): string {
  const ms = time === undefined || time === null ? undefined : epochMsOf(time)
  return ms === undefined ? '<unknown>' : humanDuration(now - ms)
}

export function ageOf({ metadata }: ApiObject, now: number): string {
  return since(metadata.creationTimestamp, now)
}

export function orNone(text: string | undefined): string {
  return text === undefined || text === '' ? '<none>' : text
}

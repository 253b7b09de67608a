import type { Section } from './config.ts'
import type { TailedLine } from './tail.ts'

/** An event: a tag, a time and fields. */
export interface Record {
  readonly tag: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly fields: unknown
}

/** What the source's <parse> makes of a line; one that it cannot read comes as a message. */
export function recordOf(source: Section, { path, text }: TailedLine, at: number): Record {
  const tag = (source.values.get('tag') ?? '').replace('*', path.slice(1).replaceAll('/', '.'))
  const parse = source.sections.find(({ name }) => name === 'parse')
  const key = source.values.get('path_key')
  const fields = fieldsOf(parse?.values.get('@type') ?? 'none', text)
  return { tag, at, fields: key === undefined ? fields : { ...fields, [key]: path } }
}

function fieldsOf(type: string, text: string): object {
  if (type !== 'json') return { message: text }
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : { message: text }
  } catch {
    return { message: text }
  }
}

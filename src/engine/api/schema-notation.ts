/** How a value is made: of one named type, a list of values, or a map from strings to values. */
export type TypeRef =
  | { readonly shape: 'named'; readonly name: string }
  | { readonly shape: 'list'; readonly of: TypeRef }
  | { readonly shape: 'map'; readonly of: TypeRef }

export interface FieldSchema {
  readonly name: string
  readonly type: TypeRef
  /** A pointer in Go: an empty value differs from none, and is kept. */
  readonly isPointer: boolean
  /** Written even when empty (no `omitempty`). */
  readonly isAlwaysWritten: boolean
  readonly isRequired: boolean
  /** Left out when it is its type's zero value (`omitzero`). */
  readonly isLeftOutWhenZero: boolean
  /** The values that exist, where the API documents them. */
  readonly oneOf?: readonly string[]
  /** Strategic merge patch: `merge`, `retainKeys`, `replace`. */
  readonly patchStrategies: readonly string[]
  readonly patchMergeKey?: string
  /** Server-side apply: the keys by which the entries of a list are told apart. */
  readonly listKeys?: readonly string[]
  readonly isSet: boolean
  /** Server-side apply: owned as a whole. */
  readonly isAtomic: boolean
  /** Its number in protobuf, behind those of the embedded messages that it stands in. */
  readonly numbers: readonly number[]
}

export interface TypeSchema {
  readonly name: string
  /** The name in Go, where two packages have the same one. */
  readonly goName: string
  readonly groupVersion: string
  readonly isAtomic: boolean
  /** In the order of the Go struct, which is the order in which the server writes them. */
  readonly fields: readonly FieldSchema[]
  readonly field: ReadonlyMap<string, FieldSchema>
}

/** Reads one paragraph: a line `GROUP/VERSION NAME`, then a line for each field. */
export function parseType(paragraph: string): TypeSchema {
  const [head = '', ...lines] = paragraph.split('\n')
  const [groupVersion = '', name = '', ...marks] = head.split(' ')
  const fields: FieldSchema[] = []
  for (const line of lines) fields.push(parseField(line.trim(), fields.at(-1)))
  return {
    name,
    goName: marks[0] === '=' ? (marks[1] ?? name) : name,
    groupVersion,
    isAtomic: marks.includes('atomic'),
    fields,
    field: new Map(fields.map((field) => [field.name, field])),
  }
}

function parseField(line: string, before: FieldSchema | undefined): FieldSchema {
  const [name = '', type = '', ...marks] = line.split(' ')
  const value = (mark: string) =>
    marks.find((it) => it.startsWith(`${mark}=`))?.slice(mark.length + 1)
  const oneOf = value('enum')?.split('|')
  const patchMergeKey = value('key')
  const listKeys = value('list')?.split(',')
  return {
    name,
    type: parseTypeRef(type.replace('*', '')),
    isPointer: type.startsWith('*'),
    isAlwaysWritten: marks.includes('!'),
    isRequired: marks.includes('required'),
    isLeftOutWhenZero: marks.includes('zero'),
    ...(oneOf === undefined ? {} : { oneOf }),
    patchStrategies: value('patch')?.split(',') ?? [],
    ...(patchMergeKey === undefined ? {} : { patchMergeKey }),
    ...(listKeys === undefined ? {} : { listKeys }),
    isSet: marks.includes('set'),
    isAtomic: marks.includes('atomic'),
    numbers: numbersOf(name, marks, before),
  }
}

/** Of the fields of TypeMeta protobuf knows nothing: they stand in the envelope. */
function numbersOf(
  name: string,
  marks: readonly string[],
  before: FieldSchema | undefined,
): readonly number[] {
  const given = marks.find((mark) => mark.startsWith('#'))
  if (given !== undefined) return given.slice(1).split('.').map(Number)
  if (name === 'kind' || name === 'apiVersion') return []
  const outer = before?.numbers.slice(0, -1) ?? []
  return [...outer, (before?.numbers.at(-1) ?? 0) + 1]
}

function parseTypeRef(text: string): TypeRef {
  if (text.startsWith('[]')) return { shape: 'list', of: parseTypeRef(text.slice(2)) }
  if (text.startsWith('map:')) return { shape: 'map', of: parseTypeRef(text.slice(4)) }
  return { shape: 'named', name: text }
}

import { quoteGo } from '../field-error.ts'
import { typeSchema } from '../schema.ts'
import type { FieldSchema, TypeRef } from '../schema-notation.ts'

type Json = Readonly<Record<string, unknown>>

/**
 * How two values of a type differ, as Go programs show it: `-` what stood, `+` what was asked for,
 * with up to two fields around it that are the same. Source: the layout of go-cmp's Diff, which
 * the API server puts into its refusal of a Pod's update.
 */
export function goDiff(typeName: string, before: object, after: object): string {
  const lines = [
    line(' ', 0, `core.${typeName}{`),
    ...structLines(typeName, { before: before as Json, after: after as Json, depth: 1 }),
    line(' ', 0, '}'),
  ]
  return `${lines.join('\n')}\n`
}

const CONTEXT = 2

interface Pair<T> {
  readonly before: T
  readonly after: T
  readonly depth: number
}

function structLines(typeName: string, { before, after, depth }: Pair<Json>): readonly string[] {
  const fields = typeSchema(typeName)?.fields ?? []
  const isChanged = fields.map(({ name }) => !isEqual(before[name], after[name]))
  const isShown = fields.map((_, index) =>
    isChanged.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).includes(true),
  )
  const lines: string[] = []
  let hidden = 0
  const flush = () => {
    if (hidden > 0) lines.push(line(' ', depth, `... // ${hidden} identical ${plural(hidden)}`))
    hidden = 0
  }
  for (const [index, field] of fields.entries()) {
    if (isShown[index] !== true) {
      hidden++
      continue
    }
    flush()
    const { name } = field
    if (isChanged[index] === true)
      lines.push(...fieldLines(field, { before: before[name], after: after[name], depth }))
    else lines.push(line(' ', depth, `${goName(name)}: ${compact(before[name], field)},`))
  }
  flush()
  return lines
}

function plural(count: number): string {
  return count === 1 ? 'field' : 'fields'
}

function fieldLines(
  field: FieldSchema,
  { before, after, depth }: Pair<unknown>,
): readonly string[] {
  const name = goName(field.name)
  const { type } = field
  const item = type.shape === 'list' ? structName(type.of) : undefined
  if (item !== undefined && Array.isArray(before) && Array.isArray(after))
    return [
      line(' ', depth, `${name}: []core.${item}{`),
      ...itemLines(item, { before, after, depth: depth + 1 }),
      line(' ', depth, '},'),
    ]
  const struct = structName(type)
  if (struct !== undefined && before !== undefined && after !== undefined) {
    const pair = { before: before as Json, after: after as Json, depth: depth + 1 }
    const head = `${name}: ${field.isPointer ? '&' : ''}core.${struct}{`
    return [line(' ', depth, head), ...structLines(struct, pair), line(' ', depth, '},')]
  }
  return [
    line('-', depth, `${name}: ${compact(before, field)},`),
    line('+', depth, `${name}: ${compact(after, field)},`),
  ]
}

function itemLines(
  typeName: string,
  { before, after, depth }: Pair<readonly unknown[]>,
): readonly string[] {
  const length = Math.max(before.length, after.length)
  return Array.from({ length }, (_, index) => {
    const [left, right] = [before[index], after[index]]
    const type: TypeRef = { shape: 'named', name: typeName }
    if (right === undefined) return [line('-', depth, `${value(left, type)},`)]
    if (left === undefined) return [line('+', depth, `${value(right, type)},`)]
    if (isEqual(left, right)) return [line(' ', depth, `${value(left, type)},`)]
    const pair = { before: left as Json, after: right as Json, depth: depth + 1 }
    return [line(' ', depth, '{'), ...structLines(typeName, pair), line(' ', depth, '},')]
  }).flat()
}

function line(mark: ' ' | '-' | '+', depth: number, text: string): string {
  return `${mark} ${'\t'.repeat(depth)}${text}`
}

function structName(type: TypeRef): string | undefined {
  return type.shape === 'named' && typeSchema(type.name) !== undefined ? type.name : undefined
}

function compact(given: unknown, { type, isPointer }: FieldSchema): string {
  if (given === undefined || given === null)
    return isPointer || type.shape !== 'named' ? 'nil' : zero(type.name)
  return `${isPointer ? '&' : ''}${value(given, type)}`
}

function zero(typeName: string): string {
  if (typeSchema(typeName) !== undefined) return '{}'
  if (typeName === 'bool') return 'false'
  return typeName === 'int32' || typeName === 'int64' ? '0' : '""'
}

/** A value on one line, without what was never set. */
function value(given: unknown, type: TypeRef): string {
  if (typeof given === 'string') return quoteGo(given)
  if (typeof given !== 'object' || given === null) return String(given)
  if (Array.isArray(given)) {
    const of: TypeRef = type.shape === 'list' ? type.of : type
    return `{${given.map((item: unknown) => value(item, of)).join(', ')}}`
  }
  const struct = type.shape === 'named' ? typeSchema(type.name) : undefined
  const parts = Object.entries(given).flatMap(([key, member]) => {
    const field = struct?.field.get(key)
    if (field === undefined)
      return [`${quoteGo(key)}: ${value(member, type.shape === 'map' ? type.of : type)}`]
    const isEmpty = JSON.stringify(member) === '{}'
    return isEmpty && !field.isPointer ? [] : [`${goName(key)}: ${compact(member, field)}`]
  })
  return `{${parts.join(', ')}}`
}

const INITIALISMS =
  /^(api|dns|fc|grpc|http|https|id|io|ip|iscsi|nfs|os|pid|rbd|tcp|tls|tty|uid|uri|url)(?=$|[A-Z])/

/** The name of a field in Go. */
function goName(name: string): string {
  return INITIALISMS.test(name)
    ? name.replace(INITIALISMS, (it) => it.toUpperCase())
    : name.charAt(0).toUpperCase() + name.slice(1)
}

function isEqual(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}

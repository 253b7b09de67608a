import { goFieldName } from '../go-names.ts'
import type { GoValue } from '../go-json.ts'
import { typeSchema } from '../schema.ts'
import type { FieldSchema, TypeRef, TypeSchema } from '../schema-notation.ts'

type Json = Readonly<Record<string, unknown>>

/**
 * A value as the API server itself holds it: every field of its type under its name in Go, empty
 * ones too. That is what its messages print. Source: pkg/apis/core/types.go, whose types differ
 * from those of core/v1 in the few places named below.
 */
export function internalForm(typeName: string, value: unknown): GoValue {
  return ofType({ shape: 'named', name: typeName }, value)
}

/** The same for a list of such values. */
export function internalList(typeName: string, values: readonly unknown[]): GoValue {
  return values.map((value) => internalForm(typeName, value))
}

function ofType(type: TypeRef, value: unknown): GoValue {
  if (type.shape === 'list')
    return Array.isArray(value) ? value.map((item) => ofType(type.of, item)) : null
  if (type.shape === 'map') return value === undefined ? null : mapOf(type.of, value as Json)
  const struct = typeSchema(type.name)
  if (struct === undefined) return (value ?? ZEROS[type.name] ?? '') as GoValue
  const given = (value ?? {}) as Json
  return struct.groupVersion === 'meta/v1' ? asWritten(struct, given) : structOf(struct, given)
}

/** Scalars that were never set; all others are strings. */
const ZEROS: Readonly<Record<string, GoValue>> = {
  ...{ bool: false, int32: 0, int64: 0, IntOrString: 0, Quantity: '0' },
}

function mapOf(of: TypeRef, given: Json): GoValue {
  const keys = Object.keys(given).sort()
  return new Map(keys.map((key) => [key, ofType(of, given[key])]))
}

function structOf(struct: TypeSchema, given: Json): GoValue {
  if (struct.name === 'PodSpec') return podSpecOf(struct, given)
  if (struct.name === 'PodTemplateSpec') return templateOf(given)
  return new Map(fieldsOf(struct).map((field) => fieldOf(struct, field, given)))
}

function fieldOf(
  { name }: TypeSchema,
  { name: json, type, isPointer }: FieldSchema,
  given: Json,
): readonly [string, GoValue] {
  const value = given[json]
  const isNil = isPointer && (value === undefined || value === null)
  return [goFieldName(name, json), isNil ? null : ofType(type, value)]
}

/** The metadata of a template stand in it without a name of their own. */
function templateOf({ metadata, spec }: Json): GoValue {
  const meta = typeSchema('ObjectMeta')
  const own = meta === undefined ? [] : entriesOf(meta, (metadata ?? {}) as Json)
  return new Map([...own, ['Spec', internalForm('PodSpec', spec)]])
}

/** What a Pod shares with its host stands in the security context. */
const OF_THE_HOST = ['hostNetwork', 'hostPID', 'hostIPC', 'shareProcessNamespace', 'hostUsers']
const NOT_INTERNAL = new Set([...OF_THE_HOST, 'serviceAccount'])

function podSpecOf(struct: TypeSchema, given: Json): GoValue {
  const shared = OF_THE_HOST.flatMap((name) => struct.field.get(name) ?? [])
  const context = typeSchema('PodSecurityContext')
  const inContext = context === undefined ? [] : fieldsOf(context)
  return new Map(
    fieldsOf(struct)
      .filter(({ name }) => !NOT_INTERNAL.has(name))
      .map((field) =>
        field.name === 'securityContext'
          ? [
              'SecurityContext',
              new Map([
                ...shared.map((it) => fieldOf(struct, it, given)),
                ...inContext.map((it) =>
                  fieldOf(context ?? struct, it, (given.securityContext ?? {}) as Json),
                ),
              ]),
            ]
          : fieldOf(struct, field, given),
      ),
  )
}

/** Fields that stand before another one than in core/v1. */
const MOVED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  PodSpec: {
    setHostnameAsFQDN: 'affinity',
    preemptionPolicy: 'dnsConfig',
    overhead: 'enableServiceLinks',
  },
  PodSecurityContext: { fsGroupChangePolicy: 'sysctls' },
  Volume: { quobyte: 'flexVolume' },
}

function fieldsOf({ name, fields }: TypeSchema): readonly FieldSchema[] {
  const moved = MOVED[name]
  if (moved === undefined) return fields
  return fields
    .filter((field) => moved[field.name] === undefined)
    .flatMap((field) => [...fields.filter((it) => moved[it.name] === field.name), field])
}

/** Types of meta/v1 are the same inside and out: only what is set is written. */
function asWritten(struct: TypeSchema, given: Json): GoValue {
  return new Map(entriesOf(struct, given))
}

function entriesOf(struct: TypeSchema, given: Json): readonly (readonly [string, GoValue])[] {
  return struct.fields.flatMap(({ name, isAlwaysWritten }) =>
    given[name] === undefined && !isAlwaysWritten
      ? []
      : [[name, (given[name] ?? null) as GoValue] as const],
  )
}

import type { FieldSchema, TypeRef, TypeSchema } from '../../src/engine/api/schema-notation.ts'

/** Kinds that live in a namespace: the server always sets theirs. */
const NAMESPACED = new Set([
  ...['Pod', 'ConfigMap', 'Secret', 'ServiceAccount', 'Event', 'EventsV1Event', 'Lease', 'Service'],
  ...['EndpointSlice', 'ReplicaSet', 'Deployment', 'Job', 'Binding', 'Scale'],
])

/** Set by the server on every object, though Go may leave them out. */
const ALWAYS_SET = new Set(['ObjectMeta.name', 'ObjectMeta.uid'])

const SCALARS: Readonly<Record<string, string>> = {
  string: 'string',
  bool: 'boolean',
  int32: 'number',
  int64: 'number',
  float64: 'number',
  bytes: 'string',
  Quantity: 'Quantity',
  IntOrString: 'IntOrString',
  Time: 'Time',
  MicroTime: 'MicroTime',
  FieldsV1: 'object',
  RawExtension: 'object',
}

const HEAD = `// Written by npm run generate:api; see tools/api.

/** A number of something as Kubernetes spells it: 500m, 64Mi. */
export type Quantity = string
export type IntOrString = number | string
/** RFC 3339, to the second. */
export type Time = string
/** RFC 3339, to the microsecond. */
export type MicroTime = string
`

/** The types as TypeScript: objects as the server gives them. */
export function renderTypes(types: readonly TypeSchema[]): string {
  const names = new Set(types.map((type) => type.name))
  const blocks = types.map((type) => renderType(type, names))
  return [HEAD, ...blocks].join('\n')
}

function renderType(type: TypeSchema, names: ReadonlySet<string>): string {
  const isKind = type.field.has('kind') && type.field.has('metadata')
  const lines = type.fields.map((field) => {
    if (isKind && field.name === 'kind') return `  readonly kind: '${type.goName}'`
    if (isKind && field.name === 'apiVersion')
      return `  readonly apiVersion: '${type.groupVersion.replace('meta/', '')}'`
    return renderField(type, field, names)
  })
  return `export interface ${type.name} {\n${lines.join('\n')}\n}\n`
}

function renderField(type: TypeSchema, field: FieldSchema, names: ReadonlySet<string>): string {
  // What is wanted and yet left out when empty is missing where nothing was given.
  const isPresent =
    field.isAlwaysWritten || ALWAYS_SET.has(`${type.name}.${field.name}`) || isStruct(field, names)
  const value = typeOfField(type, field, names) + (mayBeNull(field) ? ' | null' : '')
  return `  readonly ${field.name}${isPresent ? '' : '?'}: ${value}`
}

/** A time that was never set is written as null, unless its field is left out when zero. */
function mayBeNull(field: FieldSchema): boolean {
  const isTime =
    field.type.shape === 'named' && (field.type.name === 'Time' || field.type.name === 'MicroTime')
  return isTime && !field.isPointer && !field.isLeftOutWhenZero
}

/** A struct that is not behind a pointer is always there, be it empty. */
function isStruct(field: FieldSchema, names: ReadonlySet<string>): boolean {
  if (field.type.shape !== 'named' || field.isPointer) return false
  return field.type.name === 'Quantity' || names.has(field.type.name)
}

function typeOfField(type: TypeSchema, field: FieldSchema, names: ReadonlySet<string>): string {
  if (field.name === 'metadata' && field.type.shape === 'named') {
    if (NAMESPACED.has(type.name)) return 'ObjectMeta & { readonly namespace: string }'
    if (type.name.endsWith('TemplateSpec')) return 'Partial<ObjectMeta>'
  }
  if (field.oneOf !== undefined) return field.oneOf.map((value) => `'${value}'`).join(' | ')
  return render(field.type, names)
}

function render(type: TypeRef, names: ReadonlySet<string>): string {
  switch (type.shape) {
    case 'list':
      return `readonly ${render(type.of, names)}[]`
    case 'map':
      return `Readonly<Record<string, ${render(type.of, names)}>>`
    case 'named':
      return names.has(type.name) ? type.name : (SCALARS[type.name] ?? 'string')
  }
}

import { typeSchema } from '../../api/schema.ts'
import type { TypeRef, TypeSchema } from '../../api/schema-notation.ts'
import type { ServedResource } from '../resource.ts'
import type { Dialect, OpenApiSchema } from './dialect.ts'
import { described, fieldModel, structRef } from './field-models.ts'
import { listModelName, modelName } from './model-names.ts'

/** Texts of the API by type; in each by field, the type's own under the empty name. */
export type Descriptions = Readonly<Record<string, Readonly<Record<string, string>>>>

/** The schemas of some types and of all that they are made of, by name. */
export function modelsOf(
  typeNames: readonly string[],
  dialect: Dialect,
  descriptions: Descriptions,
): ReadonlyMap<string, OpenApiSchema> {
  const models = new Map<string, OpenApiSchema>()
  const open = [...typeNames]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const model = modelName(name)
    if (model === undefined || models.has(model)) continue
    const type = typeSchema(name)
    const writer = { dialect, descriptions }
    models.set(model, type === undefined ? scalarModel(name, writer) : structModel(type, writer))
    for (const field of type?.fields ?? []) open.push(innermost(field.type))
  }
  return new Map([...models].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** The schema of a list of a resource's objects. */
export function listModel(
  { kind, type, group, version }: ServedResource,
  { dialect, descriptions }: Writer,
): readonly [name: string, schema: OpenApiSchema] {
  const texts = descriptions['TypeMeta'] ?? {}
  const string = (text: string | undefined) => ({ ...described(text), type: 'string' })
  const schema = {
    ...described(`${kind}List is a collection of ${kind}s.`),
    properties: {
      apiVersion: string(texts['apiVersion']),
      items: {
        ...described(`Items is the list of ${kind}s.`),
        items: structRef(type, { description: undefined, dialect }),
        type: 'array',
      },
      kind: string(texts['kind']),
      metadata: structRef('ListMeta', { description: 'Standard list metadata.', dialect }),
    },
    required: ['items'],
    type: 'object',
    'x-kubernetes-group-version-kind': [{ group, kind: `${kind}List`, version }],
  }
  return [listModelName(type), schema]
}

interface Writer {
  readonly dialect: Dialect
  readonly descriptions: Descriptions
}

function innermost(type: TypeRef): string {
  return type.shape === 'named' ? type.name : innermost(type.of)
}

function structModel(type: TypeSchema, { dialect, descriptions }: Writer): OpenApiSchema {
  const texts = descriptions[type.name] ?? {}
  const ofTypeMeta = descriptions['TypeMeta'] ?? {}
  const properties = type.fields.map((field) => {
    const text = texts[field.name] ?? ofTypeMeta[field.name]
    return [field.name, fieldModel(field, text, dialect)] as const
  })
  const required = type.fields.filter(({ isRequired }) => isRequired).map(({ name }) => name)
  return {
    ...described(texts['']),
    properties: Object.fromEntries(properties.sort(([a], [b]) => (a < b ? -1 : 1))),
    ...(required.length === 0 ? {} : { required }),
    type: 'object',
    ...kindOf(type),
    ...(type.isAtomic ? { 'x-kubernetes-map-type': 'atomic' } : {}),
  }
}

/** Only what is an object of its own has a kind. */
function kindOf({ field, groupVersion, goName }: TypeSchema): OpenApiSchema {
  if (!field.has('kind') || !field.has('metadata')) return {}
  const [version = '', group = ''] = groupVersion.split('/').reverse()
  return { 'x-kubernetes-group-version-kind': [{ group, kind: goName, version }] }
}

function scalarModel(name: string, { dialect, descriptions }: Writer): OpenApiSchema {
  const description = described(descriptions[name]?.[''])
  switch (name) {
    case 'Quantity':
      return { ...description, ...dialect.quantity }
    case 'IntOrString':
      return { ...description, ...dialect.intOrString }
    case 'FieldsV1':
      return { ...description, type: 'object' }
    default:
      return { ...description, format: 'date-time', type: 'string' }
  }
}

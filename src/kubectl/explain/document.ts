/** The part of an OpenAPI v3 schema that `explain` reads. */
export interface ApiSchema {
  readonly $ref?: string
  readonly type?: string
  readonly description?: string
  readonly properties?: Readonly<Record<string, ApiSchema>>
  readonly required?: readonly string[]
  readonly items?: ApiSchema
  readonly additionalProperties?: ApiSchema | boolean
  readonly allOf?: readonly ApiSchema[]
  readonly enum?: readonly (string | number | boolean)[]
  readonly 'x-kubernetes-group-version-kind'?: readonly GroupVersionKind[]
}

export interface GroupVersionKind {
  readonly group: string
  readonly version: string
  readonly kind: string
}

export interface ApiDocument {
  readonly components?: { readonly schemas?: Readonly<Record<string, ApiSchema>> }
}

/** What a reference within the document points at. */
export function resolveRef(document: ApiDocument, ref: string | undefined): ApiSchema | undefined {
  const name = /^#\/components\/schemas\/(.+)$/.exec(ref ?? '')?.[1]
  return name === undefined ? undefined : schemasOf(document).get(name)
}

export function schemaOfKind(
  document: ApiDocument,
  wanted: GroupVersionKind,
): ApiSchema | undefined {
  return [...schemasOf(document).values()].find((schema) =>
    schema['x-kubernetes-group-version-kind']?.some(
      ({ group, version, kind }) =>
        group === wanted.group && version === wanted.version && kind === wanted.kind,
    ),
  )
}

function schemasOf({ components }: ApiDocument): ReadonlyMap<string, ApiSchema> {
  return new Map(Object.entries(components?.schemas ?? {}))
}

/** Values of a map, when they are of a known type. */
export function mapValues({ additionalProperties }: ApiSchema): ApiSchema | undefined {
  return typeof additionalProperties === 'object' ? additionalProperties : undefined
}

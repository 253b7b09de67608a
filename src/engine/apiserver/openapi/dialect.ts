/** A JSON schema as OpenAPI writes it; only data. */
export type OpenApiSchema = Readonly<Record<string, unknown>>

/** How the two versions of OpenAPI differ in what the API server says. */
export interface Dialect {
  /** Where schemas stand, before their name. */
  readonly refs: string
  /** Version 3 writes what a field is when it is left out; version 2 does not. */
  readonly hasDefaults: boolean
  readonly quantity: OpenApiSchema
  readonly intOrString: OpenApiSchema
}

export const V3: Dialect = {
  refs: '#/components/schemas/',
  hasDefaults: true,
  quantity: { oneOf: [{ type: 'string' }, { type: 'number' }] },
  intOrString: { format: 'int-or-string', oneOf: [{ type: 'integer' }, { type: 'string' }] },
}

export const V2: Dialect = {
  refs: '#/definitions/',
  hasDefaults: false,
  quantity: { type: 'string' },
  intOrString: { format: 'int-or-string', type: 'string' },
}

import type { OpenApiSchema } from './dialect.ts'
import { boolField, type Bytes, joined, messageField, textField, textFields } from './protobuf.ts'

/**
 * The document of version 2 in protobuf, which is all that clients read of it; the numbers are
 * those of gnostic's OpenAPIv2.proto.
 */
export function gnosticDocument(document: OpenApiSchema): Uint8Array {
  // Our own document of version 2: `OpenApiSchema` says less about it than is known here.
  const { swagger, info, paths, definitions, security, securityDefinitions } =
    document as unknown as DocumentV2
  return joined([
    textField(1, swagger),
    messageField(2, joined([textField(1, info.title), textField(2, info.version)])),
    messageField(8, named(2, paths, pathItem)),
    messageField(9, named(1, definitions, schema)),
    ...security.map((each) =>
      messageField(
        12,
        named(1, each, (scopes) => textFields(1, scopes)),
      ),
    ),
    messageField(
      13,
      named(1, securityDefinitions, (each) => messageField(2, apiKey(each))),
    ),
  ])
}

type Of<T> = Readonly<Record<string, T>>

interface DocumentV2 {
  readonly swagger: string
  readonly info: { readonly title: string; readonly version: string }
  readonly paths: Of<PathItem>
  readonly definitions: Of<Schema>
  readonly security: readonly Of<readonly string[]>[]
  readonly securityDefinitions: Of<Of<string>>
}

type Method = 'get' | 'put' | 'post' | 'delete' | 'patch'

interface PathItem extends Readonly<Partial<Record<Method, Operation>>> {
  readonly parameters?: readonly Parameter[]
}

interface Operation {
  readonly tags: readonly string[]
  readonly description: string
  readonly operationId: string
  readonly produces: readonly string[]
  readonly consumes: readonly string[]
  readonly parameters: readonly Parameter[]
  readonly responses: Of<{ readonly description: string; readonly schema: Schema }>
  readonly schemes: readonly string[]
}

interface Parameter {
  readonly in: 'body' | 'path' | 'query'
  readonly name: string
  readonly description?: string
  readonly required?: boolean
  readonly type?: string
  readonly uniqueItems?: boolean
  readonly schema?: Schema
}

interface Schema {
  readonly $ref?: string
  readonly format?: string
  readonly description?: string
  readonly required?: readonly string[]
  readonly enum?: readonly unknown[]
  readonly additionalProperties?: Schema
  readonly type?: string
  readonly items?: Schema
  readonly properties?: Of<Schema>
}

const METHODS: Readonly<Record<Method, number>> = { get: 2, put: 3, post: 4, delete: 5, patch: 8 }

function pathItem(item: PathItem): Bytes {
  return joined([
    ...Object.entries(METHODS).map(([method, number]) => {
      const found = item[method as Method]
      return found === undefined ? [] : messageField(number, operation(found))
    }),
    ...(item.parameters ?? []).map((it) => messageField(9, parameterItem(it))),
  ])
}

function operation(it: Operation): Bytes {
  return joined([
    textFields(1, it.tags),
    textField(3, it.description),
    textField(5, it.operationId),
    textFields(6, it.produces),
    textFields(7, it.consumes),
    ...it.parameters.map((each) => messageField(8, parameterItem(each))),
    messageField(
      9,
      named(1, it.responses, (response) => {
        const given = messageField(2, messageField(1, schema(response.schema)))
        return messageField(1, joined([textField(1, response.description), given]))
      }),
    ),
    textFields(10, it.schemes),
    extensions(13, it),
  ])
}

/** A parameter of a path or a query stands in two choices, one in the other. */
function parameterItem(it: Parameter): Bytes {
  if (it.in === 'body') return messageField(1, messageField(1, bodyParameter(it)))
  const isQuery = it.in === 'query'
  const fields = joined([
    boolField(1, it.required),
    textField(2, it.in),
    textField(3, it.description),
    textField(4, it.name),
    textField(isQuery ? 6 : 5, it.type),
    boolField(isQuery ? 20 : 19, it.uniqueItems),
  ])
  return messageField(1, messageField(2, messageField(isQuery ? 3 : 4, fields)))
}

function bodyParameter({ description, name, required, schema: sent = {} }: Parameter): Bytes {
  return joined([
    textField(1, description),
    textField(2, name),
    textField(3, 'body'),
    boolField(4, required),
    messageField(5, schema(sent)),
  ])
}

function schema(it: Schema): Bytes {
  return joined([
    textField(1, it.$ref),
    textField(2, it.format),
    textField(4, it.description),
    textFields(19, it.required),
    ...(it.enum ?? []).map((value) => messageField(20, anyValue(value))),
    ...(it.additionalProperties === undefined
      ? []
      : [messageField(21, messageField(1, schema(it.additionalProperties)))]),
    ...(it.type === undefined ? [] : [messageField(22, textField(1, it.type))]),
    ...(it.items === undefined ? [] : [messageField(23, messageField(1, schema(it.items)))]),
    ...(it.properties === undefined ? [] : [messageField(25, named(1, it.properties, schema))]),
    extensions(31, it),
  ])
}

function apiKey({ type, name, in: place, description }: Of<string>): Bytes {
  return joined([
    textField(1, type),
    textField(2, name),
    textField(3, place),
    textField(4, description),
  ])
}

/** Pairs of a name and a value. */
function named<T>(number: number, of: Of<T>, write: (it: T) => Bytes): Bytes {
  return joined(
    Object.entries(of).map(([name, it]) =>
      messageField(number, joined([textField(1, name), messageField(2, write(it))])),
    ),
  )
}

function extensions(number: number, it: object): Bytes {
  const own = Object.entries(it).filter(([name]) => name.startsWith('x-'))
  return named(number, Object.fromEntries(own) as Of<unknown>, anyValue)
}

/** What has no fields of its own is written as YAML. */
function anyValue(value: unknown): Bytes {
  return textField(2, `${JSON.stringify(value)}\n`)
}

import type { ServedResource, Verb } from '../resource.ts'
import type { Dialect, OpenApiSchema } from './dialect.ts'
import { V3 } from './dialect.ts'
import { listModelName, modelName } from './model-names.ts'
import { pathParameters, queryParameters } from './parameters.ts'

/** One thing that can be done at a path. */
interface Operation {
  readonly verb: Verb
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
}

const ON_COLLECTION: readonly Operation[] = [
  { verb: 'list', method: 'get' },
  { verb: 'create', method: 'post' },
  { verb: 'deletecollection', method: 'delete' },
]

const ON_OBJECT: readonly Operation[] = [
  { verb: 'get', method: 'get' },
  { verb: 'update', method: 'put' },
  { verb: 'patch', method: 'patch' },
  { verb: 'delete', method: 'delete' },
]

const ON_SUBRESOURCE: readonly Operation[] = [
  ...ON_OBJECT.filter(({ verb }) => verb !== 'delete'),
  { verb: 'create', method: 'post' },
]

/** What is sent, what is answered, and of which kind they are. */
interface Subject {
  readonly resource: ServedResource
  readonly dialect: Dialect
  readonly verbs: readonly Verb[]
  readonly kind: { readonly group: string; readonly version: string; readonly kind: string }
  /** The name of the schema type; undefined where no object is exchanged. */
  readonly type: string | undefined
  /** After `read`, `list`, …, such as CoreV1NamespacedPodStatus. */
  readonly idSuffix: string
}

/** The paths of a resource with what can be done there. */
export function pathsOf(
  resource: ServedResource,
  dialect: Dialect,
): readonly (readonly [string, object])[] {
  const { group, version, resource: plural, isNamespaced, kind, type, subresources } = resource
  const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`
  const collection = `${root}${isNamespaced ? '/namespaces/{namespace}' : ''}/${plural}`
  const groupId = pascal(group === '' ? 'core' : (group.split('.')[0] ?? '')) + pascal(version)
  const idSuffix = `${groupId}${isNamespaced ? 'Namespaced' : ''}${kind}`
  const whole = { resource, dialect, kind: { group, version, kind }, type, idSuffix }
  const { verbs } = resource
  const everywhere = { ...whole, verbs: ['list'] as const, idSuffix: `${groupId}${kind}ForAll` }
  return [
    [collection, pathItem(collection, ON_COLLECTION, { ...whole, verbs })],
    [`${collection}/{name}`, pathItem(`${collection}/{name}`, ON_OBJECT, { ...whole, verbs })],
    ...(isNamespaced
      ? [[`${root}/${plural}`, pathItem(`${root}/${plural}`, ON_COLLECTION, everywhere)] as const]
      : []),
    ...subresources.map((subresource) => {
      const path = `${collection}/{name}/${subresource.name}`
      const subject = {
        ...whole,
        verbs: subresource.verbs,
        kind: { group, version, ...subresource.groupVersion, kind: subresource.kind },
        type: subresource.kind,
        idSuffix: idSuffix + pascal(subresource.name),
      }
      return [path, pathItem(path, ON_SUBRESOURCE, subject)] as const
    }),
  ]
}

function pathItem(path: string, operations: readonly Operation[], subject: Subject): object {
  const possible = operations.filter(({ verb }) => subject.verbs.includes(verb))
  return {
    ...Object.fromEntries(possible.map((it) => [it.method, operationOf(it, subject)])),
    parameters: pathParameters(path, subject.dialect),
  }
}

const ID_PREFIX: Partial<Record<Verb, string>> = {
  get: 'read',
  update: 'replace',
  deletecollection: 'deleteCollection',
}
const ACTION: Partial<Record<Verb, string>> = { create: 'post', update: 'put' }

function operationOf({ verb }: Operation, subject: Subject): object {
  const { resource, dialect, kind, idSuffix } = subject
  const { group, version } = resource
  const tag = `${group === '' ? 'core' : (group.split('.')[0] ?? '')}_${version}`
  return {
    description: `${verb} ${kind.kind}`,
    operationId: `${ID_PREFIX[verb] ?? verb}${idSuffix}`,
    ...exchange(verb, subject),
    tags: [tag],
    'x-kubernetes-action': ACTION[verb] ?? verb,
    'x-kubernetes-group-version-kind': dialect === V3 ? kind : { ...kind },
  }
}

const PATCH_TYPES = [
  ...['application/json-patch+json', 'application/merge-patch+json'],
  ...['application/strategic-merge-patch+json', 'application/apply-patch+yaml'],
]

/** Parameters, body and answers, as the version of OpenAPI writes them. */
function exchange(verb: Verb, { type = '', dialect }: Subject): OpenApiSchema {
  const parameters = queryParameters(verb, dialect)
  const sent = sentModel(verb, type)
  const answered = answeredModel(verb, type)
  const schema = (name: string) => ({ $ref: dialect.refs + name })
  if (dialect === V3) {
    const bodyTypes = verb === 'patch' ? PATCH_TYPES : ['*/*']
    const content = (types: readonly string[], name: string) =>
      Object.fromEntries(types.map((it) => [it, { schema: schema(name) }]))
    return {
      parameters,
      ...(sent === undefined ? {} : { requestBody: { content: content(bodyTypes, sent) } }),
      responses: { 200: { description: 'OK', content: content(['application/json'], answered) } },
    }
  }
  const body = sent === undefined ? [] : [{ in: 'body', name: 'body', schema: schema(sent) }]
  return {
    consumes: verb === 'patch' ? PATCH_TYPES : ['*/*'],
    parameters: [...parameters, ...body],
    produces: ['application/json'],
    responses: { 200: { description: 'OK', schema: schema(answered) } },
    schemes: ['https'],
  }
}

function sentModel(verb: Verb, type: string): string | undefined {
  switch (verb) {
    case 'create':
    case 'update':
      return modelName(type)
    case 'patch':
      return PATCH
    case 'delete':
    case 'deletecollection':
      return modelName('DeleteOptions')
    default:
      return undefined
  }
}

function answeredModel(verb: Verb, type: string): string {
  if (verb === 'list') return listModelName(type)
  const isDeleting = verb === 'delete' || verb === 'deletecollection'
  return modelName(isDeleting ? 'Status' : type) ?? PATCH
}

/** Any JSON. */
export const PATCH = 'io.k8s.apimachinery.pkg.apis.meta.v1.Patch'

function pascal(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

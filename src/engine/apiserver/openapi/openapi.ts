import DESCRIPTIONS from '../../api/generated/descriptions.json' with { type: 'json' }
import { SCHEMA } from '../../api/generated/schema.ts'
import { KUBERNETES_VERSION } from '../../api/version.ts'
import { groupVersionOf, type ServedResource } from '../resource.ts'
import { typeSchema } from '../../api/schema.ts'
import { served as allServed } from '../served.ts'
import { type Dialect, type OpenApiSchema, V2, V3 } from './dialect.ts'
import { gnosticDocument } from './gnostic.ts'
import { type Descriptions, listModel, modelsOf } from './models.ts'
import { PATCH, pathsOf } from './operations.ts'

/** An add-on's own types are not described. */
const served = allServed.filter(({ type }) => typeSchema(type) !== undefined)

/** `GET /openapi/v3`: where the document of each group is. Clients keep one as long as its hash. */
export function openApiIndex(): object {
  const places = [...new Set(served.map(placeOf))].sort()
  const paths = places.map((place) => [
    place,
    { serverRelativeURL: `/openapi/v3/${place}?hash=${HASH}` },
  ])
  return { paths: Object.fromEntries(paths) as object }
}

/** `GET /openapi/v3/apis/apps/v1`; undefined where there is no such group and version. */
export function openApiV3(place: string): object | undefined {
  const inGroup = served.filter((resource) => placeOf(resource) === place)
  if (inGroup.length === 0) return undefined
  return {
    openapi: '3.0.0',
    info: INFO,
    paths: pathsOfAll(inGroup, V3),
    components: {
      schemas: modelsOfAll(inGroup, V3),
      securitySchemes: { BearerToken: BEARER_TOKEN },
    },
  }
}

/** `GET /openapi/v2`: all groups in one document. */
export function openApiV2(): object {
  return {
    swagger: '2.0',
    info: INFO,
    paths: pathsOfAll(served, V2),
    definitions: modelsOfAll(served, V2),
    securityDefinitions: { BearerToken: BEARER_TOKEN },
    security: [{ BearerToken: [] }],
  }
}

/** The same in protobuf, in which clients ask for it. */
export function openApiV2Protobuf(): Uint8Array {
  return gnosticDocument({ ...openApiV2() })
}

const INFO = { title: 'Kubernetes', version: KUBERNETES_VERSION }

const BEARER_TOKEN = {
  description: 'Bearer Token authentication',
  in: 'header',
  name: 'authorization',
  type: 'apiKey',
}

function placeOf(resource: ServedResource): string {
  return `${resource.group === '' ? 'api' : 'apis'}/${groupVersionOf(resource)}`
}

function pathsOfAll(all: readonly ServedResource[], dialect: Dialect): object {
  const paths = all.flatMap((resource) => pathsOf(resource, dialect))
  return Object.fromEntries(paths.sort(([a], [b]) => (a < b ? -1 : 1)))
}

const descriptions: Descriptions = DESCRIPTIONS

function modelsOfAll(all: readonly ServedResource[], dialect: Dialect): object {
  const types = all.flatMap(({ type, subresources }) => [
    type,
    ...subresources.map(({ kind }) => kind),
  ])
  const exchanged = ['DeleteOptions', 'ListMeta', 'Status']
  const models = modelsOf([...types, ...exchanged], dialect, descriptions)
  const listed = all.filter(({ verbs }) => verbs.includes('list'))
  const lists = listed.map((resource) => listModel(resource, { dialect, descriptions }))
  const named: readonly Named[] = [...models, ...lists, [PATCH, ANYTHING]]
  return Object.fromEntries(named.toSorted(byName))
}

type Named = readonly [name: string, schema: OpenApiSchema]

function byName([a]: Named, [b]: Named): number {
  return a < b ? -1 : 1
}

const ANYTHING: OpenApiSchema = {
  description: 'A patch of the kind its type says.',
  type: 'object',
}

/** Changes whenever the documents do: FNV-1a over what they are made from. */
const HASH = fnv1a(SCHEMA + JSON.stringify(served.map(({ resource, verbs }) => [resource, verbs])))

function fnv1a(text: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(16).toUpperCase().padStart(8, '0')
}

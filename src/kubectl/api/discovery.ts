import type { Run } from '#engine'
import type { Api } from './api.ts'
import type { KubeObject } from './objects.ts'

/** A resource of the API, as the server describes it. */
export interface ResourceMapping {
  readonly group: string
  readonly version: string
  readonly kind: string
  /** Plural, as in paths: pods. */
  readonly resource: string
  readonly singular: string
  readonly shortNames: readonly string[]
  readonly categories: readonly string[]
  readonly isNamespaced: boolean
  readonly verbs: readonly string[]
}

interface DiscoveredResource {
  readonly resource: string
  readonly responseKind?: {
    readonly group?: string
    readonly version?: string
    readonly kind: string
  }
  readonly scope: 'Namespaced' | 'Cluster'
  readonly singularResource?: string
  readonly shortNames?: readonly string[]
  readonly categories?: readonly string[]
  readonly verbs?: readonly string[]
}

interface DiscoveredGroup {
  readonly metadata?: { readonly name?: string }
  readonly versions?: readonly {
    readonly version: string
    readonly resources?: readonly DiscoveredResource[]
  }[]
}

const AGGREGATED =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json'

/** Every resource of the server, in its order: the core group first. */
export function* discover(api: Api): Run<readonly ResourceMapping[]> {
  const found: ResourceMapping[] = []
  for (const path of ['/api', '/apis']) {
    const answer = yield* api.call({ method: 'GET', path, accept: AGGREGATED })
    found.push(...mappingsOf(answer))
  }
  return found
}

function mappingsOf(answer: KubeObject): readonly ResourceMapping[] {
  const { items = [] } = answer as { readonly items?: readonly DiscoveredGroup[] }
  return items.flatMap((group) =>
    (group.versions ?? []).flatMap(({ version, resources = [] }) =>
      resources.map((resource) => mappingOf(resource, group.metadata?.name ?? '', version)),
    ),
  )
}

function mappingOf(found: DiscoveredResource, group: string, version: string): ResourceMapping {
  const kind = found.responseKind?.kind ?? ''
  return {
    group,
    version,
    kind,
    resource: found.resource,
    singular: found.singularResource ?? kind.toLowerCase(),
    shortNames: found.shortNames ?? [],
    categories: found.categories ?? [],
    isNamespaced: found.scope === 'Namespaced',
    verbs: found.verbs ?? [],
  }
}

/** `v1`, `apps/v1`. */
export function apiVersionOf({ group, version }: ResourceMapping): string {
  return group === '' ? version : `${group}/${version}`
}

/** `pod`, `deployment.apps`: how messages name a kind. */
export function kindName({ group, kind }: ResourceMapping): string {
  return group === '' ? kind.toLowerCase() : `${kind.toLowerCase()}.${group}`
}

/** `pods`, `deployments.apps`. */
export function resourceName({ group, resource }: ResourceMapping): string {
  return group === '' ? resource : `${resource}.${group}`
}

export interface ObjectPlace {
  readonly namespace?: string
  readonly name?: string
  readonly subresource?: string
}

/** The path of a collection, an object or a subresource. */
export function pathOf(
  mapping: ResourceMapping,
  { namespace, name, subresource }: ObjectPlace,
): string {
  const root = mapping.group === '' ? `/api/${mapping.version}` : `/apis/${apiVersionOf(mapping)}`
  const inside =
    mapping.isNamespaced && (namespace ?? '') !== '' ? `/namespaces/${namespace ?? ''}` : ''
  const rest = [name, subresource].filter((part) => part !== undefined && part !== '')
  return [`${root}${inside}/${mapping.resource}`, ...rest].join('/')
}

/** What `po`, `pods`, `Pod`, `pods.v1` or `deployments.v1.apps` stands for, if anything. */
export function findResource(
  mappings: readonly ResourceMapping[],
  written: string,
): ResourceMapping | undefined {
  const name = written.toLowerCase()
  const [resource = '', version = '', ...group] = name.split('.')
  const full =
    version === '' ? undefined : match(mappings, { resource, version, group: group.join('.') })
  if (full !== undefined) return full
  const dot = name.indexOf('.')
  if (dot < 0) return match(mappings, { resource: name })
  return match(mappings, { resource: name.slice(0, dot), group: name.slice(dot + 1) })
}

interface Wanted {
  readonly resource: string
  readonly version?: string
  readonly group?: string
}

function match(mappings: readonly ResourceMapping[], wanted: Wanted): ResourceMapping | undefined {
  const candidates = mappings.filter(
    ({ version, group }) =>
      (wanted.version === undefined || wanted.version === version) &&
      (wanted.group === undefined || isGroup(group, wanted.group)),
  )
  return (
    candidates.find(({ resource }) => resource === wanted.resource) ??
    candidates.find(({ singular }) => singular === wanted.resource) ??
    candidates.find(({ shortNames }) => shortNames.includes(wanted.resource)) ??
    candidates.find(({ kind }) => kind.toLowerCase() === wanted.resource)
  )
}

/** The group itself, or the beginning of its name. */
function isGroup(group: string, wanted: string): boolean {
  return wanted === '' ? group === '' : group === wanted || group.startsWith(wanted)
}

export function findKind(
  mappings: readonly ResourceMapping[],
  apiVersion: string,
  kind: string,
): ResourceMapping | undefined {
  return mappings.find((mapping) => mapping.kind === kind && apiVersionOf(mapping) === apiVersion)
}

/** What an object says of itself, where no server is asked: its plural is a guess. */
export function guessedMapping({ apiVersion = '', kind = '' }: KubeObject): ResourceMapping {
  const [group = '', version = ''] = apiVersion.includes('/')
    ? apiVersion.split('/')
    : ['', apiVersion]
  const singular = kind.toLowerCase()
  const resource = `${singular}s`
  const rest = { shortNames: [], categories: [], isNamespaced: false, verbs: [] }
  return { group, version, kind, resource, singular, ...rest }
}

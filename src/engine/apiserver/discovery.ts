import { groupVersionOf, type ServedResource, type Subresource } from './resource.ts'
import { served } from './served.ts'

/** The order in which the real server names the groups. */
const GROUP_ORDER = [
  ...['apps', 'events.k8s.io', 'authentication.k8s.io', 'authorization.k8s.io', 'autoscaling'],
  ...['batch', 'policy', 'coordination.k8s.io', 'discovery.k8s.io', 'metrics.k8s.io'],
]

const groups = [...new Set(served.map(({ group }) => group))]
  .filter((group) => group !== '')
  .sort((a, b) => GROUP_ORDER.indexOf(a) - GROUP_ORDER.indexOf(b))

export function isGroup(name: string): boolean {
  return groups.includes(name)
}

/** Where each group and each of its versions is said of. */
export function groupPaths(): readonly string[] {
  const ofGroup = (group: string) => [
    `/apis/${group}`,
    ...versionsOf(group).map((version) => `/apis/${group}/${version}`),
  ]
  return ['/api', '/api/v1', '/apis', '/apis/', ...groups.flatMap(ofGroup)]
}

/** `GET /api` */
export const apiVersions = {
  kind: 'APIVersions',
  versions: ['v1'],
  serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: '10.0.0.10:6443' }],
}

/** `GET /apis` */
export function apiGroupList(): object {
  return { kind: 'APIGroupList', apiVersion: 'v1', groups: groups.map(groupOf) }
}

/** `GET /apis/GROUP`; undefined when there is none. */
export function apiGroup(name: string): object | undefined {
  return isGroup(name) ? { kind: 'APIGroup', apiVersion: 'v1', ...groupOf(name) } : undefined
}

/** `GET /api/v1` and `GET /apis/GROUP/VERSION`; undefined when there is none. */
export function apiResourceList(group: string, version: string): object | undefined {
  const found = resourcesOf(group).filter((it) => it.version === version)
  if (found.length === 0) return undefined
  return {
    kind: 'APIResourceList',
    ...(group === '' ? {} : { apiVersion: 'v1' }),
    groupVersion: groupVersionOf({ group, version }),
    resources: found.flatMap((resource) => [
      {
        name: resource.resource,
        singularName: resource.singular,
        namespaced: resource.isNamespaced,
        kind: resource.kind,
        verbs: resource.verbs,
        ...(resource.shortNames.length === 0 ? {} : { shortNames: resource.shortNames }),
        ...(resource.categories.length === 0 ? {} : { categories: resource.categories }),
      },
      ...resource.subresources.map((subresource) => ({
        name: `${resource.resource}/${subresource.name}`,
        singularName: '',
        namespaced: resource.isNamespaced,
        ...(subresource.groupVersion ?? {}),
        kind: subresource.kind,
        verbs: subresource.verbs,
      })),
    ]),
  }
}

/** Aggregated discovery: all of `/api` or `/apis` in one answer. */
export function groupDiscoveryList(root: 'api' | 'apis'): object {
  const names = root === 'api' ? [''] : groups
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items: names.map((group) => ({
      metadata: group === '' ? {} : { name: group },
      versions: versionsOf(group).map((version) => ({
        version,
        resources: resourcesOf(group)
          .filter((it) => it.version === version)
          .map(discoveryOf),
        freshness: 'Current',
      })),
    })),
  }
}

function resourcesOf(group: string): readonly ServedResource[] {
  return served
    .filter((it) => it.group === group)
    .sort((a, b) => (a.resource < b.resource ? -1 : 1))
}

function versionsOf(group: string): readonly string[] {
  return [...new Set(resourcesOf(group).map(({ version }) => version))]
}

function groupOf(name: string): object {
  const versions = versionsOf(name).map((version) => ({
    groupVersion: `${name}/${version}`,
    version,
  }))
  return { name, versions, preferredVersion: versions[0] }
}

function discoveryOf(resource: ServedResource): object {
  const { group, version } = resource
  return {
    resource: resource.resource,
    responseKind: { group, version, kind: resource.kind },
    scope: resource.isNamespaced ? 'Namespaced' : 'Cluster',
    singularResource: resource.singular,
    verbs: resource.verbs,
    ...(resource.shortNames.length === 0 ? {} : { shortNames: resource.shortNames }),
    ...(resource.categories.length === 0 ? {} : { categories: resource.categories }),
    ...(resource.subresources.length === 0
      ? {}
      : { subresources: resource.subresources.map((it) => subresourceOf(it, resource)) }),
  }
}

function subresourceOf(subresource: Subresource, { group, version }: ServedResource): object {
  return {
    subresource: subresource.name,
    responseKind: { ...(subresource.groupVersion ?? { group, version }), kind: subresource.kind },
    verbs: subresource.verbs,
  }
}

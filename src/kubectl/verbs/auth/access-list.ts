import type { NonResourceRule, ResourceRule, Run, SubjectRulesReviewStatus } from '#engine'
import { warn } from '../../api/api.ts'
import { type Cli, out } from '../../cli.ts'
import { TABLE_LAYOUT, tabbed } from '../../printers/tab-writer.ts'

/** One line of the list: a resource of one group, or one path. */
interface Access {
  readonly verbs: readonly string[]
  readonly group?: string
  readonly resource?: string
  readonly names: readonly string[]
  readonly paths: readonly string[]
}

/** All that the one who asks may do in the namespace. */
export function* listAccess(cli: Cli, { hasHeads }: { readonly hasHeads: boolean }): Run<void> {
  const review = yield* cli.api.call({
    method: 'POST',
    path: '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews',
    body: {
      kind: 'SelfSubjectRulesReview',
      apiVersion: 'authorization.k8s.io/v1',
      metadata: {},
      spec: { namespace: cli.namespace },
    },
  })
  const status = (review['status'] ?? {}) as Partial<SubjectRulesReviewStatus>
  if (status.incomplete === true)
    yield* warn(cli.process, `the list may be incomplete: ${status.evaluationError ?? ''}`)
  const heads = ['Resources', 'Non-Resource URLs', 'Resource Names', 'Verbs']
  const rows = [...(hasHeads ? [heads] : []), ...accessOf(status).map(rowOf)]
  yield* out(cli, tabbed(rows.map((row) => `${row.join('\t')}\n`).join(''), TABLE_LAYOUT))
}

/** The rules taken apart, and put together again by resource, as kubectl does it. */
function accessOf(status: Partial<SubjectRulesReviewStatus>): readonly Access[] {
  const ofPaths = (status.nonResourceRules ?? []).flatMap(ofPathRule)
  const byResource = new Map<string, Access>()
  for (const access of (status.resourceRules ?? []).flatMap(ofResourceRule)) {
    const key = JSON.stringify([access.group, access.resource, access.names])
    const before = byResource.get(key)?.verbs ?? []
    byResource.set(key, { ...access, verbs: [...before, ...access.verbs] })
  }
  const all = [...ofPaths, ...byResource.values()]
  return all.sort((left, right) => (placeOf(left) < placeOf(right) ? -1 : 1))
}

function ofPathRule({ verbs, nonResourceURLs = [] }: NonResourceRule): readonly Access[] {
  return nonResourceURLs.flatMap((path) =>
    verbs.map((verb) => ({ verbs: [verb], names: [], paths: [path] })),
  )
}

function ofResourceRule(rule: ResourceRule): readonly Access[] {
  const { verbs, apiGroups = [], resources = [], resourceNames = [] } = rule
  const names = resourceNames.length === 0 ? [[]] : resourceNames.map((name) => [name])
  return apiGroups.flatMap((group) =>
    resources.flatMap((resource) =>
      names.map((own) => ({ verbs, group, resource, names: own, paths: [] })),
    ),
  )
}

/** Go's print of a rule, by which they are put in order. */
function placeOf({ verbs, group, resource, names, paths }: Access): string {
  const list = (items: readonly (string | undefined)[]): string =>
    `[${items.filter((item) => item !== undefined).join(' ')}]`
  return `Verbs:${list(verbs)},APIGroups:${list([group])},Resources:${list([resource])},ResourceNames:${list(names)},NonResourceURLs:${list(paths)},`
}

function rowOf(access: Access): readonly string[] {
  const list = (items: readonly string[]): string => `[${items.join(' ')}]`
  return [combined(access), list(access.paths), list(access.names), list(access.verbs)]
}

/** `deployments.apps/scale` */
function combined({ resource, group = '' }: Access): string {
  if (resource === undefined) return ''
  const [plural = '', ...rest] = resource.split('/')
  const below = rest.length === 0 ? '' : `/${rest.join('/')}`
  return `${plural}${group === '' ? '' : `.${group}`}${below}`
}

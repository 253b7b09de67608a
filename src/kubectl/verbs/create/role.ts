import type { Run } from '#engine'
import { warn } from '../../api/api.ts'
import { findResource } from '../../api/discovery.ts'
import { type Cli, resourcesOf } from '../../cli.ts'
import { defineCommand } from '../../command.ts'
import { CommandError, WordedError } from '../../failure.ts'
import { stringArray, stringSlice, stringToString } from '../../flags/flag.ts'
import { make, MAKER_FLAGS, nameAndWords, placeIn } from './make.ts'

const GROUP = 'rbac.authorization.k8s.io'

const RULE_FLAGS = {
  ...MAKER_FLAGS,
  resource: stringSlice({ usage: 'What it is about.' }),
  'resource-name': stringArray({ usage: 'Which of them.' }),
  verb: stringSlice({ usage: 'What may be done with it.' }),
}

export const role = defineCommand({
  name: 'role',
  use: 'create role NAME --verb=verb --resource=resource.group/subresource [--resource-name=resourcename] [--dry-run=server|client|none]',
  summary: 'Create a role with single rule.',
  examples: [
    {
      what: 'Look at Pods',
      line: 'kubectl create role watcher --verb=get,list,watch --resource=pods',
    },
  ],
  flags: RULE_FLAGS,
  *run(cli, given) {
    const { name } = nameAndWords(cli, given)
    const { resource, verb, 'resource-name': names } = given.flags
    if (verb.length === 0) throw new CommandError('at least one verb must be specified')
    if (resource.length === 0) throw new CommandError('at least one resource must be specified')
    const rules = yield* rulesFor(cli, { verbs: verbsOf(verb), resources: resource, names })
    const object = {
      kind: 'Role',
      apiVersion: `${GROUP}/v1`,
      metadata: placeIn(cli, name),
      rules,
    }
    const path = `/apis/${GROUP}/v1/namespaces/${cli.namespace}/roles`
    yield* make(cli, { object, path }, given.flags)
  },
})

export const clusterRole = defineCommand({
  name: 'clusterrole',
  use: 'create clusterrole NAME --verb=verb --resource=resource.group [--resource-name=resourcename] [--dry-run=server|client|none]',
  summary: 'Create a cluster role.',
  examples: [
    {
      what: 'Look at nodes',
      line: 'kubectl create clusterrole watcher --verb=get,list,watch --resource=nodes',
    },
  ],
  flags: {
    ...RULE_FLAGS,
    'aggregation-rule': stringToString({ usage: 'Labels of the roles that it is made of.' }),
    'non-resource-url': stringSlice({ usage: 'Paths that may be asked for.' }),
  },
  *run(cli, given) {
    const { name } = nameAndWords(cli, given)
    const { flags } = given
    const start = { kind: 'ClusterRole', apiVersion: `${GROUP}/v1`, metadata: { name } }
    const path = `/apis/${GROUP}/v1/clusterroles`
    const labels = flags['aggregation-rule']
    if (labels.length > 0) {
      refuseRules(flags)
      const selectors = [{ matchLabels: Object.fromEntries(labels) }]
      const aggregationRule = { clusterRoleSelectors: selectors }
      yield* make(cli, { object: { ...start, rules: null, aggregationRule }, path }, flags)
      return
    }
    const { resource, 'non-resource-url': urls, 'resource-name': names } = flags
    if (flags.verb.length === 0) throw new CommandError('at least one verb must be specified')
    if (resource.length === 0 && urls.length === 0)
      throw new CommandError('one of resource or nonResourceURL must be specified')
    const verbs = verbsOf(flags.verb)
    const rules = [
      ...(yield* rulesFor(cli, { verbs, resources: resource, names })),
      ...(urls.length === 0 ? [] : [{ verbs, nonResourceURLs: urls }]),
    ]
    yield* make(cli, { object: { ...start, rules }, path }, flags)
  },
})

type RuleFlags = Readonly<
  Record<'verb' | 'resource' | 'resource-name' | 'non-resource-url', readonly string[]>
>

function refuseRules(flags: RuleFlags): void {
  const given = [flags['non-resource-url'], flags.verb, flags.resource, flags['resource-name']]
  if (given.some((each) => each.length > 0))
    throw new CommandError(
      'aggregation rule must be specified without nonResourceURLs, verbs, resources or resourceNames',
    )
}

/** All of them, or each once. */
function verbsOf(verbs: readonly string[]): readonly string[] {
  return verbs.includes('*') ? ['*'] : [...new Set(verbs)]
}

interface Wanted {
  readonly verbs: readonly string[]
  readonly resources: readonly string[]
  readonly names: readonly string[]
}

const STANDARD = [
  ...['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'],
  ...['use', 'bind', 'escalate', 'impersonate', 'approve', 'sign', 'attest', '*'],
]

/** One rule for each group of the API, in the order in which they are met. */
function* rulesFor(cli: Cli, { verbs, resources, names }: Wanted): Run<readonly object[]> {
  for (const verb of verbs)
    if (!STANDARD.includes(verb))
      yield* warn(cli.process, `'${verb}' is not a standard resource verb`)
  const groups = new Map<string, Set<string>>()
  for (const text of resources) {
    const { group, resource } = yield* resourceIn(cli, text)
    groups.set(group, (groups.get(group) ?? new Set()).add(resource))
  }
  return [...groups].map(([group, found]) => ({
    verbs,
    apiGroups: [group],
    resources: [...found],
    ...(names.length === 0 ? {} : { resourceNames: names }),
  }))
}

function* resourceIn(
  cli: Cli,
  text: string,
): Run<{ readonly group: string; readonly resource: string }> {
  const [type = '', ...rest] = text.split('/')
  const subresource = rest.length === 0 ? '' : `/${rest.join('/')}`
  if (type === '*') return { group: '', resource: `*${subresource}` }
  const found = findResource(yield* resourcesOf(cli), type)
  if (found === undefined)
    throw new WordedError(`the server doesn't have a resource type "${type.split('.')[0] ?? ''}"`)
  return { group: found.group, resource: `${found.resource}${subresource}` }
}

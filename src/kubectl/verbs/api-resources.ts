import type { Run } from '#engine'
import { apiVersionOf, discover, type ResourceMapping } from '../api/discovery.ts'
import { type Cli, out } from '../cli.ts'
import { defineCommand, type Given } from '../command.ts'
import { CommandError, usageError } from '../failure.ts'
import { bool, string, stringSlice } from '../flags/flag.ts'
import { tabbed, TABLE_LAYOUT } from '../printers/tab-writer.ts'

const FLAGS = {
  'api-group': string({ usage: 'Resources of this group only.' }),
  cached: bool({ usage: 'What is known already will do.' }),
  categories: stringSlice({ usage: 'Resources that belong to these categories.' }),
  namespaced: bool({
    initial: true,
    usage: 'In namespaces, or with false those that are in none.',
  }),
  'no-headers': bool({ usage: 'Leave out the heads of the columns.' }),
  output: string({ short: 'o', usage: 'Output format: wide or name.' }),
  'sort-by': string({ usage: 'name or kind.' }),
  verbs: stringSlice({ usage: 'Resources that know these verbs.' }),
}

export const apiResources = defineCommand({
  name: 'api-resources',
  use: 'api-resources [flags] [options]',
  summary: 'Print the supported API resources on the server.',
  examples: [
    { what: 'All that the server knows', line: 'kubectl api-resources' },
    { what: 'What is in no namespace', line: 'kubectl api-resources --namespaced=false' },
  ],
  flags: FLAGS,
  *run(cli, given) {
    const { flags, args } = given
    if (args.length > 0)
      throw usageError(cli.commandPath, `unexpected arguments: [${args.join(' ')}]`)
    const sortBy = flags['sort-by']
    if (!['', 'name', 'kind'].includes(sortBy))
      throw new CommandError('--sort-by accepts only name or kind')
    if (!['', 'wide', 'name'].includes(flags.output))
      throw new CommandError(
        `unable to match a printer suitable for the output format "${flags.output}", allowed formats are: json,name,wide,yaml`,
      )
    const all = yield* freshResources(cli)
    const shown = all.filter((resource) => isWanted(resource, given)).sort(orderBy(sortBy))
    yield* out(cli, print(shown, flags))
  },
})

/** What the server says now is kept for the commands that follow. */
function* freshResources(cli: Cli): Run<readonly ResourceMapping[]> {
  const resources = yield* discover(cli.api)
  cli.cluster.resources = resources
  return resources
}

function isWanted(resource: ResourceMapping, { flags, changed }: Given<typeof FLAGS>): boolean {
  if (changed.has('api-group') && flags['api-group'] !== resource.group) return false
  if (changed.has('namespaced') && flags.namespaced !== resource.isNamespaced) return false
  return (
    flags.verbs.every((verb) => resource.verbs.includes(verb)) &&
    flags.categories.every((category) => resource.categories.includes(category))
  )
}

function orderBy(field: string): (left: ResourceMapping, right: ResourceMapping) => number {
  const keyOf = ({ resource, kind, group }: ResourceMapping) =>
    field === 'name' ? resource : field === 'kind' ? kind : group
  return (left, right) =>
    compare(keyOf(left), keyOf(right)) || compare(left.resource, right.resource)
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}

function print(resources: readonly ResourceMapping[], flags: Given<typeof FLAGS>['flags']): string {
  if (flags.output === 'name')
    return resources
      .map(({ resource, group }) => `${resource}${group === '' ? '' : `.${group}`}\n`)
      .join('')
  const isWide = flags.output === 'wide'
  const heads = ['NAME', 'SHORTNAMES', 'APIVERSION', 'NAMESPACED', 'KIND']
  const rows = resources.map((resource) => [
    resource.resource,
    resource.shortNames.join(','),
    apiVersionOf(resource),
    String(resource.isNamespaced),
    resource.kind,
    ...(isWide ? [resource.verbs.join(','), resource.categories.join(',')] : []),
  ])
  const head = flags['no-headers'] ? [] : [isWide ? [...heads, 'VERBS', 'CATEGORIES'] : heads]
  return tabbed([...head, ...rows].map((row) => `${row.join('\t')}\n`).join(''), TABLE_LAYOUT)
}

import type { Run } from '#engine'
import { warn } from '../../api/api.ts'
import { findResource, type ResourceMapping } from '../../api/discovery.ts'
import { type Cli, out, resourcesOf } from '../../cli.ts'
import { defineCommand, type Given } from '../../command.ts'
import { CommandError, SilentExit } from '../../failure.ts'
import { bool, string } from '../../flags/flag.ts'
import { ALL_NAMESPACES_FLAG } from '../../flags/shared-flags.ts'
import { listAccess } from './access-list.ts'

const FLAGS = {
  ...ALL_NAMESPACES_FLAG,
  list: bool({ usage: 'All that may be done.' }),
  'no-headers': bool({ usage: 'Leave out the heads of the columns.' }),
  quiet: bool({ short: 'q', usage: 'Only the exit code tells.' }),
  subresource: string({ usage: 'Subresource, such as log of a Pod.' }),
}

const VERBS = new Set([
  ...['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection', 'use'],
  ...['bind', 'impersonate', '*', 'approve', 'sign', 'escalate', 'attest'],
])
/** Users and groups can be impersonated, but not found. */
const HIDDEN_RESOURCES = new Set(['users', 'groups'])
const URL_VERBS = new Set(['get', 'put', 'post', 'head', 'options', 'delete', 'patch', '*'])

export const canI = defineCommand({
  name: 'can-i',
  use: 'auth can-i VERB [TYPE | TYPE/NAME | NONRESOURCEURL]',
  summary: 'Check whether an action is allowed.',
  examples: [{ what: 'May I create Pods here?', line: 'kubectl auth can-i create pods' }],
  flags: FLAGS,
  *run(cli, given) {
    const { flags, args } = given
    if (flags.list) {
      checkList(given)
      yield* listAccess(cli, { hasHeads: !flags['no-headers'] })
      return
    }
    const [verb = '', what = ''] = args
    if (args.length !== 2)
      throw new CommandError(
        "you must specify two arguments: verb resource or verb resource/resourceName.\nSee 'kubectl auth can-i -h' for help and examples.",
      )
    const spec = yield* specFor(cli, given, { verb, what })
    if (flags['no-headers'])
      throw new CommandError('--no-headers cannot be set without --list specified')
    const review = yield* cli.api.call({
      method: 'POST',
      path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
      body: {
        kind: 'SelfSubjectAccessReview',
        apiVersion: 'authorization.k8s.io/v1',
        metadata: {},
        spec,
      },
    })
    const { allowed = false, reason = '' } = (review['status'] ?? {}) as {
      readonly allowed?: boolean
      readonly reason?: string
    }
    if (!flags.quiet)
      yield* out(cli, allowed ? 'yes\n' : `no${reason === '' ? '' : ` - ${reason}`}\n`)
    if (!allowed) throw new SilentExit(1)
  },
})

function checkList({ flags, args }: Given<typeof FLAGS>): void {
  if (args.length > 0) throw new CommandError('list option must be specified with no arguments')
  if (flags.quiet || flags['all-namespaces'] || flags.subresource !== '')
    throw new CommandError(
      "list option can't be specified with neither quiet, all-namespaces nor subresource options",
    )
}

function* specFor(
  cli: Cli,
  { flags }: Given<typeof FLAGS>,
  { verb, what }: { readonly verb: string; readonly what: string },
): Run<object> {
  if (what.startsWith('/')) {
    if (flags.subresource !== '')
      throw new CommandError('--subresource can not be used with NonResourceURL')
    if (!URL_VERBS.has(verb)) yield* warn(cli.process, `verb '${verb}' is not a known verb\n`)
    return { nonResourceAttributes: { path: what, verb } }
  }
  const [type = '', name = ''] = what.split('/')
  const mapping = yield* resourceOf(cli, type)
  if (!flags['all-namespaces']) yield* warnOf(cli, mapping, verb)
  const namespace = flags['all-namespaces'] ? '' : cli.namespace
  return {
    resourceAttributes: {
      ...(namespace === '' ? {} : { namespace }),
      verb,
      ...((mapping?.group ?? '') === '' ? {} : { group: mapping?.group }),
      resource: mapping?.resource ?? type,
      ...(flags.subresource === '' ? {} : { subresource: flags.subresource }),
      ...(name === '' ? {} : { name }),
    },
  }
}

function* resourceOf(cli: Cli, type: string): Run<ResourceMapping | undefined> {
  if (type === '*') return undefined
  const found = findResource(yield* resourcesOf(cli), type)
  if (found === undefined && !HIDDEN_RESOURCES.has(type)) {
    const [resource = '', ...group] = type.split('.')
    const where = group.length === 0 ? '' : ` in group '${group.join('.')}'`
    yield* warn(cli.process, `the server doesn't have a resource type '${resource}'${where}\n`)
  }
  return found
}

function* warnOf(cli: Cli, mapping: ResourceMapping | undefined, verb: string): Run<void> {
  if (mapping !== undefined && !mapping.isNamespaced) {
    const { resource, group } = mapping
    const where = group === '' ? '' : ` in group '${group}'`
    yield* warn(cli.process, `resource '${resource}' is not namespace scoped${where}\n`)
  }
  if (!VERBS.has(verb)) yield* warn(cli.process, `verb '${verb}' is not a known verb\n`)
}

import type { Run } from '#engine'
import { warn } from '../api/api.ts'
import { collect, type Collected, type Target } from '../api/collect.ts'
import { kindName, pathOf } from '../api/discovery.ts'
import { isStatus, type KubeObject } from '../api/objects.ts'
import { waitUntilGone } from '../api/wait-gone.ts'
import { type Cli, err, out } from '../cli.ts'
import { defineCommand, type Given } from '../command.ts'
import { CommandError, isStatus as hasReason, raiseAll, withSource } from '../failure.ts'
import { BadValue, bool, duration, int, parseBool, string } from '../flags/flag.ts'
import {
  ALL_NAMESPACES_FLAG,
  DRY_RUN_FLAG,
  dryRunOf,
  FIELD_SELECTOR_FLAG,
  FILENAME_FLAGS,
  SELECTOR_FLAG,
} from '../flags/shared-flags.ts'
import { sendRaw } from './raw.ts'
import { operationOf } from './shared.ts'

const FLAGS = {
  ...FILENAME_FLAGS,
  ...SELECTOR_FLAG,
  ...FIELD_SELECTOR_FLAG,
  ...ALL_NAMESPACES_FLAG,
  ...DRY_RUN_FLAG,
  all: bool({ usage: 'Every object of the types, in the namespace.' }),
  cascade: string({
    initial: 'background',
    bare: 'background',
    usage: '"background", "orphan" or "foreground": what becomes of dependents.',
  }),
  force: bool({ usage: 'Take it out of the API at once, whatever still runs.' }),
  'grace-period': int({ initial: -1, usage: 'Seconds to end in; negative: as the object says.' }),
  'ignore-not-found': bool({ usage: 'What is not there counts as deleted.' }),
  interactive: bool({ short: 'i', usage: 'Ask before anything is deleted.' }),
  now: bool({ usage: 'Short for --grace-period=1.' }),
  output: string({ short: 'o', usage: 'Only "name": type/name.' }),
  raw: string({ usage: 'Path of the API to DELETE.' }),
  timeout: duration({
    initial: 0,
    usage: 'How long to wait for the end; zero: as long as needed.',
  }),
  wait: bool({ initial: true, usage: 'Return only when the objects are gone.' }),
}

type Flags = Given<typeof FLAGS>['flags']

interface Deletion {
  readonly gracePeriod: number
  readonly propagationPolicy: string
  readonly operation: string
}

export const deleteVerb = defineCommand({
  name: 'delete',
  use: 'delete ([-f FILENAME] | [-k DIRECTORY] | TYPE [(NAME | -l label | --all)])',
  summary: 'Delete resources by file names, stdin, resources and names, or by selector.',
  listed:
    'Delete resources by file names, stdin, resources and names, or by resources and label selector',
  examples: [
    { what: 'Delete a Pod by its name', line: 'kubectl delete pod web' },
    { what: 'Delete what a file describes', line: 'kubectl delete -f ./pod.yaml' },
    { what: 'Do not wait for its grace period', line: 'kubectl delete pod web --now' },
  ],
  flags: FLAGS,
  suggestFor: ['rm', 'remove'],
  *run(cli, { flags, changed, args }) {
    const deletion = yield* decideDeletion(cli, flags)
    if (flags.raw !== '') {
      yield* deleteRaw(cli, flags)
      return
    }
    const found = yield* collectDoomed(cli, flags, args)
    checkFlags(flags)
    if (flags.force && deletion.gracePeriod === 0) yield* warn(cli.process, AT_ONCE)
    const selects = flags.all || flags.selector !== '' || flags['field-selector'] !== ''
    const ignoresMissing =
      flags['ignore-not-found'] || (selects && !changed.has('ignore-not-found'))
    yield* deleteAll(cli, { flags, deletion, found, ignoresMissing })
  },
})

function* deleteRaw(cli: Cli, flags: Flags): Run<void> {
  if (flags.interactive) throw new CommandError('--interactive can not be used with --raw')
  yield* sendRaw(cli, 'DELETE', flags)
}

const AT_ONCE =
  'Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.'

function* decideDeletion(cli: Cli, flags: Flags): Run<Deletion> {
  const cascade = cascadeOf(flags.cascade)
  if (cascade.warning !== undefined) yield* err(cli, cascade.warning)
  const gracePeriod = gracePeriodOf(flags)
  const done = gracePeriod === 0 ? 'force deleted' : 'deleted'
  return { gracePeriod, propagationPolicy: cascade.policy, operation: done }
}

/** Zero needs --force; without it one second is what is given. */
function gracePeriodOf(flags: {
  readonly now: boolean
  readonly force: boolean
  readonly 'grace-period': number
}): number {
  const given = flags['grace-period']
  if (flags.now && given !== -1)
    throw new CommandError('--now and --grace-period cannot be specified together')
  if (flags.now) return 1
  if (given === 0) return flags.force ? 0 : 1
  return flags.force && given < 0 ? 0 : given
}

function cascadeOf(text: string): { readonly policy: string; readonly warning?: string } {
  const policies = new Map([
    ['background', 'Background'],
    ['foreground', 'Foreground'],
    ['orphan', 'Orphan'],
  ])
  const policy = policies.get(text)
  if (policy !== undefined) return { policy }
  try {
    const now = parseBool(text) ? 'background' : 'orphan'
    const warning = `warning: --cascade=${text} is deprecated (boolean value) and can be replaced with --cascade=${now}.\n`
    return { policy: policies.get(now) ?? '', warning }
  } catch (error) {
    if (!(error instanceof BadValue)) throw error
    throw new CommandError(
      `invalid cascade value (${text}). Must be "background", "foreground", or "orphan"`,
    )
  }
}

function* collectDoomed(cli: Cli, flags: Flags, args: readonly string[]): Run<Collected> {
  return yield* collect(cli, {
    args,
    filename: flags.filename,
    kustomize: flags.kustomize,
    recursive: flags.recursive,
    selector: flags.selector,
    fieldSelector: flags['field-selector'],
    all: flags.all,
    allNamespaces: flags['all-namespaces'],
    fetch: 'never',
  })
}

function checkFlags(flags: Flags): void {
  if (flags.force && flags['grace-period'] > 0)
    throw new CommandError('--force and --grace-period greater than 0 cannot be specified together')
  if (flags.output !== '' && flags.output !== 'name')
    throw new CommandError(`unexpected -o output mode: ${flags.output}. We only support '-o name'`)
}

interface Doomed {
  readonly flags: Flags
  readonly deletion: Deletion
  readonly found: Collected
  readonly ignoresMissing: boolean
}

function* deleteAll(cli: Cli, { flags, deletion, found, ignoresMissing }: Doomed): Run<void> {
  const errors = [...found.errors]
  const gone: { readonly target: Target; readonly uid: string }[] = []
  yield* warnOfClusterScope(cli, found.targets, flags)
  for (const target of found.targets) {
    try {
      gone.push({ target, uid: yield* deleteOne(cli, target, { flags, deletion }) })
    } catch (error) {
      if (!(error instanceof CommandError)) throw error
      errors.push(withSource(error, 'deleting', target.source))
    }
  }
  raiseAll(errors.filter((error) => !(ignoresMissing && hasReason(error, 'NotFound'))))
  if (found.targets.length === 0) yield* out(cli, 'No resources found\n')
  else if (flags.wait && dryRunOf(flags['dry-run']).dryRun === 'none')
    yield* waitUntilGone(cli, gone, flags.timeout)
}

function* warnOfClusterScope(cli: Cli, targets: readonly Target[], flags: Flags): Run<void> {
  if (!cli.isNamespaceForced || flags['all-namespaces']) return
  if (targets.some(({ mapping }) => !mapping.isNamespaced))
    yield* warn(
      cli.process,
      'deleting cluster-scoped resources, not scoped to the provided namespace',
    )
}

/** The uid of what was deleted, or nothing. */
function* deleteOne(
  cli: Cli,
  target: Target,
  { flags, deletion }: { readonly flags: Flags; readonly deletion: Deletion },
): Run<string> {
  const { dryRun } = dryRunOf(flags['dry-run'])
  const { mapping, namespace, name } = target
  const uid =
    dryRun === 'client'
      ? ''
      : uidOf(
          yield* cli.api.call({
            method: 'DELETE',
            path: pathOf(mapping, { namespace, name }),
            body: {
              kind: 'DeleteOptions',
              apiVersion: 'v1',
              propagationPolicy: deletion.propagationPolicy,
              ...(dryRun === 'server' ? { dryRun: ['All'] } : {}),
              ...(deletion.gracePeriod >= 0 ? { gracePeriodSeconds: deletion.gracePeriod } : {}),
            },
          }),
        )
  const place = mapping.isNamespaced ? ` from ${namespace} namespace` : ''
  const done = operationOf(`${deletion.operation}${place}`, dryRun)
  const type = kindName(mapping)
  yield* out(cli, flags.output === 'name' ? `${type}/${name}\n` : `${type} "${name}" ${done}\n`)
  return uid
}

function uidOf(answer: KubeObject): string {
  if (isStatus(answer)) return answer.details?.uid ?? ''
  return answer.metadata?.uid ?? ''
}

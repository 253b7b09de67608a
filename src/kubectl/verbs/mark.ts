import type { Run } from '#engine'
import { collect, type Target } from '../api/collect.ts'
import { pathOf } from '../api/discovery.ts'
import type { KubeObject } from '../api/objects.ts'
import { type Cli, out } from '../cli.ts'
import { CommandError, raiseAll } from '../failure.ts'
import { dryRunOf } from '../flags/shared-flags.ts'
import { logWarning } from '../klog.ts'
import { printerFor } from '../printers/printer.ts'
import type { MarkFlags } from './mark-flags.ts'
import type { Pairs } from './pairs.ts'
import { operationOf, readTextFile } from './shared.ts'

type Texts = Readonly<Record<string, string>>

/** Labels or annotations: where they stand, and in which words they are spoken of. */
export interface MarkKind {
  readonly field: 'labels' | 'annotations'
  /** In `at least one … update is required`. */
  readonly noun: string
  /** Why the values may not be set over those that are there; undefined: they may. */
  readonly conflict: (current: ReadonlyMap<string, string>, set: Pairs['set']) => string | undefined
  /** What has been done, from the keys that really changed. */
  readonly operation: (added: number, removed: number) => string
  /** Says which keys to be removed were not there. */
  readonly namesMissing: boolean
}

export interface Marking {
  readonly kind: MarkKind
  readonly pairs: Pairs
  readonly flags: MarkFlags
}

/** Sets and removes labels or annotations of what the arguments name. */
export function* mark(cli: Cli, marking: Marking): Run<void> {
  checkMarking(marking)
  const { flags, pairs } = marking
  const { warning } = dryRunOf(flags['dry-run'])
  if (warning !== undefined) yield* logWarning(cli.process, 'helpers.go:719', warning)
  const found = yield* collect(cli, {
    args: pairs.resources,
    filename: flags.filename,
    kustomize: flags.kustomize,
    recursive: flags.recursive,
    selector: flags.selector,
    fieldSelector: flags['field-selector'],
    allNamespaces: flags['all-namespaces'],
    listsTypes: flags.all,
    fetch: flags.local ? 'never' : 'latest',
    isLocal: flags.local,
  })
  if (!found.isSingle && flags['resource-version'] !== '')
    throw new CommandError('--resource-version may only be used with a single resource')
  const errors = [...found.errors]
  for (const target of found.targets) {
    try {
      if (flags.list) yield* listMarks(cli, target, { marking, isSingle: found.isSingle })
      else yield* markOne(cli, target, marking)
    } catch (error) {
      if (!(error instanceof CommandError)) throw error
      errors.push(error)
    }
  }
  raiseAll(errors)
}

function checkMarking({ flags, pairs, kind }: Marking): void {
  const hasFiles = flags.filename.length > 0 || flags.kustomize !== ''
  if (flags.list && flags.output !== '')
    throw new CommandError('--list and --output may not be specified together')
  if (flags.all && flags.selector !== '')
    throw new CommandError('cannot set --all and --selector at the same time')
  if (flags.all && flags['field-selector'] !== '')
    throw new CommandError('cannot set --all and --field-selector at the same time')
  if (!flags.local && pairs.resources.length === 0 && !hasFiles)
    throw new CommandError(
      'one or more resources must be specified as <resource> <name> or <resource>/<name>',
    )
  if (flags.local && !hasFiles)
    throw new CommandError(
      'one or more files must be specified as -f pod.yaml or --filename=pod.json',
    )
  if (pairs.set.size === 0 && pairs.removed.length === 0 && !flags.list)
    throw new CommandError(`at least one ${kind.noun} update is required`)
}

function* listMarks(
  cli: Cli,
  { mapping, name, object }: Target,
  { marking, isSingle }: { readonly marking: Marking; readonly isSingle: boolean },
): Run<void> {
  const { field } = marking.kind
  if (!isSingle) yield* out(cli, `Listing ${field} for ${mapping.kind}.${mapping.group}/${name}:\n`)
  for (const [key, value] of Object.entries(marksOf(object, field)))
    yield* out(cli, `${isSingle ? '' : ' '}${key}=${value}\n`)
}

function marksOf(object: KubeObject | undefined, field: MarkKind['field']): Texts {
  return object?.metadata?.[field] ?? {}
}

function* markOne(cli: Cli, target: Target, { kind, pairs, flags }: Marking): Run<void> {
  const { object = {} } = target
  const current = new Map(Object.entries(marksOf(object, kind.field)))
  const conflict = flags.overwrite ? undefined : kind.conflict(current, pairs.set)
  if (conflict !== undefined) throw new CommandError(conflict)
  const missing = pairs.removed.filter((key) => !current.has(key))
  if (kind.namesMissing && !flags.local)
    for (const key of missing) yield* out(cli, `label "${key}" not found.\n`)
  const added = [...pairs.set].filter(([key, value]) => current.get(key) !== value)
  const removed = pairs.removed.filter((key) => current.has(key))
  const changes = [...added, ...removed.map((key) => [key, null] as const)]
  const { dryRun } = dryRunOf(flags['dry-run'])
  const isSent = dryRun !== 'client' && !flags.local && changes.length > 0
  const marked = isSent
    ? yield* send(cli, target, { field: kind.field, changes, flags })
    : withMarks(object, kind.field, new Map([...current, ...changes]))
  const operation = operationOf(kind.operation(added.length, removed.length), dryRun)
  const readFile = (path: string) => readTextFile(cli.process, path)
  yield* out(cli, printerFor({ flags, operation, readFile }).print(marked))
}

interface Change {
  readonly field: MarkKind['field']
  readonly changes: readonly (readonly [string, string | null])[]
  readonly flags: MarkFlags
}

function* send(
  cli: Cli,
  { mapping, namespace, name }: Target,
  { field, changes, flags }: Change,
): Run<KubeObject> {
  const version = flags['resource-version']
  const isDry = dryRunOf(flags['dry-run']).dryRun === 'server'
  return yield* cli.api.call({
    method: 'PATCH',
    path: pathOf(mapping, { namespace, name }),
    query: [
      ...(isDry ? [['dryRun', 'All'] as const] : []),
      ['fieldManager', flags['field-manager']],
    ],
    contentType: 'application/merge-patch+json',
    body: {
      metadata: {
        [field]: Object.fromEntries(changes),
        ...(version === '' ? {} : { resourceVersion: version }),
      },
    },
  })
}

function withMarks(
  object: KubeObject,
  field: MarkKind['field'],
  marks: ReadonlyMap<string, string | null>,
): KubeObject {
  const kept = [...marks].filter((entry): entry is [string, string] => entry[1] !== null)
  return { ...object, metadata: { ...object.metadata, [field]: Object.fromEntries(kept) } }
}

import type { Run } from '#engine'
import { collect, type Target } from '../api/collect.ts'
import { LAST_APPLIED, withLastApplied } from '../api/last-applied.ts'
import { pathOf } from '../api/discovery.ts'
import type { KubeObject } from '../api/objects.ts'
import { type Cli, err, out } from '../cli.ts'
import { defineCommand } from '../command.ts'
import { CommandError, isStatus, raiseAll, withSource } from '../failure.ts'
import { dryRunOf, fieldValidationOf } from '../flags/shared-flags.ts'
import { logWarning } from '../klog.ts'
import { goJson } from '../printers/json.ts'
import { type ObjectPrinter, printerFor } from '../printers/printer.ts'
import { type Applied, type ApplyContext, type ApplyFlags, writeQuery } from './apply-context.ts'
import { APPLY_FLAGS, checkApplyFlags } from './apply-flags.ts'
import { applyPatch, type Patched } from './apply-patch.ts'
import { applyOnServer } from './apply-server-side.ts'
import { editLastApplied } from './apply-edit.ts'
import { setLastApplied } from './apply-set.ts'
import { viewLastApplied } from './apply-view.ts'
import { operationOf, readTextFile } from './shared.ts'

export const apply = defineCommand({
  name: 'apply',
  use: 'apply (-f FILENAME | -k DIRECTORY)',
  summary: 'Apply a configuration to a resource by file name or stdin.',
  examples: [
    { what: 'Make the cluster as the file says', line: 'kubectl apply -f ./pod.yaml' },
    { what: 'Every manifest of a directory', line: 'kubectl apply -f ./manifests' },
  ],
  flags: APPLY_FLAGS,
  subcommands: [editLastApplied, setLastApplied, viewLastApplied],
  *run(cli, { flags, changed, args }) {
    if (args.length > 0)
      throw new CommandError(
        `Unexpected args: [${args.join(' ')}]\nSee '${cli.commandPath} -h' for help and examples`,
      )
    if (flags.filename.length === 0 && flags.kustomize === '')
      throw new CommandError('must specify one of -f and -k')
    const { dryRun, warning } = dryRunOf(flags['dry-run'])
    if (warning !== undefined) yield* logWarning(cli.process, 'helpers.go:719', warning)
    checkApplyFlags(flags, dryRun)
    const found = yield* collect(cli, {
      args: [],
      filename: flags.filename,
      kustomize: flags.kustomize,
      recursive: flags.recursive,
      selector: flags.selector,
      fetch: 'never',
      isValidated: fieldValidationOf(flags.validate) !== 'Ignore',
    })
    if (found.targets.length === 0 && found.errors.length === 0)
      throw new CommandError('no objects passed to apply')
    const errors = [...found.errors]
    const manager = changed.has('field-manager')
      ? flags['field-manager']
      : flags['server-side']
        ? 'kubectl'
        : 'kubectl-client-side-apply'
    const shown: KubeObject[] = []
    for (const target of found.targets) {
      try {
        const done = yield* applyOne(cli, target, { flags, dryRun, manager })
        if (flags.output !== '' && flags.output !== 'name') shown.push(done.object)
        else
          yield* out(
            cli,
            printerOf(cli, flags, operationOf(done.operation, dryRun)).print(done.object),
          )
      } catch (error) {
        if (!(error instanceof CommandError)) throw error
        errors.push(error)
      }
    }
    if (errors.length === 0) yield* showAll(cli, flags, shown)
    raiseAll(errors)
  },
})

function printerOf(cli: Cli, flags: ApplyFlags, operation: string): ObjectPrinter {
  return printerFor({ flags, operation, readFile: (path) => readTextFile(cli.process, path) })
}

/** One object as it is; several as a List. */
function* showAll(cli: Cli, flags: ApplyFlags, objects: readonly KubeObject[]): Run<void> {
  const [first] = objects
  if (first === undefined) return
  const list = { apiVersion: 'v1', kind: 'List', metadata: {}, items: objects }
  yield* out(cli, printerOf(cli, flags, '').print(objects.length === 1 ? first : list))
}

function* applyOne(cli: Cli, target: Target, context: ApplyContext): Run<Applied> {
  const { object = {}, name } = target
  if (name === '' && (object.metadata?.generateName ?? '') !== '')
    throw new CommandError(
      `from ${object.metadata?.generateName ?? ''}: cannot use generate name with apply`,
    )
  if (context.flags['server-side']) return yield* applyOnServer(cli, target, context)
  const live = yield* findLive(cli, target)
  if (live === undefined) return yield* createNew(cli, target, context)
  if (!Object.hasOwn(live.metadata?.annotations ?? {}, LAST_APPLIED))
    yield* err(cli, missingAnnotation(target))
  const patched = yield* attempt(cli, target, { context, live })
  if (patched.object.metadata?.deletionTimestamp !== undefined)
    yield* err(
      cli,
      `Warning: Detected changes to resource ${patched.object.metadata.name ?? ''} which is currently being deleted.\n`,
    )
  return { object: patched.object, operation: patched.isEmpty ? 'unchanged' : 'configured' }
}

function missingAnnotation({ mapping, name }: Target): string {
  return (
    `Warning: resource ${mapping.resource}/${name} is missing the ${LAST_APPLIED} annotation ` +
    'which is required by kubectl apply. kubectl apply should only be used on resources created ' +
    'declaratively by either kubectl create --save-config or kubectl apply. ' +
    'The missing annotation will be patched automatically.\n'
  )
}

function* attempt(
  cli: Cli,
  target: Target,
  { context, live }: { readonly context: ApplyContext; readonly live: KubeObject },
): Run<Patched> {
  const patched = yield* applyPatch(cli, target, { context, live })
  if (!('error' in patched)) return patched
  const during = `applying patch:\n${goJson(patched.patch)}\nto:\n${infoText(target)}\nfor:`
  throw withSource(withSource(patched.error, 'patching', target.source), during, target.source)
}

function infoText({ mapping, name, namespace }: Target): string {
  const { group, version, resource, kind } = mapping
  return (
    `Resource: "${group}/${version}, Resource=${resource}", ` +
    `GroupVersionKind: "${group}/${version}, Kind=${kind}"\n` +
    `Name: "${name}", Namespace: "${namespace}"`
  )
}

function* findLive(cli: Cli, target: Target): Run<KubeObject | undefined> {
  const { mapping, namespace, name, source } = target
  try {
    return yield* cli.api.get(pathOf(mapping, { namespace, name }))
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    if (isStatus(error, 'NotFound')) return undefined
    const during = `retrieving current configuration of:\n${infoText(target)}\nfrom server for:`
    throw withSource(error, during, source)
  }
}

function* createNew(cli: Cli, target: Target, context: ApplyContext): Run<Applied> {
  const { mapping, namespace, source, object = {} } = target
  const body = withoutNulls(withLastApplied(object)) as KubeObject
  if (context.dryRun === 'client') return { object: body, operation: 'created' }
  try {
    const created = yield* cli.api.call({
      method: 'POST',
      path: pathOf(mapping, { namespace }),
      query: writeQuery(context),
      body,
    })
    return { object: created, operation: 'created' }
  } catch (error) {
    throw error instanceof CommandError ? withSource(error, 'creating', source) : error
  }
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, member]) => member !== null)
  return Object.fromEntries(entries.map(([key, member]) => [key, withoutNulls(member)]))
}

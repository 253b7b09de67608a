import type { Run } from '#engine'
import { isJsonObject } from '#manifest'
import { collect, type Target } from '../../api/collect.ts'
import { pathOf } from '../../api/discovery.ts'
import { asJson } from '../../api/json.ts'
import type { KubeObject } from '../../api/objects.ts'
import { type Cli, out } from '../../cli.ts'
import { CommandError, raiseAll } from '../../failure.ts'
import { bool, type FlagValues } from '../../flags/flag.ts'
import {
  DRY_RUN_FLAG,
  dryRunOf,
  fieldManagerFlag,
  FILENAME_FLAGS,
  OUTPUT_FLAGS,
} from '../../flags/shared-flags.ts'
import type { JsonObject } from '../../patch/diff.ts'
import { threeWayPatch } from '../../patch/three-way.ts'
import { printerFor } from '../../printers/printer.ts'
import { operationOf, readTextFile } from '../shared.ts'
import { asTyped } from './typed.ts'

/** Flags of every `kubectl set …`. */
export const SET_FLAGS = {
  filename: FILENAME_FLAGS.filename,
  ...DRY_RUN_FLAG,
  ...OUTPUT_FLAGS,
  ...fieldManagerFlag('kubectl-set'),
  all: bool({ usage: 'Every object of the types, in the namespace.' }),
  local: bool({ usage: 'Change what is in the files only; ask no server.' }),
}

export type SetFlags = FlagValues<typeof SET_FLAGS>

interface Wanted {
  readonly args: readonly string[]
  readonly selector?: string
  readonly kustomize?: string
  readonly recursive: boolean
}

/** The objects that are to be changed; what is wrong with one of them is wrong for all. */
export function* objectsToSet(cli: Cli, flags: SetFlags, wanted: Wanted): Run<readonly Target[]> {
  const found = yield* collect(cli, {
    ...wanted,
    args: flags.local ? [] : wanted.args,
    filename: flags.filename,
    listsTypes: flags.all,
    fetch: flags.local ? 'never' : 'latest',
    isLocal: flags.local,
  })
  raiseAll(found.errors)
  return found.targets.map((target) => ({ ...target, object: asTyped(target.object ?? {}) }))
}

/** --local has nobody to ask for what is only named. */
export function refuseNames(flags: SetFlags, names: readonly string[]): void {
  if (flags.local && names.length > 0) throw new CommandError(NO_NAMES_HERE)
}

const NO_NAMES_HERE = `error: you must specify resources by --filename when --local is set.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'`

export function refuseLocalOnServer(flags: SetFlags): void {
  if (flags.local && dryRunOf(flags['dry-run']).dryRun === 'server')
    throw new CommandError(
      'cannot specify --local and --dry-run=server - did you mean --dry-run=client?',
    )
}

/** One object, and what becomes of it. */
interface Setting {
  readonly target: Target
  readonly changed: KubeObject
}

interface Way {
  readonly flags: SetFlags
  /** What is said of it: `image updated`. */
  readonly done: string
  /** What stands before the server's words when it refuses; none: the words as they are. */
  readonly failure: string
  /** Said, and asked of the server, even where nothing changes. */
  readonly isAlwaysSent: boolean
  /** The version that the object must still be of; empty: any. */
  readonly resourceVersion?: string
}

/** Sends what has changed to the server, or only shows it. */
export function* sendSetting(cli: Cli, { target, changed }: Setting, way: Way): Run<void> {
  const { dryRun } = dryRunOf(way.flags['dry-run'])
  const patch = patchBetween(target, changed)
  if (Object.keys(patch).length === 0 && !way.isAlwaysSent) return
  const isLocal = way.flags.local || dryRun === 'client'
  const object = isLocal ? changed : yield* send(cli, target, { patch, way })
  const readFile = (path: string) => readTextFile(cli.process, path)
  const operation = operationOf(way.done, dryRun)
  const printer = printerFor({ flags: way.flags, operation, readFile, fields: 'type' })
  yield* out(cli, printer.print(object))
}

/** What becomes of an object; undefined: nothing. Throws a CommandError where it does not fit. */
type Change = (target: Target) => KubeObject | undefined

/** Changes all that can be, after looking at each; then every error is told on a line of its own. */
export function* setEach(cli: Cli, { targets, change, way, errors }: SettingAll): Run<void> {
  const settings: Setting[] = []
  for (const target of targets) {
    try {
      const changed = change(target)
      if (changed !== undefined) settings.push({ target, changed })
    } catch (error) {
      if (!(error instanceof CommandError)) throw error
      errors.push(unfit(target, error))
    }
  }
  errors.push(...(yield* sendAll(cli, settings, way)))
  raiseAll(errors)
}

interface SettingAll {
  readonly targets: readonly Target[]
  readonly change: Change
  readonly way: Way
  /** What has gone wrong so far. */
  readonly errors: CommandError[]
}

function unfit({ mapping, name }: Target, { message }: CommandError): CommandError {
  return new CommandError(`error: ${mapping.resource}/${name} ${message}\n`)
}

function* sendAll(cli: Cli, settings: readonly Setting[], way: Way): Run<readonly CommandError[]> {
  const errors: CommandError[] = []
  for (const setting of settings) {
    try {
      yield* sendSetting(cli, setting, way)
    } catch (error) {
      if (!(error instanceof CommandError)) throw error
      errors.push(error)
    }
  }
  return errors
}

function patchBetween({ mapping, object = {} }: Target, changed: KubeObject): JsonObject {
  const before = asJson(object)
  return threeWayPatch({
    kind: mapping.kind,
    original: before,
    modified: asJson(changed),
    current: before,
  })
}

function* send(
  cli: Cli,
  { mapping, namespace, name }: Target,
  { patch, way }: { readonly patch: JsonObject; readonly way: Way },
): Run<KubeObject> {
  const isDry = dryRunOf(way.flags['dry-run']).dryRun === 'server'
  try {
    return yield* cli.api.call({
      method: 'PATCH',
      path: pathOf(mapping, { namespace, name }),
      query: [
        ...(isDry ? [['dryRun', 'All'] as const] : []),
        ['fieldManager', way.flags['field-manager']],
      ],
      contentType: 'application/strategic-merge-patch+json',
      body: withVersion(patch, way.resourceVersion ?? ''),
    })
  } catch (error) {
    if (!(error instanceof CommandError) || way.failure === '') throw error
    throw new CommandError(`${way.failure} ${error.message}`)
  }
}

function withVersion(patch: JsonObject, resourceVersion: string): JsonObject {
  if (resourceVersion === '') return patch
  const { metadata } = patch
  return { ...patch, metadata: { ...(isJsonObject(metadata) ? metadata : {}), resourceVersion } }
}

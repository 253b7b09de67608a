import type { Run } from '#engine'
import { isJsonObject, type JsonValue, readDocuments } from '#manifest'
import { collect, type Target } from '../api/collect.ts'
import { pathOf } from '../api/discovery.ts'
import type { KubeObject } from '../api/objects.ts'
import { type Cli, out } from '../cli.ts'
import { defineCommand, type Given } from '../command.ts'
import { CommandError, raiseAll } from '../failure.ts'
import { bool, string } from '../flags/flag.ts'
import {
  DRY_RUN_FLAG,
  dryRunOf,
  fieldManagerFlag,
  FILENAME_FLAGS,
  OUTPUT_FLAGS,
} from '../flags/shared-flags.ts'
import { patchLocally, type PatchType } from '../patch/local-patch.ts'
import { goJson } from '../printers/json.ts'
import { printerFor } from '../printers/printer.ts'
import { readTextFile } from './shared.ts'

const FLAGS = {
  ...FILENAME_FLAGS,
  ...DRY_RUN_FLAG,
  ...OUTPUT_FLAGS,
  ...fieldManagerFlag('kubectl-patch'),
  patch: string({ short: 'p', usage: 'The patch, as JSON or YAML.' }),
  'patch-file': string({ usage: 'File with the patch.' }),
  local: bool({ usage: 'Change what is in the files only; ask no server.' }),
  subresource: string({ usage: 'Subresource to patch: status, scale, …' }),
  type: string({ initial: 'strategic', usage: 'json, merge or strategic.' }),
}

type Flags = Given<typeof FLAGS>['flags']

const TYPES = new Map<string, string>([
  ['json', 'application/json-patch+json'],
  ['merge', 'application/merge-patch+json'],
  ['strategic', 'application/strategic-merge-patch+json'],
])

export const patch = defineCommand({
  name: 'patch',
  use: 'patch (-f FILENAME | TYPE NAME) [-p PATCH|--patch-file FILE]',
  summary: 'Update fields of a resource.',
  examples: [
    {
      what: 'Give a container another image',
      line: `kubectl patch pod web -p '{"spec":{"containers":[{"name":"server","image":"nginx:1.28"}]}}'`,
    },
  ],
  flags: FLAGS,
  *run(cli, { flags, args }) {
    checkFlags(flags, args)
    const body = patchOf(cli, flags)
    const found = yield* collect(cli, {
      args,
      filename: flags.filename,
      kustomize: flags.kustomize,
      recursive: flags.recursive,
      fetch: 'named',
      isLocal: flags.local,
      subresource: flags.subresource,
    })
    const errors = [...found.errors]
    for (const target of found.targets) {
      try {
        yield* patchOne(cli, target, { flags, body })
      } catch (error) {
        if (!(error instanceof CommandError)) throw error
        errors.push(error)
      }
    }
    raiseAll(errors)
    if (found.targets.length === 0) throw new CommandError('no objects passed to patch')
  },
})

function checkFlags(flags: Flags, args: readonly string[]): void {
  if (flags.patch !== '' && flags['patch-file'] !== '')
    throw new CommandError('cannot specify --patch and --patch-file together')
  if (flags.patch === '' && flags['patch-file'] === '')
    throw new CommandError(
      'must specify --patch or --patch-file containing the contents of the patch',
    )
  if (flags.local && args.length > 0)
    throw new CommandError('cannot specify --local and server resources')
  if (flags.local && dryRunOf(flags['dry-run']).dryRun === 'server')
    throw new CommandError(
      'cannot specify --local and --dry-run=server - did you mean --dry-run=client?',
    )
  if (!TYPES.has(flags.type.toLowerCase()))
    throw new CommandError(`--type must be one of [json merge strategic], not "${flags.type}"`)
}

function patchOf(cli: Cli, flags: Flags): object {
  const text =
    flags['patch-file'] === '' ? flags.patch : readTextFile(cli.process, flags['patch-file'])
  const [document] = readDocuments(text)
  if (document === undefined || !document.ok)
    throw new CommandError(
      `unable to parse "${flags.patch}": ${document?.problem.message.replace('error converting YAML to JSON: ', '') ?? ''}`,
    )
  return bodyOf(document.value)
}

/** What is neither an object nor a list goes out as it is, for the server to refuse. */
function bodyOf(value: JsonValue): object {
  if (isJsonObject(value) || Array.isArray(value)) return value
  return new TextEncoder().encode(JSON.stringify(value))
}

interface Patching {
  readonly flags: Flags
  readonly body: object
}

function* patchOne(cli: Cli, target: Target, { flags, body }: Patching): Run<void> {
  const { dryRun } = dryRunOf(flags['dry-run'])
  const { object = {} } = target
  const isLocal = flags.local || dryRun === 'client'
  const patched = isLocal
    ? patchLocally(object, body, typeOf(flags))
    : yield* patchOnServer(cli, target, { flags, body })
  const hasChanged = goJson(patched) !== goJson(object)
  // Of a dry run nothing is said here, in the real one either.
  const operation = hasChanged ? 'patched' : 'patched (no change)'
  const readFile = (path: string) => readTextFile(cli.process, path)
  yield* out(cli, printerFor({ flags, operation, readFile }).print(patched))
}

function* patchOnServer(
  cli: Cli,
  { mapping, namespace, name }: Target,
  { flags, body }: Patching,
): Run<KubeObject> {
  const { dryRun } = dryRunOf(flags['dry-run'])
  return yield* cli.api.call({
    method: 'PATCH',
    path: pathOf(mapping, { namespace, name, subresource: flags.subresource }),
    query: [
      ...(dryRun === 'none' ? [] : [['dryRun', 'All'] as const]),
      ['fieldManager', flags['field-manager']],
    ],
    contentType: TYPES.get(typeOf(flags)) ?? '',
    body,
  })
}

function typeOf(flags: Flags): PatchType {
  const type = flags.type.toLowerCase()
  return type === 'json' || type === 'merge' ? type : 'strategic'
}

import type { Run } from '#engine'
import { withLastApplied } from '../../api/last-applied.ts'
import type { KubeObject } from '../../api/objects.ts'
import { type Cli, out } from '../../cli.ts'
import type { Given } from '../../command.ts'
import { CommandError, StatusError, usageError } from '../../failure.ts'
import {
  DRY_RUN_FLAG,
  dryRunOf,
  fieldManagerFlag,
  fieldValidationOf,
  OUTPUT_FLAGS,
  SAVE_CONFIG_FLAG,
  VALIDATE_FLAG,
} from '../../flags/shared-flags.ts'
import type { FlagSet } from '../../flags/flag.ts'
import { printerFor } from '../../printers/printer.ts'
import { operationOf, readTextFile } from '../shared.ts'

/** What every command has that makes an object out of its flags. */
export const MAKER_FLAGS = {
  ...VALIDATE_FLAG,
  ...SAVE_CONFIG_FLAG,
  ...DRY_RUN_FLAG,
  ...fieldManagerFlag('kubectl-create'),
  ...OUTPUT_FLAGS,
}

type MakerFlags = Given<typeof MAKER_FLAGS>['flags']

/** The one name that stands before `--`, and the words behind it. */
export function nameAndWords(
  cli: Cli,
  { args, argsBeforeDash }: Pick<Given<FlagSet>, 'args' | 'argsBeforeDash'>,
): { readonly name: string; readonly words: readonly string[] } {
  const count = argsBeforeDash ?? args.length
  const [name = ''] = args
  if (count !== 1) throw usageError(cli.commandPath, `exactly one NAME is required, got ${count}`)
  return { name, words: args.slice(1) }
}

export interface Made {
  readonly object: KubeObject
  /** The collection that it goes into. */
  readonly path: string
  /** What stands before the reason why it could not be made; absent: the server's words alone. */
  readonly failure?: string
}

/** Sends what was made to the server, or only shows it, as --dry-run says. */
export function* make(cli: Cli, made: Made, flags: MakerFlags): Run<void> {
  const { dryRun } = dryRunOf(flags['dry-run'])
  const object = flags['save-config'] ? withLastApplied(made.object) : made.object
  const result = dryRun === 'client' ? object : yield* send(cli, { ...made, object }, flags)
  const readFile = (file: string) => readTextFile(cli.process, file)
  const operation = operationOf('created', dryRun)
  const printer = printerFor({ flags, operation, readFile, fields: 'type' })
  yield* out(cli, printer.print(result))
}

function* send(cli: Cli, { object, path, failure }: Made, flags: MakerFlags): Run<KubeObject> {
  const isDry = dryRunOf(flags['dry-run']).dryRun === 'server'
  try {
    return yield* cli.api.call({
      method: 'POST',
      path,
      query: [
        ...(isDry ? [['dryRun', 'All'] as const] : []),
        ['fieldManager', flags['field-manager']],
        ['fieldValidation', fieldValidationOf(flags.validate)],
      ],
      body: object,
    })
  } catch (error) {
    if (failure === undefined || !(error instanceof StatusError)) throw error
    throw new CommandError(`${failure} ${error.message}`)
  }
}

/** The namespace as the object itself says it: only where the line or the context names one. */
export function placeIn(
  cli: Cli,
  name: string,
): { readonly name: string; readonly namespace?: string } {
  return cli.isNamespaceForced ? { name, namespace: cli.namespace } : { name }
}

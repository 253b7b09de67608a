import type { Run } from '#engine'
import { collect, type Target } from '../api/collect.ts'
import { pathOf } from '../api/discovery.ts'
import { lastAppliedOf, withLastApplied } from '../api/last-applied.ts'
import type { KubeObject } from '../api/objects.ts'
import { waitUntilGone } from '../api/wait-gone.ts'
import { type Cli, out } from '../cli.ts'
import { defineCommand, type Given } from '../command.ts'
import { CommandError, isStatus, raiseAll, usageError, withSource } from '../failure.ts'
import { bool, duration, int, string } from '../flags/flag.ts'
import {
  DRY_RUN_FLAG,
  dryRunOf,
  fieldManagerFlag,
  fieldValidationOf,
  FILENAME_FLAGS,
  OUTPUT_FLAGS,
  SAVE_CONFIG_FLAG,
  VALIDATE_FLAG,
} from '../flags/shared-flags.ts'
import { kindName } from '../api/discovery.ts'
import { printerFor } from '../printers/printer.ts'
import { sendRaw } from './raw.ts'
import { operationOf, readTextFile } from './shared.ts'

const FLAGS = {
  ...FILENAME_FLAGS,
  ...VALIDATE_FLAG,
  ...SAVE_CONFIG_FLAG,
  ...DRY_RUN_FLAG,
  ...OUTPUT_FLAGS,
  ...fieldManagerFlag('kubectl-replace'),
  cascade: string({
    initial: 'background',
    bare: 'background',
    usage: 'What becomes of dependents.',
  }),
  force: bool({ usage: 'Delete the object and create it anew.' }),
  'grace-period': int({ initial: -1, usage: 'Seconds to end in when --force deletes.' }),
  raw: string({ usage: 'Path of the API to PUT the file to.' }),
  subresource: string({ usage: 'Subresource to replace.' }),
  timeout: duration({ initial: 0, usage: 'How long to wait when --force deletes.' }),
  wait: bool({ usage: 'Wait for the end when --force deletes.' }),
}

type Flags = Given<typeof FLAGS>['flags']

export const replace = defineCommand({
  name: 'replace',
  use: 'replace -f FILENAME',
  summary: 'Replace a resource by file name or stdin.',
  examples: [
    {
      what: 'Put a new Pod in the place of the old',
      line: 'kubectl replace --force -f ./pod.yaml',
    },
  ],
  flags: FLAGS,
  *run(cli, { flags, args }) {
    if (args.length > 0) throw usageError(cli.commandPath, `Unexpected args: [${args.join(' ')}]`)
    if (flags.filename.length === 0 && flags.kustomize === '')
      throw new CommandError('must specify one of -f and -k')
    if (flags['grace-period'] >= 0 && !flags.force)
      throw new CommandError('--grace-period must have --force specified')
    if (flags.timeout !== 0 && !flags.force)
      throw new CommandError('--timeout must have --force specified')
    if (flags.raw !== '') {
      yield* sendRaw(cli, 'PUT', flags)
      return
    }
    const found = yield* collect(cli, {
      args: [],
      filename: flags.filename,
      kustomize: flags.kustomize,
      recursive: flags.recursive,
      fetch: 'never',
      isValidated: fieldValidationOf(flags.validate) !== 'Ignore',
    })
    const errors = [...found.errors]
    for (const target of found.targets) {
      try {
        yield* replaceOne(cli, target, flags)
      } catch (error) {
        if (!(error instanceof CommandError)) throw error
        errors.push(withSource(error, 'replacing', target.source))
      }
    }
    raiseAll(errors)
    if (found.targets.length === 0) throw new CommandError('no objects passed to replace')
  },
})

function* replaceOne(cli: Cli, target: Target, flags: Flags): Run<void> {
  const { dryRun } = dryRunOf(flags['dry-run'])
  const { mapping, namespace, name, object = {} } = target
  const isNoted = flags['save-config'] || (lastAppliedOf(object) ?? '') !== ''
  const body = isNoted ? withLastApplied(object) : object
  if (flags.force) yield* removeFirst(cli, target, flags)
  const replaced: KubeObject =
    dryRun === 'client'
      ? body
      : yield* cli.api.call({
          method: flags.force ? 'POST' : 'PUT',
          path: pathOf(mapping, { namespace, ...(flags.force ? {} : { name }) }),
          query: [
            ...(dryRun === 'server' ? [['dryRun', 'All'] as const] : []),
            ['fieldManager', flags['field-manager']],
            ['fieldValidation', fieldValidationOf(flags.validate)],
          ],
          body,
        })
  const readFile = (path: string) => readTextFile(cli.process, path)
  const printer = printerFor({ flags, operation: operationOf('replaced', dryRun), readFile })
  yield* out(cli, printer.print(replaced))
}

function* removeFirst(cli: Cli, target: Target, flags: Flags): Run<void> {
  const { mapping, namespace, name } = target
  const grace = flags['grace-period']
  const path = pathOf(mapping, { namespace, name })
  try {
    yield* cli.api.call({
      method: 'DELETE',
      path,
      body: {
        kind: 'DeleteOptions',
        apiVersion: 'v1',
        propagationPolicy: 'Background',
        ...(grace < 0 ? {} : { gracePeriodSeconds: grace }),
      },
    })
  } catch (error) {
    if (isStatus(error, 'NotFound')) return
    throw error
  }
  const place = mapping.isNamespaced ? ` from ${namespace} namespace` : ''
  const done = grace === 0 ? 'force deleted' : 'deleted'
  if (flags.output === '') yield* out(cli, `${kindName(mapping)} "${name}" ${done}${place}\n`)
  yield* waitUntilGone(cli, [{ target, uid: '' }], flags.timeout)
}

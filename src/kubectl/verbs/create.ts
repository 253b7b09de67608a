import type { Run } from '#engine'
import { collect, type Target } from '../api/collect.ts'
import { pathOf } from '../api/discovery.ts'
import type { KubeObject } from '../api/objects.ts'
import { lastAppliedOf, withLastApplied } from '../api/last-applied.ts'
import { type Cli, out } from '../cli.ts'
import { defineCommand, type Given } from '../command.ts'
import { CommandError, raiseAll, usageError, withSource } from '../failure.ts'
import { bool, string } from '../flags/flag.ts'
import {
  DRY_RUN_FLAG,
  dryRunOf,
  fieldManagerFlag,
  fieldValidationOf,
  FILENAME_FLAGS,
  OUTPUT_FLAGS,
  SAVE_CONFIG_FLAG,
  SELECTOR_FLAG,
  VALIDATE_FLAG,
} from '../flags/shared-flags.ts'
import { logWarning } from '../klog.ts'
import { configMap } from './create/configmap.ts'
import { cronJob } from './create/cronjob.ts'
import { deployment } from './create/deployment.ts'
import { ingress } from './create/ingress.ts'
import { job } from './create/job.ts'
import { namespace } from './create/namespace.ts'
import { podDisruptionBudget } from './create/poddisruptionbudget.ts'
import { priorityClass } from './create/priorityclass.ts'
import { quota } from './create/quota.ts'
import { clusterRole, role } from './create/role.ts'
import { clusterRoleBinding, roleBinding } from './create/rolebinding.ts'
import { secret } from './create/secret.ts'
import { service } from './create/service.ts'
import { serviceAccount } from './create/serviceaccount.ts'
import { token } from './create/token.ts'
import { sendRaw } from './raw.ts'
import { operationOf, readTextFile } from './shared.ts'
import { printerFor } from '../printers/printer.ts'

const FLAGS = {
  ...FILENAME_FLAGS,
  ...VALIDATE_FLAG,
  ...SAVE_CONFIG_FLAG,
  ...DRY_RUN_FLAG,
  ...SELECTOR_FLAG,
  ...fieldManagerFlag('kubectl-create'),
  ...OUTPUT_FLAGS,
  edit: bool({ usage: 'Edit the object before it is created.' }),
  raw: string({ usage: 'Path of the API to POST the file to.' }),
  'windows-line-endings': bool({ usage: 'Line endings for --edit.' }),
}

type Flags = Given<typeof FLAGS>['flags']

export const create = defineCommand({
  name: 'create',
  use: 'create -f FILENAME',
  summary: 'Create a resource from a file or from stdin.',
  examples: [
    { what: 'Create the Pod that pod.yaml describes', line: 'kubectl create -f ./pod.yaml' },
    { what: 'Read the object from standard input', line: 'cat pod.yaml | kubectl create -f -' },
  ],
  flags: FLAGS,
  subcommands: [
    ...[clusterRole, clusterRoleBinding, configMap, cronJob, deployment, ingress, job],
    ...[namespace, podDisruptionBudget, priorityClass, quota, role, roleBinding, secret, service],
    ...[serviceAccount, token],
  ],
  *run(cli, { flags, args }) {
    if (args.length > 0) throw usageError(cli.commandPath, `Unexpected args: [${args.join(' ')}]`)
    if (flags.filename.length === 0 && flags.kustomize === '')
      throw new CommandError('must specify one of -f and -k')
    if (flags.raw !== '') yield* createRaw(cli, flags)
    else yield* createAll(cli, flags)
  },
})

function* createRaw(cli: Cli, flags: Flags): Run<void> {
  if (flags.edit) throw new CommandError('--raw and --edit are mutually exclusive')
  if (flags.selector !== '')
    throw new CommandError('--raw and --selector (-l) are mutually exclusive')
  yield* sendRaw(cli, 'POST', flags)
}

function* createAll(cli: Cli, flags: Flags): Run<void> {
  const { dryRun, warning } = dryRunOf(flags['dry-run'])
  if (warning !== undefined) yield* logWarning(cli.process, 'helpers.go:719', warning)
  const fieldValidation = fieldValidationOf(flags.validate)
  const printer = printerFor({
    flags,
    operation: operationOf('created', dryRun),
    readFile: (path) => readTextFile(cli.process, path),
  })
  const found = yield* collect(cli, {
    args: [],
    filename: flags.filename,
    kustomize: flags.kustomize,
    recursive: flags.recursive,
    selector: flags.selector,
    fetch: 'never',
    isValidated: fieldValidation !== 'Ignore',
  })
  const errors = [...found.errors]
  for (const target of found.targets) {
    try {
      const given = objectOf(target)
      const isNoted = flags['save-config'] || (lastAppliedOf(given) ?? '') !== ''
      const object = isNoted ? withLastApplied(given) : given
      const created =
        dryRun === 'client' ? object : yield* createOne(cli, { ...target, object }, flags)
      yield* out(cli, printer.print(created))
    } catch (error) {
      if (!(error instanceof CommandError)) throw error
      errors.push(withSource(error, 'creating', target.source))
    }
  }
  raiseAll(errors)
  if (found.targets.length === 0) throw new CommandError('no objects passed to create')
}

function* createOne(cli: Cli, target: Target, flags: Flags): Run<KubeObject> {
  const { mapping, namespace } = target
  const isDry = dryRunOf(flags['dry-run']).dryRun === 'server'
  return yield* cli.api.call({
    method: 'POST',
    path: pathOf(mapping, { namespace }),
    query: [
      ...(isDry ? [['dryRun', 'All'] as const] : []),
      ['fieldManager', flags['field-manager']],
      ['fieldValidation', fieldValidationOf(flags.validate)],
    ],
    body: objectOf(target),
  })
}

function objectOf({ object, source }: Target): KubeObject {
  if (object === undefined) throw new Error(`${source} gave a name without an object`)
  return object
}

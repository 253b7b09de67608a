import type { Run } from '#engine'
import type { Collected } from '../api/collect.ts'
import { type Cli, err, out } from '../cli.ts'
import { defineCommand } from '../command.ts'
import { CommandError, isStatus, raiseAll, usageError } from '../failure.ts'
import { collectShown } from './get-collect.ts'
import { checkGetFlags, GET_FLAGS, type GetFlags, isHuman } from './get-flags.ts'
import { printObjects } from './get-objects.ts'
import { getRaw } from './raw.ts'
import { printTables } from './get-tables.ts'
import { watchObjects } from './get-watch.ts'

export const get = defineCommand({
  name: 'get',
  use: 'get [(-o|--output=)json|yaml|kyaml|name|go-template|go-template-file|template|templatefile|jsonpath|jsonpath-as-json|jsonpath-file|custom-columns|custom-columns-file|wide] (TYPE[.VERSION][.GROUP] [NAME | -l label] | TYPE[.VERSION][.GROUP]/NAME ...) [flags]',
  summary: 'Display one or many resources.',
  examples: [
    { what: 'List the Pods of the namespace', line: 'kubectl get pods' },
    { what: 'With more columns', line: 'kubectl get pods -o wide' },
    { what: 'One Pod, whole', line: 'kubectl get pod web -o yaml' },
    { what: 'One field of it', line: "kubectl get pod web -o jsonpath='{.status.podIP}'" },
  ],
  flags: GET_FLAGS,
  suggestFor: ['list', 'ls'],
  *run(cli, { flags, args }) {
    if (flags.raw !== '') {
      if (args.length > 0)
        throw new CommandError('arguments may not be passed when --raw is specified')
      checkGetFlags(flags)
      yield* getRaw(cli, flags.raw)
      return
    }
    if (!flags.watch && !flags['watch-only']) yield* requireArguments(cli, flags, args)
    checkGetFlags(flags)
    if (flags.watch || flags['watch-only']) yield* watchObjects(cli, flags, args)
    else yield* getOnce(cli, flags, args)
  },
})

function* requireArguments(cli: Cli, flags: GetFlags, args: readonly string[]): Run<void> {
  if (args.length > 0 || flags.filename.length > 0 || flags.kustomize !== '') return
  yield* err(
    cli,
    'You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.\n\n',
  )
  throw usageError(
    cli.commandPath,
    'Required resource not specified.\nUse "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).',
  )
}

function* getOnce(cli: Cli, flags: GetFlags, args: readonly string[]): Run<void> {
  const all = yield* collectShown(cli, flags, args)
  const found = flags['ignore-not-found'] ? withoutMissing(all) : all
  if (isHuman(flags)) {
    yield* printTables(cli, flags, found)
    return
  }
  yield* out(cli, printObjects(cli, flags, found))
  raiseAll(found.errors)
}

function withoutMissing(found: Collected): Collected {
  return { ...found, errors: found.errors.filter((error) => !isStatus(error, 'NotFound')) }
}

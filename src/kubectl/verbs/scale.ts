import { type Run, sleep } from '#engine'
import { collect, type Target } from '../api/collect.ts'
import { pathOf } from '../api/discovery.ts'
import type { KubeObject } from '../api/objects.ts'
import { type Cli, out } from '../cli.ts'
import { defineCommand, type Given } from '../command.ts'
import { CommandError, raiseAll } from '../failure.ts'
import { bool, duration, int, string } from '../flags/flag.ts'
import { quote } from '../flags/quote.ts'
import {
  DRY_RUN_FLAG,
  dryRunOf,
  FILENAME_FLAGS,
  OUTPUT_FLAGS,
  SELECTOR_FLAG,
} from '../flags/shared-flags.ts'
import { printerFor } from '../printers/printer.ts'
import { operationOf, readTextFile } from './shared.ts'

const FLAGS = {
  ...FILENAME_FLAGS,
  ...SELECTOR_FLAG,
  ...DRY_RUN_FLAG,
  ...OUTPUT_FLAGS,
  all: bool({ usage: 'Every object of the types, in the namespace.' }),
  'current-replicas': int({ initial: -1, usage: 'Only if there are so many now.' }),
  replicas: int({ initial: 0, usage: 'How many there are to be.', isRequired: true }),
  'resource-version': string({ usage: 'Only if the object still is of this version.' }),
  timeout: duration({ initial: 0, usage: 'How long to wait for it to be done.' }),
}

type Flags = Given<typeof FLAGS>['flags']

export const scale = defineCommand({
  name: 'scale',
  use: 'scale [--resource-version=version] [--current-replicas=count] --replicas=COUNT (-f FILENAME | TYPE NAME)',
  summary: 'Set a new size for a deployment, replica set, or replication controller.',
  examples: [{ what: 'Three of them', line: 'kubectl scale --replicas=3 deployment/web' }],
  flags: FLAGS,
  *run(cli, { flags, args }) {
    if (flags.all && flags.selector !== '')
      throw new CommandError('cannot set --all and --selector at the same time')
    if (flags.replicas < 0)
      throw new CommandError(
        'The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0',
      )
    const found = yield* collect(cli, {
      args,
      filename: flags.filename,
      kustomize: flags.kustomize,
      recursive: flags.recursive,
      selector: flags.selector,
      all: flags.all,
      fetch: 'latest',
    })
    if (flags['resource-version'] !== '' && found.targets.length > 1)
      throw new CommandError('cannot use --resource-version with multiple resources')
    const errors = [...found.errors]
    for (const target of found.targets) {
      try {
        yield* scaleOne(cli, target, flags)
      } catch (error) {
        if (!(error instanceof CommandError)) throw error
        errors.push(error)
      }
    }
    raiseAll(errors)
    if (found.targets.length === 0) throw new CommandError('no objects passed to scale')
  },
})

function* scaleOne(
  cli: Cli,
  { mapping, namespace, name, object = {} }: Target,
  flags: Flags,
): Run<void> {
  const { dryRun } = dryRunOf(flags['dry-run'])
  const { replicas: current = 1 } = (object['spec'] ?? {}) as { readonly replicas?: number }
  const expected = flags['current-replicas']
  if (expected >= 0 && expected !== current)
    throw new CommandError(`Expected replicas to be ${expected}, was ${current}`)
  const version = flags['resource-version']
  const ownVersion = object.metadata?.resourceVersion ?? ''
  if (version !== '' && version !== ownVersion)
    throw new CommandError(`Expected resource version to be ${version}, was ${ownVersion}`)
  const path = pathOf(mapping, { namespace, name, subresource: 'scale' })
  if (dryRun !== 'client') {
    const guard = version === '' ? {} : { metadata: { resourceVersion: version } }
    yield* cli.api.call({
      method: 'PATCH',
      path,
      query: dryRun === 'server' ? [['dryRun', 'All']] : [],
      contentType: 'application/merge-patch+json',
      body: { ...guard, spec: { replicas: flags.replicas } },
    })
  }
  if (dryRun === 'none' && flags.timeout > 0) yield* untilScaled(cli, path, { name, flags })
  const spec = { ...(object['spec'] ?? {}), replicas: flags.replicas }
  const scaled: KubeObject = { ...object, spec }
  const readFile = (file: string) => readTextFile(cli.process, file)
  yield* out(
    cli,
    printerFor({ flags, operation: operationOf('scaled', dryRun), readFile }).print(scaled),
  )
}

/** How often it is looked whether it is done. */
const LOOK_MS = 1000

interface Scale extends KubeObject {
  readonly spec: { readonly replicas?: number }
  readonly status: { readonly replicas: number }
}

/** Waits until there are as many as were asked for, or somebody asks for another number. */
function* untilScaled(
  cli: Cli,
  path: string,
  { name, flags }: { readonly name: string; readonly flags: Flags },
): Run<void> {
  const until = cli.process.now + flags.timeout
  for (;;) {
    const { spec, status } = (yield* cli.api.call({ method: 'GET', path })) as Scale
    const { replicas: wished = 0 } = spec
    if (wished !== flags.replicas || status.replicas === wished) return
    if (cli.process.now + LOOK_MS > until)
      throw new CommandError(`timed out waiting for ${quote(name)} to be synced`)
    yield* sleep(cli.process, LOOK_MS)
  }
}

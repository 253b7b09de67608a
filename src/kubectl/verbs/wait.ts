import { type Run, sleep } from '#engine'
import type { JsonValue } from '#manifest'
import { collect, type Collected, type Target } from '../api/collect.ts'
import { pathOf } from '../api/discovery.ts'
import { nextChange } from '../api/changes.ts'
import type { KubeObject } from '../api/objects.ts'
import { waitUntilGone } from '../api/wait-gone.ts'
import { type Cli, out } from '../cli.ts'
import { defineCommand, type Given } from '../command.ts'
import { CommandError, isStatus, raiseAll } from '../failure.ts'
import { bool, duration, stringArray } from '../flags/flag.ts'
import {
  ALL_NAMESPACES_FLAG,
  FIELD_SELECTOR_FLAG,
  FILENAME_FLAGS,
  OUTPUT_FLAGS,
  SELECTOR_FLAG,
} from '../flags/shared-flags.ts'
import { printerFor } from '../printers/printer.ts'
import { readTextFile } from './shared.ts'
import { type Condition, parseCondition } from './wait-condition.ts'

const FLAGS = {
  filename: FILENAME_FLAGS.filename,
  recursive: bool({ short: 'R', initial: true, usage: 'Go into the directories of -f.' }),
  ...SELECTOR_FLAG,
  ...FIELD_SELECTOR_FLAG,
  ...ALL_NAMESPACES_FLAG,
  ...OUTPUT_FLAGS,
  all: bool({ usage: 'Every object of the types, in the namespace.' }),
  for: stringArray({
    usage: "create, delete, condition=NAME[=VALUE] or jsonpath='{PATH}'[=VALUE].",
  }),
  local: bool({ usage: 'Look at the files only.' }),
  timeout: duration({
    initial: 30_000,
    usage: 'How long to wait; 0 looks once, negative: a week.',
  }),
}

type Flags = Given<typeof FLAGS>['flags']

const WEEK = 168 * 3_600_000

export const wait = defineCommand({
  name: 'wait',
  use: "wait ([-f FILENAME] | resource.group/resource.name | resource.group [(-l label | --all)]) [--for=create|--for=delete|--for condition=available|--for=jsonpath='{}'[=value]]",
  summary: 'Wait for a specific condition on one or many resources.',
  examples: [
    { what: 'Until a Pod is ready', line: 'kubectl wait --for=condition=Ready pod/web' },
    { what: 'Until it is gone', line: 'kubectl wait --for=delete pod/web --timeout=60s' },
  ],
  flags: FLAGS,
  *run(cli, { flags, args }) {
    const conditions = (flags.for.length === 0 ? [''] : flags.for).map(parseCondition)
    const timeout = flags.timeout < 0 ? WEEK : flags.timeout
    const until = cli.process.now + timeout
    if (conditions.some(({ kind }) => kind === 'create'))
      yield* untilCreated(cli, { flags, args, until })
    const found = yield* find(cli, flags, args)
    const isForDeletion = conditions.some(({ kind }) => kind === 'delete')
    raiseAll(found.errors.filter((error) => !(isForDeletion && isStatus(error, 'NotFound'))))
    raiseAll(yield* waitForAll(cli, found.targets, { conditions, flags, until }))
    if (found.targets.length === 0 && !isForDeletion)
      throw new CommandError('no matching resources found')
  },
})

function* find(cli: Cli, flags: Flags, args: readonly string[]): Run<Collected> {
  return yield* collect(cli, {
    args,
    filename: flags.filename,
    recursive: flags.recursive,
    selector: flags.selector,
    fieldSelector: flags['field-selector'],
    allNamespaces: flags['all-namespaces'],
    all: flags.all,
    fetch: 'latest',
  })
}

function* untilCreated(
  cli: Cli,
  { flags, args, until }: { flags: Flags; args: readonly string[]; until: number },
): Run<void> {
  for (;;) {
    const found = yield* find(cli, flags, args)
    const others = found.errors.filter((error) => !isStatus(error, 'NotFound'))
    raiseAll(others)
    if (found.targets.length > 0) return
    if (cli.process.now + 500 > until) throw new CommandError('timed out waiting for the condition')
    yield* sleep(cli.process, 500)
  }
}

/** Who is late does not keep the others from being looked at. */
function* waitForAll(
  cli: Cli,
  targets: readonly Target[],
  { conditions, ...how }: { conditions: readonly Condition[]; flags: Flags; until: number },
): Run<readonly CommandError[]> {
  const errors: CommandError[] = []
  for (const target of targets) {
    try {
      for (const condition of conditions) yield* waitForOne(cli, target, { condition, ...how })
    } catch (error) {
      if (!(error instanceof CommandError)) throw error
      errors.push(error)
    }
  }
  return errors
}

interface Waiting {
  readonly condition: Condition
  readonly flags: Flags
  readonly until: number
}

function* waitForOne(cli: Cli, target: Target, waiting: Waiting): Run<void> {
  const { condition, flags, until } = waiting
  const { object = {} } = target
  const readFile = (path: string) => readTextFile(cli.process, path)
  const printer = printerFor({ flags, operation: 'condition met', readFile })
  if (condition.kind === 'create') {
    yield* out(cli, printer.print(object))
  } else if (condition.kind === 'delete') {
    const left = Math.max(1, until - cli.process.now)
    yield* waitUntilGone(cli, [{ target, uid: object.metadata?.uid ?? '' }], left)
    yield* out(cli, printer.print(object))
  } else {
    const met = yield* untilMet(cli, target, { condition, until, isOnce: flags.timeout === 0 })
    yield* out(cli, printer.print(met))
  }
}

function* untilMet(
  cli: Cli,
  target: Target,
  {
    condition,
    until,
    isOnce,
  }: { condition: Condition & { kind: 'state' }; until: number; isOnce: boolean },
): Run<KubeObject> {
  const { mapping, namespace, name } = target
  const late = new CommandError(
    `timed out waiting for the condition on ${mapping.resource}/${name}`,
  )
  if (!isOnce && cli.process.now >= until) throw late
  const object = yield* cli.api.get(pathOf(mapping, { namespace, name }))
  if (condition.isMet(object as JsonValue)) return object
  if (isOnce) throw new CommandError(`condition not met for ${mapping.resource}/${name}`)
  const watch = yield* cli.api.stream({
    method: 'GET',
    path: pathOf(mapping, { namespace }),
    query: [
      ['fieldSelector', `metadata.name=${name}`],
      ['resourceVersion', object.metadata?.resourceVersion ?? ''],
      ['watch', 'true'],
    ],
  })
  try {
    for (;;) {
      const change = yield* nextChange(cli.process, watch, until)
      if (change === 'timeout' || change === undefined) throw late
      if (change.type !== 'DELETED' && condition.isMet(change.object as JsonValue))
        return change.object
    }
  } finally {
    watch.cancel()
  }
}

import type { Run } from '#engine'
import { collect, type Target } from '../api/collect.ts'
import { type Cli, err, out } from '../cli.ts'
import { defineCommand, type Given } from '../command.ts'
import { CommandError, isStatus, raiseAll } from '../failure.ts'
import { bool, int } from '../flags/flag.ts'
import { ALL_NAMESPACES_FLAG, FILENAME_FLAGS, SELECTOR_FLAG } from '../flags/shared-flags.ts'
import { describeTarget } from '../describe/describe.ts'

const FLAGS = {
  ...FILENAME_FLAGS,
  ...SELECTOR_FLAG,
  ...ALL_NAMESPACES_FLAG,
  'chunk-size': int({ initial: 500, usage: 'Long lists come in pieces of this size; 0: at once.' }),
  'show-events': bool({
    initial: true,
    usage: 'Events too; without the flag for one object only.',
  }),
}

export const describe = defineCommand({
  name: 'describe',
  use: 'describe (-f FILENAME | TYPE [NAME_PREFIX | -l label] | TYPE/NAME)',
  summary: 'Show details of a specific resource or group of resources.',
  examples: [
    { what: 'All about one Pod, with its events', line: 'kubectl describe pod web' },
    { what: 'All about a node', line: 'kubectl describe node node-1' },
  ],
  flags: FLAGS,
  suggestFor: ['inspect'],
  *run(cli, given) {
    const { args, flags, changed } = given
    if (args.length === 0 && flags.filename.length === 0 && flags.kustomize === '')
      throw new CommandError(
        'You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.\n',
      )
    const found = yield* collectDescribed(cli, given, args)
    const isOne = found.errors.length === 0 && found.targets.length === 1
    const showEvents = changed.has('show-events') ? flags['show-events'] : isOne
    const [first] = found.errors
    if (first !== undefined && isStatus(first, 'NotFound') && args.length === 2)
      yield* describeMatching(cli, given, { original: first, showEvents })
    else {
      yield* describeAll(cli, found.targets, { showEvents, errors: found.errors })
      if (found.targets.length === 0 && found.errors.length === 0)
        yield* err(cli, `${nothing(cli, given)}\n`)
    }
  },
})

function nothing(cli: Cli, { flags }: Given<typeof FLAGS>): string {
  return flags['all-namespaces']
    ? 'No resources found'
    : `No resources found in ${cli.namespace} namespace.`
}

function* collectDescribed(cli: Cli, { flags }: Given<typeof FLAGS>, args: readonly string[]) {
  return yield* collect(cli, {
    args,
    filename: flags.filename,
    kustomize: flags.kustomize,
    recursive: flags.recursive,
    selector: flags.selector,
    allNamespaces: flags['all-namespaces'],
    listsTypes: true,
    fetch: 'named',
    chunkSize: flags['chunk-size'],
  })
}

function* describeAll(
  cli: Cli,
  targets: readonly Target[],
  how: { readonly showEvents: boolean; readonly errors: readonly CommandError[] },
): Run<void> {
  const errors = [...how.errors]
  let separator = ''
  for (const target of targets) {
    try {
      yield* out(cli, separator + (yield* describeTarget(cli, target, how)))
      separator = '\n\n'
    } catch (error) {
      if (!(error instanceof CommandError)) throw error
      errors.push(error)
    }
  }
  raiseAll(errors)
}

/** No object has that name: all whose name begins with it are meant. */
function* describeMatching(
  cli: Cli,
  given: Given<typeof FLAGS>,
  { original, showEvents }: { readonly original: CommandError; readonly showEvents: boolean },
): Run<void> {
  const [type = '', prefix = ''] = given.args
  const found = yield* collectDescribed(cli, given, [type])
  const matching = found.targets.filter(({ name }) => name.startsWith(prefix))
  if (matching.length === 0) throw original
  for (const target of matching)
    yield* out(cli, `${yield* describeTarget(cli, target, { showEvents })}\n`)
}

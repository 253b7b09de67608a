import type { Run } from '#engine'
import { collect, type Target } from '../api/collect.ts'
import { pathOf } from '../api/discovery.ts'
import { LAST_APPLIED, lastAppliedOf, withoutLastApplied } from '../api/last-applied.ts'
import type { KubeObject } from '../api/objects.ts'
import { type Cli, out } from '../cli.ts'
import { defineCommand, type Given } from '../command.ts'
import { CommandError, raiseAll } from '../failure.ts'
import { bool } from '../flags/flag.ts'
import { DRY_RUN_FLAG, dryRunOf, FILENAME_FLAGS, OUTPUT_FLAGS } from '../flags/shared-flags.ts'
import { goJson } from '../printers/json.ts'
import { printerFor } from '../printers/printer.ts'
import { operationOf, readTextFile } from './shared.ts'

const FLAGS = {
  filename: FILENAME_FLAGS.filename,
  ...DRY_RUN_FLAG,
  ...OUTPUT_FLAGS,
  'create-annotation': bool({ usage: 'Even where nothing was noted so far.' }),
}

type Flags = Given<typeof FLAGS>['flags']

export const setLastApplied = defineCommand({
  name: 'set-last-applied',
  use: 'apply set-last-applied -f FILENAME',
  summary:
    'Set the latest last-applied-configuration annotations by setting it to match the contents of a file.',
  listed:
    'Set the last-applied-configuration annotation on a live object to match the contents of a file',
  examples: [
    { what: 'As if it had been applied', line: 'kubectl apply set-last-applied -f web.yaml' },
  ],
  flags: FLAGS,
  *run(cli, { flags }) {
    const found = yield* collect(cli, { args: [], filename: flags.filename, fetch: 'never' })
    raiseAll(found.errors.slice(0, 1))
    const notes: Note[] = []
    for (const target of found.targets) {
      const note = yield* noteFor(cli, target, flags)
      if (note !== undefined) notes.push(note)
      else yield* out(cli, `set-last-applied ${target.name}: no changes required.\n`)
    }
    for (const note of notes) yield* setNote(cli, note, flags)
  },
})

interface Note {
  readonly target: Target
  readonly live: KubeObject
  readonly patch: object
}

/** What is to be noted; undefined where it is noted already. */
function* noteFor(cli: Cli, target: Target, flags: Flags): Run<Note | undefined> {
  const { mapping, namespace, name, object = {} } = target
  const live = yield* cli.api.get(pathOf(mapping, { namespace, name }))
  const before = lastAppliedOf(live)
  if (before === undefined && !flags['create-annotation'])
    throw new CommandError(
      `no last-applied-configuration annotation found on resource: ${name}, to create the annotation, run the command with --create-annotation`,
    )
  const text = `${goJson(withoutNote(object))}\n`
  if (text.trimEnd() === before?.trimEnd()) return undefined
  return { target, live, patch: { metadata: { annotations: { [LAST_APPLIED]: text } } } }
}

/** The object as it stands in the file, but for what it may tell of an earlier one. */
function withoutNote(object: KubeObject): KubeObject {
  return lastAppliedOf(object) === undefined ? object : withoutLastApplied(object)
}

function* setNote(cli: Cli, { target, live, patch }: Note, flags: Flags): Run<void> {
  const { mapping, namespace, name } = target
  const { dryRun } = dryRunOf(flags['dry-run'])
  const noted =
    dryRun === 'client'
      ? live
      : yield* cli.api.call({
          method: 'PATCH',
          path: pathOf(mapping, { namespace, name }),
          query: dryRun === 'server' ? [['dryRun', 'All']] : [],
          contentType: 'application/merge-patch+json',
          body: patch,
        })
  const readFile = (path: string) => readTextFile(cli.process, path)
  const operation = operationOf('configured', dryRun)
  yield* out(cli, printerFor({ flags, operation, readFile }).print(noted))
}

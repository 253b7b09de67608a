import type { Run } from '#engine'
import { isJsonObject, readDocuments } from '#manifest'
import { collect, type Target } from '../api/collect.ts'
import { pathOf } from '../api/discovery.ts'
import { LAST_APPLIED, lastAppliedOf } from '../api/last-applied.ts'
import { type Cli, out } from '../cli.ts'
import { defineCommand, type Given } from '../command.ts'
import { CommandError, raiseAll, StatusError } from '../failure.ts'
import { failureWords } from '../failure-words.ts'
import { bool } from '../flags/flag.ts'
import {
  fieldManagerFlag,
  fieldValidationOf,
  FILENAME_FLAGS,
  OUTPUT_FLAGS,
  VALIDATE_FLAG,
} from '../flags/shared-flags.ts'
import type { JsonObject } from '../patch/diff.ts'
import { goJson } from '../printers/json.ts'
import { printerFor } from '../printers/printer.ts'
import { editInEditor } from './edit-in-editor.ts'
import { readTextFile } from './shared.ts'

const FLAGS = {
  ...FILENAME_FLAGS,
  ...VALIDATE_FLAG,
  ...OUTPUT_FLAGS,
  ...fieldManagerFlag('kubectl-client-side-apply'),
  'windows-line-endings': bool({ usage: 'Line endings of the file.' }),
}

type Flags = Given<typeof FLAGS>['flags']

const HEAD =
  "# Please edit the 'last-applied-configuration' annotations below.\n" +
  "# Lines beginning with a '#' will be ignored, and an empty file will abort the edit.\n#\n"

export const editLastApplied = defineCommand({
  name: 'edit-last-applied',
  use: 'apply edit-last-applied (RESOURCE/NAME | -f FILENAME)',
  summary: 'Edit the latest last-applied-configuration annotations of resources from the editor.',
  listed: 'Edit latest last-applied-configuration annotations of a resource/object',
  examples: [
    {
      what: 'What counts as applied last',
      line: 'kubectl apply edit-last-applied deployment/web',
    },
  ],
  flags: FLAGS,
  *run(cli, { flags, args }) {
    const found = yield* collect(cli, {
      args,
      filename: flags.filename,
      kustomize: flags.kustomize,
      recursive: flags.recursive,
      listsTypes: true,
      fetch: 'latest',
    })
    raiseAll(found.errors)
    const noted = found.targets.filter(({ object = {} }) => lastAppliedOf(object) !== undefined)
    if (noted.length === 0)
      throw new CommandError(
        'no last-applied-configuration annotation found on resources, to create the annotation, use command `kubectl apply set-last-applied --create-annotation`',
      )
    for (const target of noted)
      yield* editInEditor(cli, {
        head: HEAD,
        object: noteOf(target),
        save: (edited) => saveNote(cli, target, { flags, edited }),
      })
  },
})

function noteOf({ object = {} }: Target): JsonObject {
  const [document] = readDocuments(lastAppliedOf(object) ?? '')
  return document?.ok === true && isJsonObject(document.value) ? document.value : {}
}

/** The note alone is changed; the object stays as it is. */
function* saveNote(
  cli: Cli,
  { mapping, namespace, name }: Target,
  { flags, edited }: { readonly flags: Flags; readonly edited: JsonObject },
): Run<{ readonly words: string } | undefined> {
  try {
    yield* cli.api.call({
      method: 'PATCH',
      path: pathOf(mapping, { namespace, name }),
      query: [
        ['fieldManager', flags['field-manager']],
        ['fieldValidation', fieldValidationOf(flags.validate)],
      ],
      contentType: 'application/merge-patch+json',
      body: { metadata: { annotations: { [LAST_APPLIED]: `${goJson(edited)}\n` } } },
    })
  } catch (error) {
    if (error instanceof StatusError) return { words: failureWords(error) }
    throw error
  }
  const readFile = (path: string) => readTextFile(cli.process, path)
  yield* out(cli, printerFor({ flags, operation: 'edited', readFile }).print(edited))
  return undefined
}

import type { Run } from '#engine'
import { collect, type Target } from '../api/collect.ts'
import { pathOf } from '../api/discovery.ts'
import { asJson, withoutManagedFields } from '../api/json.ts'
import type { KubeObject } from '../api/objects.ts'
import { type Cli, out } from '../cli.ts'
import { defineCommand, type Given } from '../command.ts'
import { raiseAll, StatusError } from '../failure.ts'
import { failureWords } from '../failure-words.ts'
import { bool, string } from '../flags/flag.ts'
import {
  fieldManagerFlag,
  FILENAME_FLAGS,
  OUTPUT_FLAGS,
  SAVE_CONFIG_FLAG,
  VALIDATE_FLAG,
} from '../flags/shared-flags.ts'
import type { JsonObject } from '../patch/diff.ts'
import { threeWayPatch } from '../patch/three-way.ts'
import { printerFor } from '../printers/printer.ts'
import { editInEditor } from './edit-in-editor.ts'
import { readTextFile } from './shared.ts'

const FLAGS = {
  ...FILENAME_FLAGS,
  ...VALIDATE_FLAG,
  ...SAVE_CONFIG_FLAG,
  ...OUTPUT_FLAGS,
  ...fieldManagerFlag('kubectl-edit'),
  'output-patch': bool({ usage: 'Print the patch that is sent.' }),
  subresource: string({ usage: 'Subresource to edit.' }),
  'windows-line-endings': bool({ usage: 'Line endings of the file.' }),
}

type Flags = Given<typeof FLAGS>['flags']

export const edit = defineCommand({
  name: 'edit',
  use: 'edit (RESOURCE/NAME | -f FILENAME)',
  summary: 'Edit a resource on the server.',
  examples: [{ what: 'Change a Pod in an editor', line: 'kubectl edit pod/web' }],
  flags: FLAGS,
  *run(cli, { flags, args }) {
    const found = yield* collect(cli, {
      args,
      filename: flags.filename,
      kustomize: flags.kustomize,
      recursive: flags.recursive,
      listsTypes: true,
      fetch: 'latest',
      subresource: flags.subresource,
    })
    raiseAll(found.errors)
    for (const target of found.targets) yield* editOne(cli, target, flags)
  },
})

const HEAD =
  "# Please edit the object below. Lines beginning with a '#' will be ignored,\n" +
  '# and an empty file will abort the edit. If an error occurs while saving this file will be\n' +
  '# reopened with the relevant failures.\n#\n'

function* editOne(cli: Cli, target: Target, flags: Flags): Run<void> {
  const original = asJson(withoutManagedFields(target.object ?? {}))
  yield* editInEditor(cli, {
    head: HEAD,
    object: original,
    save: (edited) => saveEdited(cli, target, { flags, original, edited }),
  })
}

interface Edited {
  readonly flags: Flags
  readonly original: JsonObject
  readonly edited: JsonObject
}

/** Nothing when all is done; what went wrong otherwise. */
function* saveEdited(
  cli: Cli,
  target: Target,
  { flags, original, edited: modified }: Edited,
): Run<{ readonly words: string } | undefined> {
  const { mapping, namespace, name } = target
  const patch = threeWayPatch({ kind: mapping.kind, original, modified, current: original })
  if (Object.keys(patch).length === 0) return { words: 'error: nothing to change\n' }
  try {
    const object: KubeObject = yield* cli.api.call({
      method: 'PATCH',
      path: pathOf(mapping, { namespace, name, subresource: flags.subresource }),
      query: [
        ['fieldManager', flags['field-manager']],
        ['fieldValidation', 'Strict'],
      ],
      contentType: 'application/strategic-merge-patch+json',
      body: patch,
    })
    const readFile = (path: string) => readTextFile(cli.process, path)
    yield* out(cli, printerFor({ flags, operation: 'edited', readFile }).print(object))
    return undefined
  } catch (error) {
    if (error instanceof StatusError) return { words: failureWords(error) }
    throw error
  }
}

import type { Process, Run } from '#engine'
import { isJsonObject, readDocuments, writeYaml } from '#manifest'
import { collect, type Target } from '../api/collect.ts'
import { pathOf } from '../api/discovery.ts'
import { asJson, withoutManagedFields } from '../api/json.ts'
import type { KubeObject } from '../api/objects.ts'
import { type Cli, err, out } from '../cli.ts'
import { defineCommand, type Given } from '../command.ts'
import { CommandError, raiseAll, StatusError } from '../failure.ts'
import { failureWords } from '../failure-words.ts'
import { bool, string } from '../flags/flag.ts'
import { quote } from '../flags/quote.ts'
import {
  fieldManagerFlag,
  FILENAME_FLAGS,
  OUTPUT_FLAGS,
  SAVE_CONFIG_FLAG,
  VALIDATE_FLAG,
} from '../flags/shared-flags.ts'
import { isSame, type JsonObject } from '../patch/diff.ts'
import { threeWayPatch } from '../patch/three-way.ts'
import { printerFor } from '../printers/printer.ts'
import { launch } from './launch.ts'
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
  const path = `/tmp/kubectl-edit-${String(cli.process.randomBelow(1e9)).padStart(9, '0')}.yaml`
  let text = writeYaml(original)
  for (let reason = ''; ;) {
    writeText(cli.process, path, HEAD + reason + text)
    yield* runEditor(cli.process, path)
    const edited = contentOf(readTextFile(cli.process, path))
    const outcome = yield* saveEdited(cli, target, {
      flags,
      original,
      edited,
      hadFailed: reason !== '',
    })
    if (outcome === undefined) {
      cli.process.unlink(path)
      return
    }
    if (edited === text && reason !== '') {
      yield* err(cli, outcome.words)
      throw new CommandError(
        `Edit cancelled, no valid changes were saved.\nA copy of your changes has been stored to "${path}"`,
      )
    }
    reason = outcome.words.replace(/^/gm, '# ').replace(/# $/, '') + '#\n'
    text = edited
  }
}

interface Edited {
  readonly flags: Flags
  readonly original: JsonObject
  readonly edited: string
  readonly hadFailed: boolean
}

/** Nothing when all is done; what went wrong otherwise. */
function* saveEdited(
  cli: Cli,
  target: Target,
  { flags, original, edited }: Edited,
): Run<{ readonly words: string } | undefined> {
  const [document] = readDocuments(edited)
  if (document === undefined || (document.ok && document.value === null)) {
    yield* err(cli, 'Edit cancelled, saved file was empty.\n')
    return undefined
  }
  if (!document.ok) return { words: `error: ${document.problem.message}\n` }
  const value = isJsonObject(document.value) ? document.value : {}
  if (isSame(value, original)) {
    yield* err(cli, 'Edit cancelled, no changes made.\n')
    return undefined
  }
  const { mapping, namespace, name } = target
  const patch = threeWayPatch({ kind: mapping.kind, original, modified: value, current: original })
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

function contentOf(text: string): string {
  return text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n')
}

function writeText(process: Process, path: string, text: string): void {
  const fd = process.open(path, { write: true, create: true, truncate: true }, 0o600)
  process.tryWrite(fd, new TextEncoder().encode(text))
  process.close(fd)
}

/** $KUBE_EDITOR, $EDITOR or vi, as a process of its own on the same terminal. */
function* runEditor(process: Process, path: string): Run<void> {
  const editor = process.env.get('KUBE_EDITOR') ?? process.env.get('EDITOR') ?? 'vi'
  const change = yield* launch(process, editorWords(editor, path))
  if (change === undefined) throw new CommandError(`unable to launch the editor "${editor}"`)
  if (change.kind !== 'exited' || change.code !== 0)
    throw new CommandError(`there was a problem with the editor "${editor}"`)
}

/** A shell reads what has quotes in it. */
function editorWords(editor: string, path: string): readonly string[] {
  if (/["'\\]/.test(editor)) return ['/bin/bash', '-c', `${editor} ${quote(path)}`]
  return [...editor.split(' '), path]
}

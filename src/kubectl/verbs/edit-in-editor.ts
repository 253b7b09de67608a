import type { Process, Run } from '#engine'
import { isJsonObject, readDocuments, writeYaml } from '#manifest'
import { type Cli, err } from '../cli.ts'
import { CommandError } from '../failure.ts'
import { quote } from '../flags/quote.ts'
import { isSame, type JsonObject } from '../patch/diff.ts'
import { launch } from './launch.ts'
import { readTextFile } from './shared.ts'

interface Editing {
  /** What stands above the object, as comments. */
  readonly head: string
  readonly object: JsonObject
  /** Nothing when all is done; what went wrong otherwise. */
  readonly save: (edited: JsonObject) => Run<{ readonly words: string } | undefined>
}

/** Opens an object in the person's editor, again and again until it can be saved or is left as it is. */
export function* editInEditor(cli: Cli, editing: Editing): Run<void> {
  const path = `/tmp/kubectl-edit-${String(cli.process.randomBelow(1e9)).padStart(9, '0')}.yaml`
  let text = writeYaml(editing.object)
  for (let reason = ''; ;) {
    writeText(cli.process, path, editing.head + reason + text)
    yield* runEditor(cli.process, path)
    const edited = contentOf(readTextFile(cli.process, path))
    const outcome = yield* saveText(cli, edited, editing)
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

function* saveText(
  cli: Cli,
  edited: string,
  { object, save }: Editing,
): Run<{ readonly words: string } | undefined> {
  const [document] = readDocuments(edited)
  if (document === undefined || (document.ok && document.value === null)) {
    yield* err(cli, 'Edit cancelled, saved file was empty.\n')
    return undefined
  }
  if (!document.ok) return { words: `error: ${document.problem.message}\n` }
  const value = isJsonObject(document.value) ? document.value : {}
  if (!isSame(value, object)) return yield* save(value)
  yield* err(cli, 'Edit cancelled, no changes made.\n')
  return undefined
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

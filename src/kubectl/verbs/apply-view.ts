import { isJsonObject, readDocuments, writeYaml } from '#manifest'
import { collect, type Target } from '../api/collect.ts'
import { lastAppliedOf } from '../api/last-applied.ts'
import { out } from '../cli.ts'
import { defineCommand } from '../command.ts'
import { CommandError, raiseAll, usageError } from '../failure.ts'
import { bool, string } from '../flags/flag.ts'
import { FILENAME_FLAGS, SELECTOR_FLAG } from '../flags/shared-flags.ts'

export const viewLastApplied = defineCommand({
  name: 'view-last-applied',
  use: 'apply view-last-applied (TYPE [NAME | -l label] | TYPE/NAME | -f FILENAME)',
  summary: 'View the latest last-applied-configuration annotations of a resource/object.',
  examples: [
    { what: 'What was applied last', line: 'kubectl apply view-last-applied deployment/web' },
  ],
  flags: {
    ...FILENAME_FLAGS,
    ...SELECTOR_FLAG,
    all: bool({ usage: 'Every object of the types, in the namespace.' }),
    output: string({ short: 'o', initial: 'yaml', usage: 'yaml or json.' }),
  },
  *run(cli, { flags, args }) {
    const found = yield* collect(cli, {
      args,
      filename: flags.filename,
      kustomize: flags.kustomize,
      recursive: flags.recursive,
      selector: flags.selector,
      all: flags.all,
      listsTypes: cli.isNamespaceForced,
      fetch: 'latest',
    })
    raiseAll(found.errors.slice(0, 1))
    const texts = found.targets.map(noteOf)
    for (const text of texts) {
      if (flags.output !== 'json' && flags.output !== 'yaml')
        throw usageError(
          cli.commandPath,
          `Unexpected -o output mode: ${flags.output}, the flag 'output' must be one of yaml|json`,
        )
      yield* out(cli, flags.output === 'json' ? indented(text) : asYaml(text))
    }
  },
})

/** Without a note an object of a file is an error; of one from the server nothing is said. */
function noteOf({ object = {}, name, source }: Target): string {
  const text = lastAppliedOf(object)
  if (text !== undefined) return text
  if (source === '') return ''
  const what = `no last-applied-configuration annotation found on resource: ${name}\n`
  throw new CommandError(`error when ${what} "${source}": <nil>`)
}

function indented(text: string): string {
  return text === '' ? '' : `${JSON.stringify(JSON.parse(text), undefined, 2)}\n`
}

function asYaml(text: string): string {
  const [document] = readDocuments(text)
  return document?.ok === true && isJsonObject(document.value) ? writeYaml(document.value) : ''
}

import { isJsonList, isJsonObject, type JsonValue } from '#manifest'
import type { KubeObject } from '../api/objects.ts'
import { type Cli, out } from '../cli.ts'
import { defineCommand } from '../command.ts'
import { CommandError, usageError } from '../failure.ts'
import { bool, string } from '../flags/flag.ts'
import { OUTPUT_FLAGS } from '../flags/shared-flags.ts'
import type { JsonObject } from '../kubeconfig.ts'
import { printerFor } from '../printers/printer.ts'
import { readTextFile } from './shared.ts'

export const view = defineCommand({
  name: 'view',
  use: 'config view [flags] [options]',
  summary: 'Display merged kubeconfig settings or a specified kubeconfig file.',
  examples: [{ what: 'Only what is in use now', line: 'kubectl config view --minify' }],
  flags: {
    ...OUTPUT_FLAGS,
    output: string({ short: 'o', initial: 'yaml', usage: 'Output format.' }),
    flatten: bool({ usage: 'Put the contents of files in their place.' }),
    merge: bool({ initial: true, usage: 'Merge all kubeconfig files.' }),
    minify: bool({ usage: 'What the current context does not use is left out.' }),
    raw: bool({ usage: 'Show secrets and certificates as they are.' }),
  },
  *run(cli, { flags, args }) {
    if (args.length > 0)
      throw usageError(cli.commandPath, `unexpected arguments: [${args.join(' ')}]`)
    const { file } = cli.config
    const complete = { apiVersion: 'v1', kind: 'Config', ...emptyLists(), ...file }
    const chosen = flags.minify ? minified(complete, cli) : complete
    const shown = flags.raw || flags.flatten ? chosen : redacted(chosen)
    if (flags.output === 'json') {
      yield* out(cli, `${JSON.stringify(inOrder(shown), undefined, 4)}\n`)
      return
    }
    const readFile = (path: string) => readTextFile(cli.process, path)
    const printer = printerFor({ flags, readFile })
    yield* out(cli, printer.print(shown as KubeObject))
  },
})

/** As JSON the fields stand in the order in which the client library declares them. */
const FIELDS = [
  ...['kind', 'apiVersion', 'name', 'clusters', 'users', 'contexts', 'current-context', 'server'],
  ...['tls-server-name', 'insecure-skip-tls-verify', 'certificate-authority'],
  ...['certificate-authority-data', 'cluster', 'user', 'namespace'],
]

function inOrder(value: JsonValue): JsonValue {
  if (isJsonList(value)) return value.map(inOrder)
  if (!isJsonObject(value)) return value
  const place = (key: string): number =>
    FIELDS.includes(key) ? FIELDS.indexOf(key) : FIELDS.length
  const entries = Object.entries(value).sort(([left], [right]) => place(left) - place(right))
  return Object.fromEntries(entries.map(([key, member]) => [key, inOrder(member)]))
}

function emptyLists() {
  return { clusters: null, contexts: null, 'current-context': '', users: null }
}

function minified(file: JsonObject, cli: Cli): JsonObject {
  const name = cli.globals.context === '' ? cli.config.currentContext : cli.globals.context
  const context = cli.config.contexts.find((each) => each.name === name)
  if (context === undefined) throw new CommandError(`cannot locate context ${name}`)
  const only = (list: 'clusters' | 'contexts' | 'users', wanted: string) => {
    const entries = file[list]
    return isJsonList(entries)
      ? entries.filter((entry: JsonValue) => isJsonObject(entry) && entry['name'] === wanted)
      : []
  }
  return {
    ...file,
    'current-context': name,
    contexts: only('contexts', name),
    clusters: only('clusters', context.cluster),
    users: only('users', context.user),
  }
}

const OMITTED = new Set([
  'certificate-authority-data',
  'client-certificate-data',
  'client-key-data',
])

function redacted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => redacted(item))
  if (!isJsonObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      if (OMITTED.has(key)) return [key, 'DATA+OMITTED']
      return key === 'token' || key === 'password' ? [key, 'REDACTED'] : [key, redacted(member)]
    }),
  )
}

import { toBase64 } from '#engine'
import type { JsonValue } from '#manifest'
import { out } from '../cli.ts'
import { type Command, defineCommand } from '../command.ts'
import { CommandError } from '../failure.ts'
import { BadValue, bool, parseBool } from '../flags/flag.ts'
import { type JsonObject, namedIn, saveKubeconfig } from '../kubeconfig.ts'

const set = defineCommand({
  name: 'set',
  use: 'config set PROPERTY_NAME PROPERTY_VALUE',
  summary: 'Set an individual value in a kubeconfig file.',
  examples: [
    {
      what: 'Work in another namespace from now on',
      line: 'kubectl config set contexts.my-context.namespace kitchen',
    },
  ],
  flags: { 'set-raw-bytes': bool({ usage: 'The value of a *-data property is no base64 yet.' }) },
  *run(cli, { flags, args }) {
    const [name = '', text = ''] = args
    if (args.length !== 2) throw new CommandError(`Unexpected args: [${args.join(' ')}]`)
    if (text === '') throw new CommandError('you cannot use set to unset a property')
    const property = propertyOf(name)
    const { field } = property
    if (field === undefined) throw new CommandError("can't set a map to a value")
    const value = valueOf(field, text, flags['set-raw-bytes'])
    saveKubeconfig(cli.process, cli.config, changed(cli.config.file, property, value))
    yield* out(cli, `Property "${name}" set.\n`)
  },
})

const unset = defineCommand({
  name: 'unset',
  use: 'config unset PROPERTY_NAME',
  summary: 'Unset an individual value in a kubeconfig file.',
  examples: [
    { what: 'No context is the current one', line: 'kubectl config unset current-context' },
  ],
  flags: {},
  *run(cli, { args }) {
    const [name = ''] = args
    if (args.length !== 1) throw new CommandError(`Unexpected args: [${args.join(' ')}]`)
    saveKubeconfig(cli.process, cli.config, changed(cli.config.file, propertyOf(name), undefined))
    yield* out(cli, `Property "${name}" unset.\n`)
  },
})

export const propertyCommands: readonly Command[] = [set, unset]

type ListName = 'clusters' | 'contexts' | 'users'

/** One property of the file; `list` and `entry` where it is not one of the file itself. */
interface Property {
  readonly list?: ListName
  readonly entry?: string
  readonly field?: string
}

/** Properties of an entry: a name may have dots in it, so these tell where it ends. */
const FIELDS: Readonly<Record<ListName, readonly string[]>> = {
  clusters: [
    ...['server', 'tls-server-name', 'insecure-skip-tls-verify', 'certificate-authority'],
    ...['certificate-authority-data', 'proxy-url', 'disable-compression'],
  ],
  contexts: ['cluster', 'user', 'namespace'],
  users: [
    ...['client-certificate', 'client-certificate-data', 'client-key', 'client-key-data'],
    ...['token', 'tokenFile', 'username', 'password'],
  ],
}

function propertyOf(path: string): Property {
  if (path === '') throw new CommandError('you must specify a property')
  const [first = '', ...parts] = path.split('.')
  if (first === 'current-context') {
    if (parts.length === 0) return { field: first }
    throw new CommandError(`unable to parse one or more field values of ${path}`)
  }
  if (first !== 'clusters' && first !== 'contexts' && first !== 'users')
    throw new CommandError(`unable to parse ${path} after [] at api.Config`)
  if (parts.length === 0) return { list: first }
  const at = parts.findIndex((part, index) => index > 0 && FIELDS[first].includes(part))
  if (at < 0) return { list: first, entry: parts.join('.') }
  if (at < parts.length - 1)
    throw new CommandError(`unable to parse one or more field values of ${path}`)
  return { list: first, entry: parts.slice(0, at).join('.'), field: parts[at] ?? '' }
}

function valueOf(field: string, text: string, isRaw: boolean): JsonValue {
  if (field === 'insecure-skip-tls-verify' || field === 'disable-compression') return truth(text)
  return field.endsWith('-data') && isRaw ? toBase64(text) : text
}

function truth(text: string): boolean {
  try {
    return parseBool(text)
  } catch (error) {
    throw error instanceof BadValue ? new CommandError(error.message) : error
  }
}

/** The file with that property; undefined takes it away, or the entry, or all of them. */
function changed(
  file: JsonObject,
  { list, entry, field }: Property,
  value: JsonValue | undefined,
): JsonObject {
  if (list === undefined) return { ...file, [field ?? '']: value ?? '' }
  if (entry === undefined) return { ...file, [list]: null }
  const entries = namedIn(file, list)
  const others = entries.filter(({ name }) => name !== entry)
  if (field === undefined) return { ...file, [list]: listed(list, others) }
  const before = entries.find(({ name }) => name === entry)
  if (before === undefined && value === undefined)
    throw new CommandError(`current map key \`${entry}\` is invalid`)
  const own = Object.entries(before?.value ?? emptyOf(list)).filter(([key]) => key !== field)
  const after = Object.fromEntries(value === undefined ? own : [...own, [field, value]])
  return { ...file, [list]: listed(list, [...others, { name: entry, value: after }]) }
}

/** What the client library writes even when it is empty. */
function emptyOf(list: ListName): JsonObject {
  if (list === 'contexts') return { cluster: '', user: '' }
  return list === 'clusters' ? { server: '' } : {}
}

function listed(list: ListName, entries: ReturnType<typeof namedIn>): readonly JsonObject[] {
  const key = list.slice(0, -1)
  return [...entries]
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .map(({ name, value }) => ({ [key]: value, name }))
}

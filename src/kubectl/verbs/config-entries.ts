import { type Process, toBase64 } from '#engine'
import type { JsonValue } from '#manifest'
import { type Cli, out } from '../cli.ts'
import { type Command, defineCommand } from '../command.ts'
import { CommandError, PrintedError, usageError } from '../failure.ts'
import { bool, string } from '../flags/flag.ts'
import { helpFor } from '../help.ts'
import { type JsonObject, namedIn, saveKubeconfig } from '../kubeconfig.ts'
import { readTextFile } from './shared.ts'

const setCluster: Command = defineCommand({
  name: 'set-cluster',
  use: 'config set-cluster NAME [--server=server] [--certificate-authority=path/to/certificate/authority] [--insecure-skip-tls-verify=true] [--tls-server-name=example.com]',
  summary: 'Set a cluster entry in kubeconfig.',
  examples: [
    {
      what: 'Where another cluster is',
      line: 'kubectl config set-cluster far --server=https://far.example:6443',
    },
  ],
  flags: {
    'certificate-authority': string({ usage: 'File with the certificate of the authority.' }),
    'embed-certs': bool({ usage: 'Put what the file holds in its place.' }),
    'insecure-skip-tls-verify': bool({ usage: "Do not check the server's certificate." }),
    'proxy-url': string({ usage: 'What the way there leads through.' }),
    server: string({ usage: 'Where the cluster is.' }),
    'tls-server-name': string({ usage: "Name in the server's certificate." }),
  },
  *run(cli, { flags, args, changed }) {
    const [name = ''] = args
    if (args.length !== 1)
      throw new PrintedError(`Unexpected args: [${args.join(' ')}]`, helpOf(setCluster, cli))
    if (name === '') throw new CommandError('you must specify a non-empty cluster name')
    const authority = flags['certificate-authority']
    const isInsecure = flags['insecure-skip-tls-verify']
    if (isInsecure && authority !== '')
      throw new CommandError(
        'you cannot specify a certificate authority and insecure mode at the same time',
      )
    if (flags['embed-certs'] && authority === '')
      throw new CommandError('you must specify a --certificate-authority to embed')
    const fields = new Map<string, JsonValue>()
    if (changed.has('server')) fields.set('server', flags.server).set('tls-server-name', '')
    if (changed.has('tls-server-name')) fields.set('tls-server-name', flags['tls-server-name'])
    // Without the flag it is checked from now on, whatever was said before.
    fields.set('insecure-skip-tls-verify', isInsecure)
    if (isInsecure) setFile(fields, 'certificate-authority', { path: '', data: '' })
    if (changed.has('certificate-authority'))
      setKeyFile(cli.process, fields, {
        field: 'certificate-authority',
        path: authority,
        isEmbedded: flags['embed-certs'],
      })
    if (changed.has('proxy-url')) fields.set('proxy-url', flags['proxy-url'])
    saveEntry(cli, 'clusters', { name, fields, least: { server: '' } })
    yield* out(cli, `Cluster "${name}" set.\n`)
  },
})

const setCredentials: Command = defineCommand({
  name: 'set-credentials',
  use: 'config set-credentials NAME [--client-certificate=path/to/certfile] [--client-key=path/to/keyfile] [--token=bearer_token] [--username=basic_user] [--password=basic_password] [--auth-provider=provider_name] [--auth-provider-arg=key=value] [--exec-command=exec_command] [--exec-api-version=exec_api_version] [--exec-arg=arg] [--exec-env=key=value]',
  summary: 'Set a user entry in kubeconfig.',
  examples: [
    { what: 'Who shows a token', line: 'kubectl config set-credentials jo --token=bearer_token' },
  ],
  flags: {
    'client-certificate': string({ usage: 'File with a client certificate.' }),
    'client-key': string({ usage: 'File with its key.' }),
    'embed-certs': bool({ usage: 'Put what the files hold in their place.' }),
    password: string({ usage: 'Password of the user.' }),
    token: string({ usage: 'Bearer token of the user.' }),
    username: string({ usage: 'Name of the user.' }),
  },
  *run(cli, { flags, args, changed }) {
    const [name = ''] = args
    if (args.length !== 1)
      throw new PrintedError(`unexpected args: [${args.join(' ')}]`, helpOf(setCredentials, cli))
    if (name === '') throw new CommandError('you must specify a non-empty user name')
    const { token, username, password, 'embed-certs': isEmbedded } = flags
    if (token !== '' && (username !== '' || password !== ''))
      throw new CommandError(
        'you cannot specify more than one authentication method at the same time: --token, --username/--password',
      )
    if (isEmbedded && flags['client-certificate'] === '' && flags['client-key'] === '')
      throw new CommandError('you must specify a --client-certificate or --client-key to embed')
    const fields = new Map<string, JsonValue>()
    for (const field of ['client-certificate', 'client-key'] as const)
      if (changed.has(field))
        setKeyFile(cli.process, fields, { field, path: flags[field], isEmbedded })
    if (token !== '') fields.set('username', '').set('password', '')
    if (username !== '' || password !== '') fields.set('token', '')
    for (const field of ['token', 'username', 'password'] as const)
      if (changed.has(field)) fields.set(field, flags[field])
    saveEntry(cli, 'users', { name, fields, least: {} })
    yield* out(cli, `User "${name}" set.\n`)
  },
})

/** Whoever names none, or several, is shown how it is done. */
function helpOf(command: Command, cli: Cli): string {
  return helpFor(command, cli.commandPath)
}

interface KeyFile {
  readonly field: string
  readonly path: string
  readonly isEmbedded: boolean
}

function setKeyFile(process: Process, fields: Map<string, JsonValue>, file: KeyFile): void {
  const { field, path, isEmbedded } = file
  if (isEmbedded) setFile(fields, field, { path: '', data: toBase64(readTextFile(process, path)) })
  else
    setFile(fields, field, {
      path: path.startsWith('/') ? path : `${process.cwd}/${path}`,
      data: '',
    })
}

/** Either the file's name or what it holds. */
function setFile(
  fields: Map<string, JsonValue>,
  field: string,
  { path, data }: Readonly<Record<'path' | 'data', string>>,
): void {
  fields.set(field, path).set(`${field}-data`, data)
}

interface Entry {
  readonly name: string
  readonly fields: ReadonlyMap<string, JsonValue>
  /** What stands there even when it is empty. */
  readonly least: JsonObject
}

/** The entry with other fields; what is empty or false is left out. */
function saveEntry(cli: Cli, list: 'clusters' | 'users', { name, fields, least }: Entry): void {
  const all = namedIn(cli.config.file, list)
  const before = all.find((entry) => entry.name === name)?.value ?? {}
  const merged = Object.entries({ ...before, ...Object.fromEntries(fields) })
  const kept = merged.filter(([, value]) => value !== '' && value !== false)
  const value = { ...least, ...Object.fromEntries(kept) }
  saveList(cli, list, [...all.filter((entry) => entry.name !== name), { name, value }])
}

function saveList(cli: Cli, list: 'clusters' | 'users', all: ReturnType<typeof namedIn>): void {
  const key = list.slice(0, -1)
  const entries = [...all]
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .map(({ name, value }) => ({ [key]: value, name }))
  saveKubeconfig(cli.process, cli.config, { ...cli.config.file, [list]: entries })
}

const deleteCluster = deletion('delete-cluster', 'clusters')
const deleteUser = deletion('delete-user', 'users')

function deletion(name: string, list: 'clusters' | 'users'): Command {
  const what = list.slice(0, -1)
  return defineCommand({
    name,
    use: `config ${name} NAME`,
    summary: `Delete the specified ${what} from the kubeconfig.`,
    examples: [{ what: 'Forget it', line: `kubectl config ${name} far` }],
    flags: {},
    *run(cli, { args }) {
      const [entry = ''] = args
      if (args.length !== 1) throw usageError(cli.commandPath, `${what} to delete is required`)
      const { file, path } = cli.config
      const all = namedIn(file, list)
      if (!all.some((each) => each.name === entry))
        throw new CommandError(`cannot delete ${what} ${entry}, not in ${path}`)
      saveList(
        cli,
        list,
        all.filter((each) => each.name !== entry),
      )
      yield* out(cli, `deleted ${what} ${entry} from ${path}\n`)
    },
  })
}

export const entryCommands: readonly Command[] = [
  ...[setCluster, setCredentials, deleteCluster, deleteUser],
]

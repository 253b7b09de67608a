import { toBase64 } from '#engine'
import type { Cli } from '../../cli.ts'
import { type Command, defineCommand } from '../../command.ts'
import { string } from '../../flags/flag.ts'
import { make, MAKER_FLAGS, nameAndWords, placeIn } from './make.ts'
import { CommandError } from '../../failure.ts'
import { goJson } from '../../printers/json.ts'
import { readTextFile } from '../shared.ts'
import { dataFrom, SOURCE_FLAGS } from './sources.ts'

const generic = defineCommand({
  name: 'generic',
  use: 'create secret generic NAME [--type=string] [--from-file=[key=]source] [--from-literal=key1=value1] [--dry-run=server|client|none]',
  summary: 'Create a secret based on a file, directory, or specified literal value.',
  listed: 'Create a secret from a local file, directory, or literal value',
  examples: [
    { what: 'One key', line: 'kubectl create secret generic db --from-literal=password=s3cr3t' },
  ],
  flags: { ...MAKER_FLAGS, ...SOURCE_FLAGS, type: string({ usage: 'The type of the secret.' }) },
  *run(cli, given) {
    const { name } = nameAndWords(cli, given)
    const { type } = given.flags
    const texts = dataFrom(cli.process, given.flags, `Secret "${name}"`)
    const data = texts.map(([key, text]) => [key, toBase64(text)] as const)
    const object = {
      apiVersion: 'v1',
      ...(data.length === 0 ? {} : { data: Object.fromEntries(data) }),
      kind: 'Secret',
      metadata: placeIn(cli, name),
      ...(type === '' ? {} : { type }),
    }
    yield* make(
      cli,
      {
        object,
        path: `/api/v1/namespaces/${cli.namespace}/secrets`,
        failure: 'failed to create secret',
      },
      given.flags,
    )
  },
})

const tls = defineCommand({
  name: 'tls',
  use: 'create secret tls NAME --cert=path/to/cert/file --key=path/to/key/file [--dry-run=server|client|none]',
  summary: 'Create a TLS secret from the given public/private key pair.',
  listed: 'Create a TLS secret',
  examples: [
    {
      what: 'A certificate with its key',
      line: 'kubectl create secret tls web --cert=web.crt --key=web.key',
    },
  ],
  flags: {
    ...MAKER_FLAGS,
    cert: string({ usage: 'File with the certificate, as PEM.' }),
    key: string({ usage: 'File with its private key, as PEM.' }),
  },
  *run(cli, given) {
    const { name } = nameAndWords(cli, given)
    const { cert, key } = given.flags
    if (cert === '' || key === '') throw new CommandError('key and cert must be specified')
    const [certificate, privateKey] = [readKey(cli, cert), readKey(cli, key)]
    requirePem(certificate, 'certificate')
    requirePem(privateKey, 'key')
    const object = {
      apiVersion: 'v1',
      data: { 'tls.crt': toBase64(certificate), 'tls.key': toBase64(privateKey) },
      kind: 'Secret',
      metadata: placeIn(cli, name),
      type: 'kubernetes.io/tls',
    }
    const path = `/api/v1/namespaces/${cli.namespace}/secrets`
    yield* make(cli, { object, path, failure: 'failed to create secret' }, given.flags)
  },
})

function readKey(cli: Cli, path: string): string {
  try {
    return readTextFile(cli.process, path)
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    throw new CommandError(`Cannot read file ${path}, ${error.message}`)
  }
}

/** Whether key and certificate belong together is not looked at. */
function requirePem(text: string, what: string): void {
  if (!/-----BEGIN [^-]+-----[\s\S]*-----END [^-]+-----/.test(text))
    throw new CommandError(`tls: failed to find any PEM data in ${what} input`)
}

const dockerRegistry = defineCommand({
  name: 'docker-registry',
  use: 'create secret docker-registry NAME --docker-username=user --docker-password=password --docker-email=email [--docker-server=string] [--from-file=[key=]source] [--dry-run=server|client|none]',
  summary: 'Create a new secret for use with Docker registries.',
  listed: 'Create a secret for use with a Docker registry',
  examples: [
    {
      what: 'Who may pull images from there',
      line: 'kubectl create secret docker-registry far --docker-server=far.example --docker-username=jo --docker-password=x',
    },
  ],
  flags: {
    ...MAKER_FLAGS,
    'docker-email': string({ usage: 'Address of the user.' }),
    'docker-password': string({ usage: 'Password of the user.' }),
    'docker-server': string({
      initial: 'https://index.docker.io/v1/',
      usage: 'Where the registry is.',
    }),
    'docker-username': string({ usage: 'Name of the user.' }),
    'from-file': SOURCE_FLAGS['from-file'],
  },
  *run(cli, given) {
    const { name } = nameAndWords(cli, given)
    const { flags } = given
    const files = flags['from-file']
    if (files.length === 0 && (flags['docker-username'] === '' || flags['docker-password'] === ''))
      throw new CommandError(
        'either --from-file or the combination of --docker-username, --docker-password and --docker-server is required',
      )
    const sources = { 'from-file': files, 'from-literal': [], 'from-env-file': [] }
    const texts =
      files.length === 0
        ? [['.dockerconfigjson', registryAccess(flags)] as const]
        : dataFrom(cli.process, sources, `Secret "${name}"`)
    const object = {
      apiVersion: 'v1',
      data: Object.fromEntries(texts.map(([key, text]) => [key, toBase64(text)])),
      kind: 'Secret',
      metadata: placeIn(cli, name),
      type: 'kubernetes.io/dockerconfigjson',
    }
    const path = `/api/v1/namespaces/${cli.namespace}/secrets`
    yield* make(cli, { object, path, failure: 'failed to create secret' }, flags)
  },
})

type RegistryFlags = Readonly<
  Record<'docker-email' | 'docker-password' | 'docker-server' | 'docker-username', string>
>

/** The file that Docker keeps its passwords in. */
function registryAccess(flags: RegistryFlags): string {
  const { 'docker-email': email, 'docker-password': password } = flags
  const username = flags['docker-username']
  const mail = email === '' ? '' : `,"email":${goJson(email)}`
  const auth = goJson(toBase64(`${username}:${password}`))
  const who = `"username":${goJson(username)},"password":${goJson(password)}${mail},"auth":${auth}`
  return `{"auths":{${goJson(flags['docker-server'])}:{${who}}}}`
}

export const secret: Command = {
  name: 'secret',
  use: 'create secret (docker-registry | generic | tls)',
  summary: 'Create a secret using a specified subcommand.',
  flags: {},
  subcommands: [dockerRegistry, generic, tls],
}

import type { Run } from '#engine'
import type { KubeObject } from '../../api/objects.ts'
import { type Cli, out } from '../../cli.ts'
import { defineCommand, type Given } from '../../command.ts'
import { CommandError, StatusError } from '../../failure.ts'
import { duration, string, stringArray } from '../../flags/flag.ts'
import { OUTPUT_FLAGS } from '../../flags/shared-flags.ts'
import { printerFor } from '../../printers/printer.ts'
import { readTextFile } from '../shared.ts'
import { nameAndWords } from './make.ts'

const FLAGS = {
  ...OUTPUT_FLAGS,
  audience: stringArray({ usage: 'Who the token is for.' }),
  'bound-object-kind': string({ usage: 'Kind of what the token ends with: Pod, Secret, Node.' }),
  'bound-object-name': string({ usage: 'Name of what the token ends with.' }),
  'bound-object-uid': string({ usage: 'UID of what the token ends with.' }),
  duration: duration({ initial: 0, usage: 'How long the token is to be good.' }),
}

type Flags = Given<typeof FLAGS>['flags']

export const token = defineCommand({
  name: 'token',
  use: 'create token SERVICE_ACCOUNT_NAME',
  summary: 'Request a service account token.',
  examples: [{ what: 'Speak as a service account', line: 'kubectl create token robot' }],
  flags: FLAGS,
  *run(cli, given) {
    const { name } = nameAndWords(cli, given)
    const { flags } = given
    checkFlags(flags)
    const answer = yield* request(cli, name, flags)
    const { status = {} } = answer as { readonly status?: { readonly token?: string } }
    if ((status.token ?? '') === '')
      throw new CommandError('failed to create token: no token in server response')
    // For whoever reads it, not for the program that it is piped to.
    const end = cli.process.isTerminal(1) ? '\n' : ''
    if (flags.output === '') yield* out(cli, `${status.token ?? ''}${end}`)
    else {
      const readFile = (path: string) => readTextFile(cli.process, path)
      const printer = printerFor({ flags, operation: 'created', readFile, fields: 'given' })
      yield* out(cli, printer.print(answer))
    }
  },
})

function checkFlags(flags: Flags): void {
  const { 'bound-object-kind': kind, 'bound-object-name': name, 'bound-object-uid': uid } = flags
  const problem = [
    [flags.duration < 0, '--duration must be greater than or equal to 0'],
    [flags.duration % 1000 !== 0, '--duration cannot be expressed in units less than seconds'],
    [flags.audience.includes(''), '--audience must not be an empty string'],
    [
      kind === '' && name !== '',
      '--bound-object-name can only be set if --bound-object-kind is provided',
    ],
    [
      kind === '' && uid !== '',
      '--bound-object-uid can only be set if --bound-object-kind is provided',
    ],
    [
      !['', 'Node', 'Pod', 'Secret'].includes(kind),
      'supported --bound-object-kind values are Node, Pod, Secret',
    ],
    [
      kind !== '' && name === '',
      '--bound-object-name is required if --bound-object-kind is provided',
    ],
  ].find(([isWrong]) => isWrong === true)
  if (problem !== undefined) throw new CommandError(String(problem[1]))
}

function* request(cli: Cli, name: string, flags: Flags): Run<KubeObject> {
  const { audience, duration: lifeMs, 'bound-object-kind': kind } = flags
  const bound = { kind, apiVersion: 'v1', name: flags['bound-object-name'] }
  const uid = flags['bound-object-uid']
  const body = {
    kind: 'TokenRequest',
    apiVersion: 'authentication.k8s.io/v1',
    spec: {
      ...(audience.length === 0 ? {} : { audiences: audience }),
      ...(lifeMs === 0 ? {} : { expirationSeconds: lifeMs / 1000 }),
      ...(kind === '' ? {} : { boundObjectRef: uid === '' ? bound : { ...bound, uid } }),
    },
  }
  const path = `/api/v1/namespaces/${cli.namespace}/serviceaccounts/${name}/token`
  try {
    return yield* cli.api.call({ method: 'POST', path, body })
  } catch (error) {
    if (!(error instanceof StatusError)) throw error
    throw new CommandError(`failed to create token: ${error.message}`)
  }
}

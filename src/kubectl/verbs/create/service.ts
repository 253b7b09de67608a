import { type Command, defineCommand } from '../../command.ts'
import { CommandError } from '../../failure.ts'
import { int, string, stringSlice } from '../../flags/flag.ts'
import { make, MAKER_FLAGS, nameAndWords, placeIn } from './make.ts'

const TCP = stringSlice({ usage: 'Port pairs, as PORT:TARGETPORT.' })

const clusterIP = defineCommand({
  name: 'clusterip',
  use: 'create service clusterip NAME [--tcp=<port>:<targetPort>] [--dry-run=server|client|none]',
  summary: 'Create a ClusterIP service with the specified name.',
  listed: 'Create a ClusterIP service',
  examples: [
    { what: 'Port 80 leads to 8080', line: 'kubectl create service clusterip web --tcp=80:8080' },
  ],
  flags: { ...MAKER_FLAGS, tcp: TCP, clusterip: string({ usage: 'None for a headless one.' }) },
  *run(cli, given) {
    const { name } = nameAndWords(cli, given)
    const { tcp, clusterip } = given.flags
    if (tcp.length === 0 && clusterip !== 'None')
      throw new CommandError('at least one tcp port specifier must be provided')
    const spec = {
      ...(clusterip === '' ? {} : { clusterIP: clusterip }),
      ...(tcp.length === 0 ? {} : { ports: tcp.map(portOf) }),
    }
    const made = serviceIn(placeIn(cli, name), { ...spec, type: 'ClusterIP' })
    yield* make(
      cli,
      { object: made, path: pathIn(cli.namespace), failure: 'failed to create ClusterIP service:' },
      given.flags,
    )
  },
})

const nodePort = defineCommand({
  name: 'nodeport',
  use: 'create service nodeport NAME [--tcp=port:targetPort] [--dry-run=server|client|none]',
  summary: 'Create a NodePort service with the specified name.',
  listed: 'Create a NodePort service',
  examples: [
    { what: 'Port 80 leads to 8080', line: 'kubectl create service nodeport web --tcp=80:8080' },
  ],
  flags: {
    ...MAKER_FLAGS,
    tcp: TCP,
    'node-port': int({ initial: 0, usage: 'The port on every node.' }),
  },
  *run(cli, given) {
    const { name } = nameAndWords(cli, given)
    const { tcp, 'node-port': fixed } = given.flags
    if (tcp.length === 0) throw new CommandError('at least one tcp port specifier must be provided')
    const ports = tcp.map((each) => ({
      ...portOf(each),
      ...(fixed === 0 ? {} : { nodePort: fixed }),
    }))
    const made = serviceIn(placeIn(cli, name), { ports, type: 'NodePort' })
    yield* make(
      cli,
      { object: made, path: pathIn(cli.namespace), failure: 'failed to create NodePort service:' },
      given.flags,
    )
  },
})

const loadBalancer = defineCommand({
  name: 'loadbalancer',
  use: 'create service loadbalancer NAME [--tcp=port:targetPort] [--dry-run=server|client|none]',
  summary: 'Create a LoadBalancer service with the specified name.',
  listed: 'Create a LoadBalancer service',
  examples: [
    { what: 'Reached from outside', line: 'kubectl create service loadbalancer web --tcp=80:8080' },
  ],
  flags: { ...MAKER_FLAGS, tcp: TCP },
  *run(cli, given) {
    const { name } = nameAndWords(cli, given)
    const { tcp } = given.flags
    if (tcp.length === 0) throw new CommandError('at least one tcp port specifier must be provided')
    const spec = { ports: tcp.map(portOf), type: 'LoadBalancer' }
    const failure = 'failed to create LoadBalancer service:'
    const object = serviceIn(placeIn(cli, name), spec)
    yield* make(cli, { object, path: pathIn(cli.namespace), failure }, given.flags)
  },
})

const externalName = defineCommand({
  name: 'externalname',
  use: 'create service externalname NAME --external-name external.name [--dry-run=server|client|none]',
  summary: 'Create an ExternalName service with the specified name.',
  listed: 'Create an ExternalName service',
  examples: [
    {
      what: 'Another name for a host outside',
      line: 'kubectl create service externalname far --external-name far.example',
    },
  ],
  flags: {
    ...MAKER_FLAGS,
    tcp: TCP,
    'external-name': string({ usage: 'The host that it stands for.', isRequired: true }),
  },
  *run(cli, given) {
    const { name } = nameAndWords(cli, given)
    const { tcp, 'external-name': host } = given.flags
    if (!/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(host))
      throw new CommandError(`invalid service external name ${host}`)
    const ports = tcp.length === 0 ? {} : { ports: tcp.map(portOf) }
    const spec = { externalName: host, ...ports, type: 'ExternalName' }
    const failure = 'failed to create ExternalName service:'
    const object = serviceIn(placeIn(cli, name), spec)
    yield* make(cli, { object, path: pathIn(cli.namespace), failure }, given.flags)
  },
})

export const service: Command = {
  name: 'service',
  aliases: ['svc'],
  use: 'create service [flags]',
  summary: 'Create a service using a specified subcommand.',
  flags: {},
  subcommands: [clusterIP, externalName, loadBalancer, nodePort],
}

function serviceIn(metadata: { readonly name: string }, spec: object) {
  const labels = { app: metadata.name }
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { labels, ...metadata },
    spec: { ...spec, selector: labels },
    status: { loadBalancer: {} },
  }
}

function pathIn(namespace: string): string {
  return `/api/v1/namespaces/${namespace}/services`
}

/** `80:8080`, or `80` for both. */
function portOf(text: string): object {
  const [port = '', target = port] = text.split(':')
  const number = portNumber(port)
  const targetPort = /^\d+$/.test(target) ? portNumber(target) : target
  return { name: text.replace(':', '-'), port: number, protocol: 'TCP', targetPort }
}

function portNumber(text: string): number {
  if (!/^\d+$/.test(text))
    throw new CommandError(`strconv.ParseUint: parsing "${text}": invalid syntax`)
  if (Number(text) > 65535)
    throw new CommandError(`strconv.ParseUint: parsing "${text}": value out of range`)
  return Number(text)
}

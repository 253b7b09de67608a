import type { Run } from '#engine'
import { changeEach } from '../api/change-each.ts'
import { collect, type Target } from '../api/collect.ts'
import type { ResourceMapping } from '../api/discovery.ts'
import { withLastApplied } from '../api/last-applied.ts'
import type { KubeObject } from '../api/objects.ts'
import { type Cli, out } from '../cli.ts'
import { defineCommand, type Given } from '../command.ts'
import { CommandError } from '../failure.ts'
import { string } from '../flags/flag.ts'
import {
  DRY_RUN_FLAG,
  dryRunOf,
  fieldManagerFlag,
  FILENAME_FLAGS,
  OUTPUT_FLAGS,
  SAVE_CONFIG_FLAG,
} from '../flags/shared-flags.ts'
import { overridden } from '../patch/overrides.ts'
import { printerFor } from '../printers/printer.ts'
import { operationOf, readTextFile } from './shared.ts'

const FLAGS = {
  ...FILENAME_FLAGS,
  ...DRY_RUN_FLAG,
  ...OUTPUT_FLAGS,
  ...SAVE_CONFIG_FLAG,
  ...fieldManagerFlag('kubectl-expose'),
  'cluster-ip': string({ usage: 'The address of the service; None: none.' }),
  'external-ip': string({ usage: 'Another address that leads to the service.' }),
  labels: string({ short: 'l', usage: 'Labels of the service, as a=b,c=d.' }),
  'load-balancer-ip': string({ usage: 'Address of the load balancer.' }),
  name: string({ usage: 'Name of the service; without it that of the object.' }),
  'override-type': string({
    initial: 'merge',
    usage: 'How --overrides is meant: json, merge or strategic.',
  }),
  overrides: string({ usage: 'JSON that is merged into the service.' }),
  port: string({ usage: 'Port of the service; without it those of the object.' }),
  protocol: string({ usage: 'TCP, UDP or SCTP; without it as the object says.' }),
  selector: string({ usage: 'Labels of the Pods; without it as the object chooses them.' }),
  'session-affinity': string({ usage: 'None or ClientIP.' }),
  'target-port': string({ usage: 'Number or name of the port in the containers.' }),
  type: string({ usage: 'ClusterIP, NodePort, LoadBalancer or ExternalName.' }),
}

type Flags = Given<typeof FLAGS>['flags']

export const expose = defineCommand({
  name: 'expose',
  use: 'expose (-f FILENAME | TYPE NAME) [--port=port] [--protocol=TCP|UDP|SCTP] [--target-port=number-or-name] [--name=name] [--external-ip=external-ip-of-service] [--type=type]',
  summary:
    'Take a replication controller, service, deployment or pod and expose it as a new Kubernetes service.',
  examples: [{ what: 'One address for all Pods', line: 'kubectl expose deployment web --port=80' }],
  flags: FLAGS,
  *run(cli, { flags, args }) {
    const found = yield* collect(cli, {
      args,
      filename: flags.filename,
      kustomize: flags.kustomize,
      recursive: flags.recursive,
      fetch: 'named',
    })
    yield* changeEach(found, (target) => exposeOne(cli, target, flags))
  },
})

function* exposeOne(cli: Cli, target: Target, flags: Flags): Run<void> {
  const { dryRun } = dryRunOf(flags['dry-run'])
  const service = overridden(serviceFor(target, flags), flags)
  const body = flags['save-config'] ? withLastApplied(service) : service
  const made =
    dryRun === 'client'
      ? service
      : yield* cli.api.call({
          method: 'POST',
          path: `/api/v1/namespaces/${cli.namespace}/services`,
          query: [
            ...(dryRun === 'server' ? [['dryRun', 'All'] as const] : []),
            ['fieldManager', flags['field-manager']],
          ],
          body,
        })
  const readFile = (path: string) => readTextFile(cli.process, path)
  const operation = operationOf('exposed', dryRun)
  const printer = printerFor({ flags, operation, readFile, fields: 'type' })
  yield* out(cli, printer.print(made))
}

const EXPOSABLE = new Set(['Service', 'Pod', 'ReplicationController', 'Deployment', 'ReplicaSet'])

/** The Service that leads to an object's Pods. */
export function serviceFor({ mapping, name, object = {} }: Target, flags: Flags): KubeObject {
  if (!EXPOSABLE.has(mapping.kind)) throw new CommandError(`cannot expose a ${groupKind(mapping)}`)
  const selector = flags.selector === '' ? selectorOf(mapping, object) : labelsIn(flags.selector)
  const ports = portsFor(object, flags)
  const labels = flags.labels === '' ? (object.metadata?.labels ?? {}) : labelsIn(flags.labels)
  checkAffinity(flags['session-affinity'])
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      ...(Object.keys(labels).length === 0 ? {} : { labels }),
      name: flags.name === '' ? name.slice(0, 63) : flags.name,
    },
    spec: {
      ...(flags['cluster-ip'] === '' ? {} : { clusterIP: flags['cluster-ip'] }),
      ...(flags['external-ip'] === '' ? {} : { externalIPs: [flags['external-ip']] }),
      ...(flags['load-balancer-ip'] === '' || flags.type !== 'LoadBalancer'
        ? {}
        : { loadBalancerIP: flags['load-balancer-ip'] }),
      ...(ports.length === 0 ? {} : { ports }),
      selector,
      ...(flags['session-affinity'] === '' ? {} : { sessionAffinity: flags['session-affinity'] }),
      ...(flags.type === '' ? {} : { type: flags.type }),
    },
    status: { loadBalancer: {} },
  }
}

function groupKind({ group, kind }: ResourceMapping): string {
  return group === '' ? kind : `${kind}.${group}`
}

function checkAffinity(text: string): void {
  if (!['', 'None', 'ClientIP'].includes(text))
    throw new CommandError(`unknown session affinity: ${text}`)
}

type Labels = Readonly<Record<string, string>>

function selectorOf({ kind }: ResourceMapping, object: KubeObject): Labels {
  const none = (reason: string): CommandError =>
    new CommandError(`couldn't retrieve selectors via --selector flag or introspection: ${reason}`)
  const spec = (object['spec'] ?? {}) as {
    readonly selector?: Labels & {
      readonly matchLabels?: Labels
      readonly matchExpressions?: object
    }
  }
  if (kind === 'Pod') {
    const labels = object.metadata?.labels ?? {}
    if (Object.keys(labels).length > 0) return labels
    throw none('the pod has no labels and cannot be exposed')
  }
  if (kind === 'Service') {
    if (Object.keys(spec.selector ?? {}).length > 0) return spec.selector ?? {}
    throw none('the service has no pod selector set')
  }
  return spec.selector?.matchLabels ?? {}
}

function labelsIn(text: string): Labels {
  return Object.fromEntries(
    text.split(',').map((pair) => {
      const [key = '', value, ...more] = pair.split('=')
      if (value === undefined || more.length > 0)
        throw new CommandError(`unexpected label spec: ${pair}`)
      if (key === '') throw new CommandError('unexpected empty label key')
      return [key, value]
    }),
  )
}

interface ExposedPort {
  readonly port: number
  readonly protocol: string
}

function portsFor(object: KubeObject, flags: Flags): readonly object[] {
  const own = portsOf(object)
  const numbers =
    flags.port === '' ? [...new Set(own.map(({ port }) => port))] : numbersIn(flags.port)
  if (numbers.length === 0 && flags['cluster-ip'] !== 'None')
    throw new CommandError("couldn't find port via --port flag or introspection")
  return numbers.flatMap((port, at) => {
    const known = own.filter((each) => each.port === port).map(({ protocol }) => protocol)
    const protocols =
      flags.protocol !== '' ? [flags.protocol] : known.length === 0 ? ['TCP'] : known
    const name = numbers.length > 1 ? `port-${at + 1}` : ''
    return protocols.map((protocol) => {
      const full = protocols.length > 1 ? `port-${at + 1}-${protocol.toLowerCase()}` : name
      const targetPort = targetOf(flags['target-port'], port)
      return { ...(full === '' ? {} : { name: full }), port, protocol, targetPort }
    })
  })
}

function numbersIn(text: string): readonly number[] {
  return text.split(',').map((each) => {
    if (!/^\d+$/.test(each))
      throw new CommandError(`strconv.Atoi: parsing "${each}": invalid syntax`)
    return Number(each)
  })
}

function targetOf(text: string, port: number): number | string {
  if (text === '') return port
  return /^\d+$/.test(text) ? Number(text) : text
}

function portsOf(object: KubeObject): readonly ExposedPort[] {
  interface Spec {
    readonly ports?: readonly { readonly port: number; readonly protocol?: string }[]
    readonly template?: { readonly spec?: Spec }
    readonly containers?: readonly {
      readonly ports?: readonly { readonly containerPort: number; readonly protocol?: string }[]
    }[]
  }
  const spec = (object['spec'] ?? {}) as Spec
  const own = (spec.ports ?? []).map(({ port, protocol = 'TCP' }) => ({ port, protocol }))
  const { containers = [] } = spec.template?.spec ?? spec
  return [
    ...own,
    ...containers.flatMap(({ ports = [] }) =>
      ports.map(({ containerPort: port, protocol = 'TCP' }) => ({ port, protocol })),
    ),
  ]
}

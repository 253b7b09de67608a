import type { Run } from '#engine'
import { isList } from '../api/objects.ts'
import { type Cli, out } from '../cli.ts'
import { defineCommand } from '../command.ts'
import { CommandError, isStatus } from '../failure.ts'
import { contextOf, serverOf } from '../kubeconfig.ts'

export const clusterInfo = defineCommand({
  name: 'cluster-info',
  use: 'cluster-info [flags] [options]',
  summary: 'Display addresses of the control plane and of services of the cluster.',
  listed: 'Display cluster information',
  examples: [{ what: 'Where the cluster is', line: 'kubectl cluster-info' }],
  flags: {},
  *run(cli) {
    const failure = yield* showAddresses(cli)
    yield* out(
      cli,
      "\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n",
    )
    if (failure !== undefined) throw failure
  },
})

function* showAddresses(cli: Cli): Run<CommandError | undefined> {
  try {
    const services = yield* clusterServices(cli)
    const context = contextOf(cli.config, cli.globals.context)
    const server = serverOf(cli.config, context?.cluster ?? '') ?? cli.globals.server
    yield* out(cli, isRunningAt('Kubernetes control plane', server))
    for (const { name, path } of services) yield* out(cli, isRunningAt(name, server + path))
    return undefined
  } catch (error) {
    if (error instanceof CommandError) return error
    throw error
  }
}

function isRunningAt(name: string, address: string): string {
  return `${name} is running at ${address}\n`
}

interface ClusterService {
  readonly name: string
  readonly path: string
}

/** Services that say of themselves that they belong to the cluster. */
function* clusterServices(cli: Cli): Run<readonly ClusterService[]> {
  const namespace = cli.isNamespaceForced ? cli.namespace : 'kube-system'
  const root = `/api/v1/namespaces/${namespace}/services`
  const selector = ['labelSelector', 'kubernetes.io/cluster-service=true'] as const
  try {
    const list = yield* cli.api.get(root, [selector])
    if (!isList(list)) return []
    return list.items.map(({ metadata = {}, ...object }) => {
      const { ports = [] } = object['spec'] as { readonly ports?: readonly ServicePort[] }
      const labels = new Map(Object.entries(metadata.labels ?? {}))
      const own = metadata.name ?? ''
      return {
        name: labels.get('kubernetes.io/name') ?? own,
        path: `${root}/${proxyName(own, ports[0])}/proxy`,
      }
    })
  } catch (error) {
    if (isStatus(error, 'NotFound')) return []
    throw error
  }
}

interface ServicePort {
  readonly name?: string
  readonly port: number
}

/** `https:name:port` as far as there is something to say. */
function proxyName(service: string, port: ServicePort | undefined): string {
  if (port === undefined) return service
  const { name = '' } = port
  if (name === 'https' || port.port === 443) return `https:${service}:${name}`
  return name === '' ? service : `${service}:${name}`
}

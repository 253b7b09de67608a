import type { JsonValue } from '#manifest'
import { ConfigError } from './config-error.ts'
import type { Message } from './message.ts'
import { readClusters } from './read-clusters.ts'
import { readManager } from './read-manager.ts'
import { readBootstrap } from './read-message.ts'
import { HTTP_CONNECTION_MANAGER } from './schema.ts'
import type { EnvoySettings, ListenerSettings } from './settings.ts'
import { readPlace } from './socket-place.ts'

/** What the value of a configuration file says. Throws a ConfigError. */
export function readSettings(value: JsonValue): EnvoySettings {
  const bootstrap = readBootstrap(value)
  const resources = bootstrap.message('static_resources')
  const node = bootstrap.message('node')
  const clusters = readClusters(resources?.messages('clusters') ?? [])
  const names = new Set(clusters.map((it) => it.name))
  const listeners = (resources?.messages('listeners') ?? []).map((it) => readListener(it, names))
  const admin = bootstrap.message('admin')?.message('address')
  return {
    node: { id: node?.text('id') ?? '', cluster: node?.text('cluster') ?? '' },
    ...(admin === undefined ? {} : { admin: readPlace(admin) }),
    listeners,
    clusters,
  }
}

function readListener(listener: Message, clusters: ReadonlySet<string>): ListenerSettings {
  const address = listener.message('address')
  const name = listener.text('name')
  if (address === undefined)
    throw new ConfigError(`error adding listener named '${name}': address is necessary`)
  const place = readPlace(address)
  const chains = listener.messages('filter_chains')
  const [chain] = chains
  const shown = `${place.address}:${place.port}`
  if (chain === undefined)
    throw new ConfigError(`error adding listener '${shown}': no filter chains specified`)
  if (chains.length > 1)
    throw new ConfigError(
      `${listener.path}: more than one filter chain is not simulated by this Envoy`,
    )
  return { name: name === '' ? shown : name, place, manager: managerOf(chain, clusters) }
}

function managerOf(chain: Message, clusters: ReadonlySet<string>) {
  const [filter, ...more] = chain.messages('filters')
  const config = filter?.message('typed_config')
  if (config?.type !== HTTP_CONNECTION_MANAGER || more.length > 0)
    throw new ConfigError(
      `${chain.path}.filters: this Envoy simulates one ${HTTP_CONNECTION_MANAGER} and nothing else`,
    )
  return readManager(config, clusters)
}

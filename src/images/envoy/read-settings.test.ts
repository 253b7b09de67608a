import { readDocuments } from '#manifest'
import { expect, test } from 'vitest'
import { ConfigError } from './config-error.ts'
import { readSettings } from './read-settings.ts'
import { bootstrapWith } from './test-support.ts'

function faultOf(text: string): string | undefined {
  const [document] = readDocuments(text)
  if (document?.ok !== true) throw new Error(`not YAML: ${text}`)
  try {
    readSettings(document.value)
    return undefined
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.message.replace(/: \{"admin".*$/, ': JSON')
  }
}

const CLUSTER = 'envoy.config.cluster.v3.Cluster'

const faults: readonly { title: string; text: string; fault: unknown }[] = [
  {
    title: 'a field that Envoy does not have',
    text: bootstrapWith({ cluster: 'hosts: []' }),
    fault:
      'Protobuf message (type envoy.config.bootstrap.v3.Bootstrap reason INVALID_ARGUMENT: ' +
      'invalid JSON in envoy.config.bootstrap.v3.Bootstrap @ static_resources.clusters[0]: ' +
      `message ${CLUSTER}, near 1:1190 (offset 1189): no such field: 'hosts') has unknown fields`,
  },
  {
    title: 'a field that the real Envoy has',
    text: bootstrapWith({ cluster: 'health_checks: []' }),
    fault: `static_resources.clusters[0].health_checks: ${CLUSTER}.health_checks is not simulated by this Envoy`,
  },
  {
    title: 'a value of another type',
    text: bootstrapWith({ cluster: 'alt_stat_name: 7' }),
    fault:
      'Unable to parse JSON as proto (INVALID_ARGUMENT: invalid JSON in ' +
      'envoy.config.bootstrap.v3.Bootstrap @ static_resources.clusters[0].alt_stat_name: string, ' +
      "near 1:1198 (offset 1197): unexpected character: '7'; expected '\"'): JSON",
  },
  {
    title: 'a duration without its unit',
    text: bootstrapWith({ route: 'timeout: 3' }),
    fault: expect.stringMatching(/message google.protobuf.Duration.*must end with a single 's'/),
  },
  {
    title: 'a route to a cluster that nobody has',
    text: bootstrapWith({}).replace('cluster: app,', 'cluster: ap,'),
    fault: "route: unknown cluster 'ap'",
  },
  {
    title: 'a name where an address must be',
    text: bootstrapWith({}).replace(
      'address: 127.0.0.1, port_value: 3000',
      'address: app, port_value: 3000',
    ),
    fault:
      "malformed IP address: app. Consider setting resolver_name or setting cluster type to 'STRICT_DNS' or 'LOGICAL_DNS'",
  },
  {
    title: 'a filter that is not simulated',
    text: bootstrapWith({}).replace(
      'filters.http.router.v3.Router',
      'filters.http.fault.v3.HTTPFault',
    ),
    fault: expect.stringContaining('http.fault.v3.HTTPFault is not simulated by this Envoy'),
  },
  {
    title: 'a condition of retries that is not simulated, while unknown ones are passed over',
    text: bootstrapWith({ route: 'retry_policy: {retry_on: "whenever,retriable-headers"}' }),
    fault: expect.stringContaining('retriable-headers is not simulated by this Envoy'),
  },
  {
    title: 'no prefix for the statistics',
    text: bootstrapWith({}).replace('stat_prefix: in', ''),
    fault:
      'Proto constraint validation failed (HttpConnectionManagerValidationError.StatPrefix: value length must be at least 1 characters)',
  },
  {
    title: 'camel case is as good',
    text: bootstrapWith({ cluster: 'lbPolicy: RANDOM' }),
    fault: undefined,
  },
]

test.each(faults)('$title', ({ text, fault }) => {
  expect(faultOf(text)).toEqual(fault)
})

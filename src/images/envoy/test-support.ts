import { type Program, type Run, write } from '#engine'
import { serveHttp } from '../http/server.ts'

const MANAGER =
  'type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager'

/** For tests: a bootstrap that leads from port 8080 to 127.0.0.1:3000. */
export function bootstrapWith(parts: {
  /** What is said of the route beside its cluster, and of the cluster beside its endpoint. */
  readonly route?: string
  readonly cluster?: string
  readonly manager?: string
}): string {
  return `
admin: {address: {socket_address: {address: 127.0.0.1, port_value: 9901}}}
static_resources:
  listeners:
  - address: {socket_address: {address: 0.0.0.0, port_value: 8080}}
    filter_chains:
    - filters:
      - name: envoy.filters.network.http_connection_manager
        typed_config:
          "@type": ${MANAGER}
          stat_prefix: in
          access_log:
          - name: envoy.access_loggers.file
            typed_config:
              "@type": type.googleapis.com/envoy.extensions.access_loggers.file.v3.FileAccessLog
              path: /dev/stdout
          route_config:
            virtual_hosts:
            - name: app
              domains: ['*']
              routes:
              - match: {prefix: /own}
                direct_response: {status: 418, body: {inline_string: teapot}}
              - match: {prefix: /app}
                route: {cluster: app, ${parts.route ?? ''}}
          http_filters:
          - name: envoy.filters.http.router
            typed_config: {"@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router}
          ${parts.manager ?? ''}
  clusters:
  - name: app
    connect_timeout: 1s
    load_assignment:
      cluster_name: app
      endpoints: [{lb_endpoints: [{endpoint: {address: {socket_address: {address: 127.0.0.1, port_value: 3000}}}}]}]
    ${parts.cluster ?? ''}
`
}

/** For tests: what an upstream does with each request in turn; the last goes on for ever. */
export type Deed = number | 'break' | 'hang' | { readonly afterMs: number }

/** For tests: an upstream on 127.0.0.1:3000 that writes what it is asked, and answers as told. */
export function upstream(deeds: readonly Deed[]): Program {
  return function* (process): Run {
    const fd = process.sockets.socket('inet', 'stream')
    process.sockets.bind(fd, { family: 'inet', address: '127.0.0.1', port: 3000 })
    process.sockets.listen(fd, 20)
    let turn = 0
    yield* serveHttp(
      {
        process,
        listening: [fd],
        keepAliveMs: 60_000,
        *handle({ method, target, headers, version }) {
          const lines = headers.map(([name, value]) => `${name}: ${value}\n`)
          yield* write(process, 1, `${method} ${target} ${version}\n${lines.join('')}\n`)
          const deed = deeds[Math.min(turn++, deeds.length - 1)] ?? 200
          if (deed === 'break') return undefined
          const waitMs = typeof deed === 'object' ? deed.afterMs : deed === 'hang' ? Infinity : 0
          const until = process.now + waitMs
          while (process.now < until)
            yield {
              do: 'wait',
              for: [{ fd, for: 'write' }],
              ...(until === Infinity ? {} : { until }),
            }
          const status = typeof deed === 'number' ? deed : 200
          const body = new TextEncoder().encode(`answer ${turn}\n`)
          const length = `${body.length}`
          return { status, reason: 'As Told', headers: [['Content-Length', length]], body }
        },
        *refuse() {
          return undefined
        },
      },
      () => false,
    )
    return 0
  }
}

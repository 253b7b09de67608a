import type { Ms } from '#engine'
import type { LogFormat } from './log-format.ts'

/** What a configuration comes to. */
export interface EnvoySettings {
  readonly node: { readonly id: string; readonly cluster: string }
  readonly admin?: SocketPlace
  readonly listeners: readonly ListenerSettings[]
  readonly clusters: readonly ClusterSettings[]
}

export interface SocketPlace {
  readonly address: string
  readonly port: number
}

export interface ListenerSettings {
  readonly name: string
  readonly place: SocketPlace
  readonly manager: ManagerSettings
}

/** An http_connection_manager. */
export interface ManagerSettings {
  readonly statPrefix: string
  readonly serverName: string
  readonly virtualHosts: readonly VirtualHost[]
  readonly accessLogs: readonly AccessLogSettings[]
  readonly useRemoteAddress: boolean
  readonly generateRequestId: boolean
  /** Whether the router leaves out the x-envoy headers of its own. */
  readonly suppressEnvoyHeaders: boolean
}

export interface AccessLogSettings {
  readonly path: string
  readonly format: LogFormat
}

export interface VirtualHost {
  readonly name: string
  readonly domains: readonly string[]
  readonly routes: readonly Route[]
  readonly sendsAttemptCount: boolean
  readonly answersAttemptCount: boolean
}

export interface Route {
  readonly name: string
  readonly match: RouteMatch
  readonly action: RouteAction | DirectAnswer
  readonly requestHeaders: readonly HeaderToAdd[]
  readonly responseHeaders: readonly HeaderToAdd[]
}

export type RouteMatch = {
  readonly kind: 'prefix' | 'path' | 'path_separated_prefix'
  readonly text: string
}

export interface RouteAction {
  readonly kind: 'route'
  readonly cluster: string
  readonly prefixRewrite?: string
  readonly hostRewrite?: string
  /** For all tries together; 0: none. */
  readonly timeoutMs: Ms
  readonly retry: RetryPolicy
}

export interface DirectAnswer {
  readonly kind: 'direct'
  readonly status: number
  readonly body: string
}

export interface HeaderToAdd {
  readonly name: string
  readonly value: string
  readonly how: string
}

export interface RetryPolicy {
  readonly on: ReadonlySet<string>
  readonly retries: number
  /** 0: as long as the whole request may take. */
  readonly perTryTimeoutMs: Ms
  readonly statusCodes: ReadonlySet<number>
  readonly backOff: { readonly baseMs: Ms; readonly maxMs: Ms }
}

export interface ClusterSettings {
  readonly name: string
  readonly statName: string
  readonly type: 'STATIC' | 'STRICT_DNS' | 'LOGICAL_DNS'
  readonly connectTimeoutMs: Ms
  readonly balancing: 'ROUND_ROBIN' | 'LEAST_REQUEST' | 'RANDOM'
  readonly endpoints: readonly SocketPlace[]
  readonly isV6Wanted: boolean
  readonly isV4Wanted: boolean
  readonly refreshMs: Ms
  readonly limits: Limits
  readonly outlier?: OutlierSettings
  /** Per cent of healthy hosts below which health is disregarded. */
  readonly panicPercent: number
}

/** The circuit breakers of a cluster. */
export interface Limits {
  readonly connections: number
  readonly pendingRequests: number
  readonly requests: number
  readonly retries: number
}

export interface OutlierSettings {
  readonly consecutive5xx: number
  readonly intervalMs: Ms
  readonly baseEjectionMs: Ms
  readonly maxEjectionMs: Ms
  readonly maxEjectionPercent: number
  readonly enforcedPercent: number
  readonly alwaysEjectOneHost: boolean
}

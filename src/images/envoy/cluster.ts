import { familyOf, type Ms, type Process, type Run } from '#engine'
import { resolve, socketAddress } from '../resolver/resolve.ts'
import type { InUse } from './connection-pool.ts'
import { Gate } from './gate.ts'
import { Host } from './host.ts'
import { countAnswer, eject, mayEject, review } from './outlier.ts'
import type { ClusterSettings, OutlierSettings } from './settings.ts'
import type { Stats } from './stats.ts'

const COUNTERS = [
  'membership_change',
  'upstream_cx_connect_fail',
  'upstream_cx_connect_timeout',
  'upstream_cx_http1_total',
  'upstream_cx_overflow',
  'upstream_cx_total',
  'upstream_rq_pending_overflow',
  'upstream_rq_pending_total',
  'upstream_rq_per_try_timeout',
  'upstream_rq_retry',
  'upstream_rq_retry_limit_exceeded',
  'upstream_rq_retry_overflow',
  'upstream_rq_retry_success',
  'upstream_rq_timeout',
  'upstream_rq_total',
  'upstream_cx_none_healthy',
]
const OUTLIER_COUNTERS = [
  'ejections_consecutive_5xx',
  'ejections_detected_consecutive_5xx',
  'ejections_enforced_consecutive_5xx',
  'ejections_enforced_total',
  'ejections_overflow',
]

export interface ClusterParts {
  readonly process: Process
  readonly stats: Stats
}

/** A cluster as it runs: its hosts, their health, and what of its limits is in use. */
export class Cluster {
  readonly settings: ClusterSettings
  /** `cluster.NAME`, with which its statistics begin. */
  readonly prefix: string
  readonly stats: Stats
  readonly inUse: InUse = { connections: 0, pendingRequests: 0, requests: 0, retries: 0 }
  readonly #process: Process
  readonly #outliers = new Gate()
  #hosts: readonly Host[] = []
  #turn = 0

  constructor(settings: ClusterSettings, { process, stats }: ClusterParts) {
    this.settings = settings
    this.prefix = `cluster.${settings.statName.replaceAll(':', '_')}`
    this.stats = stats
    this.#process = process
    this.#declareStats()
    if (settings.type === 'STATIC')
      this.#have(settings.endpoints.map((it) => ({ ...it, hostname: '' })))
  }

  get hosts(): readonly Host[] {
    return this.#hosts
  }

  /** The host for the next try: a healthy one, or any where too few are healthy to be choosy. */
  choose(): Host | undefined {
    const healthy = this.#hosts.filter((it) => it.isHealthy)
    const isPanic = (100 * healthy.length) / this.#hosts.length < this.settings.panicPercent
    const eligible = isPanic ? this.#hosts : healthy
    switch (this.settings.balancing) {
      case 'ROUND_ROBIN':
        return eligible[this.#turn++ % eligible.length]
      case 'RANDOM':
        return eligible[this.#process.randomBelow(Math.max(1, eligible.length))]
      case 'LEAST_REQUEST':
        return this.#lessBusyOfTwo(eligible)
    }
  }

  /** Tells outlier detection how a host has answered; failures of the way there count as 5xx. */
  answered(host: Host, status: number): void {
    const { outlier } = this.settings
    if (outlier === undefined || !countAnswer(host.health, status, outlier)) return
    this.#count('outlier_detection.ejections_detected_consecutive_5xx')
    this.#count('outlier_detection.ejections_consecutive_5xx')
    if (this.#process.randomBelow(100) >= outlier.enforcedPercent) return
    const ejected = this.#hosts.filter((it) => !it.isHealthy).length
    if (!mayEject(this.#hosts.length, ejected, outlier)) {
      this.#count('outlier_detection.ejections_overflow')
      return
    }
    eject(host.health, this.#process.now, outlier)
    this.#count('outlier_detection.ejections_enforced_consecutive_5xx')
    this.#count('outlier_detection.ejections_enforced_total')
    this.#outliers.open()
  }

  /** Looks at the ejected hosts at every interval, as long as there are any. */
  *watchOutliers(by: OutlierSettings): Run<void> {
    const start = this.#process.now
    for (;;) {
      while (!this.#outliers.isReady()) yield { do: 'wait', for: [{ readiness: this.#outliers }] }
      const { now } = this.#process
      const next = start + (Math.floor((now - start) / by.intervalMs) + 1) * by.intervalMs
      yield* this.#sleepUntil(next)
      for (const { health } of this.#hosts) review(health, next, by)
      const isQuiet = this.#hosts.every(
        ({ health, isHealthy }) => isHealthy && health.backOff === 0,
      )
      if (isQuiet) this.#outliers.close()
    }
  }

  /** Asks for the addresses of its names, now. */
  *resolveNames(): Run<void> {
    const { endpoints, type, isV4Wanted, isV6Wanted } = this.settings
    const found: { address: string; port: number; hostname: string }[] = []
    for (const { address: hostname, port } of endpoints) {
      const answer = yield* resolve(this.#process, hostname)
      const all = (answer.ok ? answer.addresses : []).filter((it) =>
        familyOf(it) === 'inet6' ? isV6Wanted : isV4Wanted,
      )
      const wanted = type === 'LOGICAL_DNS' ? all.slice(0, 1) : all
      found.push(...wanted.map((address) => ({ address, port, hostname })))
    }
    // Names that nobody can tell at the moment leave things as they were.
    if (found.length > 0) this.#have(found)
  }

  *keepResolving(): Run<void> {
    for (;;) {
      yield* this.#sleepUntil(this.#process.now + this.settings.refreshMs)
      yield* this.resolveNames()
    }
  }

  /** Hosts that stay keep their connections and what is known of them. */
  #have(places: readonly { address: string; port: number; hostname: string }[]): void {
    const { connectTimeoutMs, limits } = this.settings
    const known = new Map(this.#hosts.map((it) => [it.shown, it]))
    const hosts = places.map(({ address, port, hostname }) => {
      const host = new Host(socketAddress(address, port), hostname, {
        ...{ process: this.#process, limits, connectTimeoutMs },
        ...{ inUse: this.inUse, stats: this.stats, prefix: this.prefix },
      })
      return known.get(host.shown) ?? host
    })
    const isSame =
      hosts.length === this.#hosts.length && hosts.every((it, at) => it === this.#hosts[at])
    if (!isSame) this.#count('membership_change')
    this.#hosts = hosts
  }

  #lessBusyOfTwo(hosts: readonly Host[]): Host | undefined {
    const pick = (): Host | undefined => hosts[this.#process.randomBelow(Math.max(1, hosts.length))]
    const [one, other] = [pick(), pick()]
    if (one === undefined || other === undefined) return one
    return other.counts.rq_active < one.counts.rq_active ? other : one
  }

  *#sleepUntil(time: Ms): Run<void> {
    while (this.#process.now < time) yield { do: 'wait', for: [], until: time }
  }

  #count(name: string): void {
    this.stats.add(`${this.prefix}.${name}`)
  }

  #declareStats(): void {
    const { prefix, stats, inUse } = this
    const { limits, outlier } = this.settings
    stats.declare(prefix, COUNTERS)
    const gauges: Readonly<Record<string, () => number>> = {
      membership_total: () => this.#hosts.length,
      membership_healthy: () => this.#hosts.filter((it) => it.isHealthy).length,
      upstream_cx_active: () => inUse.connections,
      upstream_rq_active: () => inUse.requests,
      upstream_rq_pending_active: () => inUse.pendingRequests,
      'circuit_breakers.default.cx_open': () => Number(inUse.connections >= limits.connections),
      'circuit_breakers.default.rq_open': () => Number(inUse.requests >= limits.requests),
      'circuit_breakers.default.rq_pending_open': () =>
        Number(inUse.pendingRequests >= limits.pendingRequests),
      'circuit_breakers.default.rq_retry_open': () => Number(inUse.retries >= limits.retries),
    }
    for (const [name, read] of Object.entries(gauges)) stats.gauge(`${prefix}.${name}`, read)
    if (outlier === undefined) return
    stats.declare(`${prefix}.outlier_detection`, OUTLIER_COUNTERS)
    stats.gauge(
      `${prefix}.outlier_detection.ejections_active`,
      () => this.#hosts.filter((it) => !it.isHealthy).length,
    )
  }
}

import type { InternetAddress } from '../resolver/resolve.ts'
import { ConnectionPool, type PoolOptions } from './connection-pool.ts'
import { type HostHealth, newHealth } from './outlier.ts'

/** What is counted for one host, in the order in which it is shown. */
export const HOST_COUNTS = [
  'cx_active',
  'cx_connect_fail',
  'cx_total',
  'rq_active',
  'rq_error',
  'rq_success',
  'rq_timeout',
  'rq_total',
] as const

/** One endpoint of a cluster. */
export class Host {
  readonly address: InternetAddress
  /** The name that it was resolved from; empty for one that is given by its number. */
  readonly hostname: string
  readonly health: HostHealth = newHealth()
  readonly pool: ConnectionPool
  readonly counts: Record<(typeof HOST_COUNTS)[number], number> = {
    cx_active: 0,
    cx_connect_fail: 0,
    cx_total: 0,
    rq_active: 0,
    rq_error: 0,
    rq_success: 0,
    rq_timeout: 0,
    rq_total: 0,
  }

  constructor(address: InternetAddress, hostname: string, options: Omit<PoolOptions, 'host'>) {
    this.address = address
    this.hostname = hostname
    this.pool = new ConnectionPool({ ...options, host: this })
  }

  /** 10.244.1.2:80 */
  get shown(): string {
    const { family, address, port } = this.address
    return family === 'inet6' ? `[${address}]:${port}` : `${address}:${port}`
  }

  get isHealthy(): boolean {
    return this.health.ejectedAt === undefined
  }
}

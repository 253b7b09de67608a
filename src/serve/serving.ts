import { randomBytes } from 'node:crypto'
import type { AddressInfo, Socket } from 'node:net'
import { createCluster, loadParts } from '#engine'
import { registry } from '#images'
import { Driver } from './driver.ts'
import { isLoopback } from './entrance.ts'
import { manualPace, wallPace } from './pace.ts'
import { createHttpServer, type Limits } from './server.ts'
import type { CommandLine } from './command-line.ts'

export interface Serving {
  /** Such as http://127.0.0.1:8001. */
  readonly url: string
  /** What clients must show; undefined on this machine's own address. */
  readonly token: string | undefined
  /** Hangs up on everybody and gives the port back. */
  stop(): Promise<void>
}

export type ServingOptions = Omit<CommandLine, 'kubeconfig'> & {
  /** A bug of ours came to light; the cluster goes on. */
  readonly onFault: (fault: unknown) => void
  readonly limits: Limits
}

/** Starts a simulated cluster behind HTTP; fails when the address cannot be had. */
export async function startServing(options: ServingOptions): Promise<Serving> {
  const { seed, epochMs, nodes, speed, address, port, limits } = options
  // No program is brought later: time never has to stand still for one.
  await loadParts()
  const cluster = createCluster({ seed, epochMs, nodes, registry })
  // The nodes are there before anybody asks.
  cluster.clock.advanceBy(0)
  const stopwatch = () => performance.now()
  const pace =
    options.clock === 'manual'
      ? manualPace(cluster, stopwatch)
      : wallPace(cluster, speed, stopwatch)
  const unanswered = new Set<() => void>()
  const onFault = (fault: unknown): void => {
    options.onFault(fault)
    for (const fail of [...unanswered]) fail()
  }
  const driver = new Driver({ cluster, pace, stopwatch, onFault })
  const host = address.includes(':') ? `[${address}]` : address
  const token = isLoopback(host) ? undefined : randomBytes(24).toString('base64url')
  const server = createHttpServer({ cluster, driver, unanswered, token, limits })
  // An upgraded connection is none of the server's own any more.
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((done, fail) => {
    server.on('error', fail)
    server.listen(port, address, () => done())
  })
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    token,
    stop: async () => {
      driver.stop()
      await new Promise((done) => {
        server.close(done)
        for (const socket of sockets) socket.destroy()
      })
    },
  }
}

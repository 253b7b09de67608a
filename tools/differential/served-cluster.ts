import type { AddressInfo, Socket } from 'node:net'
import { type Cluster, createCluster, loadParts, type Ms } from '../../src/engine/index.ts'
import { registry } from '../../src/images/index.ts'
import { Driver } from '../../src/serve/driver.ts'
import { manualPace } from '../../src/serve/pace.ts'
import { createHttpServer } from '../../src/serve/server.ts'

/** A cluster whose time stands still until it is advanced, in memory and behind HTTP at once. */
export interface ServedCluster {
  readonly cluster: Cluster
  readonly url: string
  /** Lets time pass up to then; done when all that was due has happened. */
  advanceTo(time: Ms): Promise<void>
  stop(): Promise<void>
}

/** One patient client is all that comes. */
const limits = {
  headerBytes: 1024 * 1024,
  headersMs: 30_000,
  requestMs: 60_000,
  connections: 100,
  open: 100,
}

/** Bugs in the cluster are thrown where they come up. */
export async function serveCluster(epochMs: number): Promise<ServedCluster> {
  // No program is brought later: time never has to stand still for one.
  await loadParts()
  const cluster = createCluster({ seed: 1, epochMs, nodes: 2, registry })
  cluster.clock.advanceBy(0)
  const stopwatch = () => performance.now()
  const pace = manualPace(cluster, stopwatch)
  const onFault = (fault: unknown): void => {
    throw fault
  }
  const driver = new Driver({ cluster, pace, stopwatch, onFault })
  const options = { cluster, driver, unanswered: new Set<() => void>(), token: undefined, limits }
  const server = createHttpServer(options)
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    cluster,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    advanceTo: async (time) => {
      const left = time - cluster.clock.now
      if (left > 0) await driver.advance(left)
    },
    stop: async () => {
      driver.stop()
      await new Promise((done) => {
        server.close(done)
        for (const socket of sockets) socket.destroy()
      })
    },
  }
}

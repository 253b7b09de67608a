import type { Fd, Process, Run } from '#engine'
import { EventLoop } from '../http/event-loop.ts'
import { addHttpServer, type HttpServer } from '../http/server.ts'
import { AccessLog } from './access-log.ts'
import { Admin } from './admin.ts'
import { Cluster } from './cluster.ts'
import type { Options } from './command-line.ts'
import type { EnvoyLog } from './envoy-log.ts'
import { HttpManager } from './http-manager.ts'
import { bindTo, startListening } from './listening.ts'
import type { EnvoySettings } from './settings.ts'
import { Stats } from './stats.ts'

export interface EnvoyBuild {
  readonly version: string
  readonly commit: string
}

export interface Serving {
  readonly process: Process
  readonly options: Options
  readonly settings: EnvoySettings
  readonly log: EnvoyLog
  readonly build: EnvoyBuild
}

interface Listener {
  readonly fd: Fd
  readonly server: HttpServer
  readonly accessLog: AccessLog
}

/** Runs what is configured until a signal, or the administrator, ends it. Throws a ConfigError. */
export function* serve(serving: Serving): Run {
  const { process, settings, log } = serving
  let ending: string | undefined
  process.on('TERM', () => (ending ??= 'caught ENVOY_SIGTERM'))
  process.on('INT', () => (ending ??= 'caught SIGINT'))
  process.on('HUP', 'ignore')
  process.on('USR1', 'ignore')
  const loop = new EventLoop(process, { sleepsApart: true })
  const stats = new Stats()
  yield* announce(serving)
  const clusters = settings.clusters.map((it) => new Cluster(it, { process, stats }))
  const listeners = listenersOf(serving, stats, clusters)
  addAdmin(serving, loop, { stats, clusters, quit: () => (ending ??= '') })
  yield* log.say('info', ['main', 'server/server.cc', 969], 'starting main dispatch loop')
  loop.add(initialize({ serving, loop, clusters, listeners }))
  // A loop without anything to do would be over at once.
  loop.add(waitForSignal())
  yield* loop.run(() => ending !== undefined)
  if (ending !== undefined && ending !== '')
    yield* log.say('warning', ['main', 'server/server.cc', 1036], ending)
  for (const { accessLog } of listeners) yield* accessLog.flush()
  yield* log.say('info', ['main', 'server/server.cc', 1173], 'shutting down server instance')
  yield* log.say('info', ['main', 'server/server.cc', 1109], 'main dispatch loop exited')
  yield* log.say('info', ['main', 'server/server.cc', 1083], 'exiting')
  return 0
}

function* waitForSignal(): Run<void> {
  for (;;) yield { do: 'wait', for: [] }
}

function* announce({ log, settings }: Serving): Run<void> {
  const { admin, clusters, listeners } = settings
  if (admin !== undefined)
    yield* log.say(
      'info',
      ['admin', 'server/admin/admin.cc', 66],
      `admin address: ${admin.address}:${admin.port}`,
    )
  const file = 'server/configuration_impl.cc'
  yield* log.say('info', ['config', file, 122], `loading ${clusters.length} cluster(s)`)
  yield* log.say('info', ['config', file, 138], `loading ${listeners.length} listener(s)`)
}

/** Names are asked for before anybody is let in. */
function* initialize(all: {
  readonly serving: Serving
  readonly loop: EventLoop
  readonly clusters: readonly Cluster[]
  readonly listeners: readonly Listener[]
}): Run<void> {
  const { serving, loop, clusters, listeners } = all
  const { process, log } = serving
  for (const cluster of clusters) {
    const { type, outlier } = cluster.settings
    if (type !== 'STATIC') {
      yield* cluster.resolveNames()
      loop.add(cluster.keepResolving())
    }
    if (outlier !== undefined) loop.add(cluster.watchOutliers(outlier))
  }
  const manager = 'common/upstream/cluster_manager_impl.cc'
  yield* log.say('info', ['upstream', manager, 240], 'cm init: all clusters initialized')
  for (const { fd, server, accessLog } of listeners) {
    startListening(process, fd)
    addHttpServer(loop, server)
    loop.add(accessLog.keepFlushing())
  }
  yield* log.say(
    'info',
    ['config', 'common/listener_manager/listener_manager_impl.cc', 930],
    'all dependencies initialized. starting workers',
  )
}

function listenersOf(
  { process, settings, options }: Serving,
  stats: Stats,
  clusters: readonly Cluster[],
): readonly Listener[] {
  return settings.listeners.map(({ manager, place }) => {
    const accessLog = new AccessLog(process, manager.accessLogs, options.flushMs)
    const http = new HttpManager({
      ...{ process, settings: manager, stats, log: accessLog },
      clusters: new Map(clusters.map((it) => [it.settings.name, it])),
    })
    const fd = bindTo(process, place)
    return { fd, server: serverOf(http, fd), accessLog }
  })
}

function addAdmin(
  { process, settings, options, build }: Serving,
  loop: EventLoop,
  parts: {
    readonly stats: Stats
    readonly clusters: readonly Cluster[]
    readonly quit: () => void
  },
): void {
  if (settings.admin === undefined) return
  const admin = new Admin({
    ...parts,
    process,
    listeners: settings.listeners,
    node: settings.node.id === '' ? options.node : settings.node,
    version: `${build.commit}/${build.version}`,
  })
  const fd = bindTo(process, settings.admin)
  startListening(process, fd)
  addHttpServer(loop, serverOf(admin, fd))
}

/** Whoever answers, with the socket at which it is asked. */
function serverOf(server: Omit<HttpServer, 'listening'>, fd: Fd): HttpServer {
  return {
    process: server.process,
    listening: [fd],
    keepAliveMs: server.keepAliveMs,
    handle: (request) => server.handle(request),
    refuse: (text, peer) => server.refuse(text, peer),
  }
}

import {
  type Fd,
  type Pid,
  type Process,
  type Program,
  type Run,
  SystemError,
  work,
  write,
} from '#engine'
import { serveHttp } from '../http/server.ts'
import { readText } from '../resolver/name-files.ts'
import { type HttpdSettings, readConfig, SyntaxFault } from './config.ts'
import { complain } from './httpd-log.ts'
import { respond } from './respond.ts'

const CONF = '/usr/local/apache2/conf/httpd.conf'
const START_US = 25_000
const MEMORY_BYTES = 6 * 2 ** 20
const BACKLOG = 511
const KEEP_ALIVE_MS = 5000
/** As mpm_event starts unless it is told otherwise. */
const CHILDREN = 3
const WWW_DATA = { uid: 33, gid: 33, groups: [33] }

/** Apache's httpd with mpm_event: one process that watches, some that serve. */
export function createHttpd(version: string): Program {
  return (process) => httpd(process, version)
}

function* httpd(process: Process, version: string): Run {
  process.useMemory(MEMORY_BYTES)
  yield* work(START_US)
  const words = process.argv.slice(1)
  if (words.includes('-v')) {
    yield* write(process, 1, `Server version: Apache/${version} (Unix)\n`)
    return 0
  }
  const settings = yield* configured(process)
  if (settings === undefined) return 1
  if (words.includes('-t')) {
    yield* write(process, 2, 'Syntax OK\n')
    return 0
  }
  const listening = yield* listenAll(process, settings)
  if (listening === undefined) return 1
  return yield* watch({ process, settings, listening, version })
}

function* configured(process: Process): Run<HttpdSettings | undefined> {
  try {
    const settings = readConfig(yield* readText(process, CONF))
    const address = process.sockets
      .interfaces()
      .flatMap((it) => it.addresses)
      .find((it) => it.family === 'inet' && it.address !== '127.0.0.1')?.address
    const unknown = `AH00558: httpd: Could not reliably determine the server's fully qualified domain name, using ${address ?? '127.0.0.1'}. Set the 'ServerName' directive globally to suppress this message\n`
    // Twice: the configuration is read once to be checked, and once to be used.
    if (settings.serverName === undefined) yield* write(process, 2, unknown + unknown)
    return settings
  } catch (error) {
    if (!(error instanceof SyntaxFault)) throw error
    const where =
      error.line === 0 ? '' : `AH00526: Syntax error on line ${error.line} of ${CONF}:\n`
    yield* write(process, 2, `${where}${error.message}\n`)
    return undefined
  }
}

function* listenAll(process: Process, { listens }: HttpdSettings): Run<readonly Fd[] | undefined> {
  const open: Fd[] = []
  for (const { address, port } of listens)
    for (const at of address === undefined ? ['::', '0.0.0.0'] : [address]) {
      const fd = openAt(process, at, port)
      if (typeof fd === 'number') open.push(fd)
      else if (at !== '0.0.0.0' || fd.errno !== 'EADDRINUSE' || open.length === 0) {
        const number = fd.errno === 'EADDRINUSE' ? 98 : fd.errno === 'EACCES' ? 13 : 99
        const shown = at.includes(':') ? `[${at}]:${port}` : `${at}:${port}`
        yield* write(
          process,
          2,
          `(${number})${fd.message}: AH00072: make_sock: could not bind to address ${shown}\n`,
        )
      }
    }
  if (open.length > 0) return open
  yield* write(
    process,
    2,
    'no listening sockets available, shutting down\nAH00015: Unable to open logs\n',
  )
  return undefined
}

/** A socket for IPv6 takes IPv4 too, so that the second address is then in use already. */
function openAt(process: Process, address: string, port: number): Fd | SystemError {
  const family = address.includes(':') ? 'inet6' : 'inet'
  const fd = process.sockets.socket(family, 'stream')
  try {
    process.sockets.setOption(fd, 'reuseaddr', true)
    process.sockets.bind(fd, { family, address, port })
    process.sockets.listen(fd, BACKLOG)
    return fd
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    process.close(fd)
    return error
  }
}

interface Serving {
  readonly process: Process
  readonly settings: HttpdSettings
  readonly listening: readonly Fd[]
  readonly version: string
}

/** The first process: starts the others, and ends them when it is told to. */
function* watch(serving: Serving): Run {
  const { process, settings, version } = serving
  const say = (module: string, text: string): Run<void> =>
    complain(process, settings.errorLog, { module, level: 'notice', text })
  let asked: 'at once' | 'gracefully' | undefined
  process.on('TERM', () => (asked ??= 'at once'))
  process.on('INT', () => (asked ??= 'at once'))
  process.on('WINCH', () => (asked ??= 'gracefully'))
  process.on('PIPE', 'ignore')
  process.on('CHLD', () => undefined)
  const children = new Set<Pid>()
  const start = (): void => {
    while (children.size < CHILDREN) children.add(process.fork((child) => serve(child, serving)))
  }
  yield* say(
    'mpm_event',
    `AH00489: Apache/${version} (Unix) configured -- resuming normal operations`,
  )
  yield* say('core', `AH00094: Command line: 'httpd -D FOREGROUND'`)
  start()
  while (asked === undefined) {
    yield { do: 'wait', for: [{ child: 'any' }] }
    reap(process, children)
    start()
  }
  const [text, signal] =
    asked === 'at once'
      ? (['AH00491: caught SIGTERM, shutting down', 'TERM'] as const)
      : (['AH00492: caught SIGWINCH, shutting down gracefully', 'WINCH'] as const)
  yield* say('mpm_event', text)
  for (const pid of children) process.kill(pid, signal)
  while (children.size > 0) {
    reap(process, children)
    if (children.size > 0) yield { do: 'wait', for: [{ child: 'any' }] }
  }
  return 0
}

function reap(process: Process, children: Set<Pid>): void {
  while (children.size > 0) {
    const change = process.waitpid('any')
    if (change === null) return
    children.delete(change.pid)
  }
}

function* serve(process: Process, { settings, listening, version }: Serving): Run {
  let ending: 'at once' | 'gracefully' | undefined
  let active = 0
  process.on('TERM', () => (ending = 'at once'))
  process.on('INT', 'ignore')
  process.on('WINCH', () => (ending ??= 'gracefully'))
  process.on('CHLD', 'default')
  if (process.credentials.uid === 0) process.setCredentials(WWW_DATA)
  const server = `Apache/${version} (Unix)`
  yield* serveHttp(
    {
      process,
      listening,
      keepAliveMs: KEEP_ALIVE_MS,
      *handle(request) {
        active++
        const response = yield* respond({ process, settings, server, request })
        active--
        return response
      },
      *refuse() {
        return undefined
      },
    },
    () => ending === 'at once' || (ending === 'gracefully' && active === 0),
  )
  return 0
}

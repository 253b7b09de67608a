import { type Fd, type Process, type Run, sleep, SystemError } from '#engine'
import { errnoText, type NginxLog } from './log.ts'
import type { ListenAddress, NginxSettings } from './settings.ts'

const TRIES = 5
const PAUSE_MS = 500
const BACKLOG = 511

/** Sockets that listen, by the address as nginx prints it. */
export type Listening = ReadonlyMap<string, Fd>

/** Opens what is not open yet; undefined when an address stayed in use through all the tries. */
export function* openListening(
  process: Process,
  settings: NginxSettings,
  how: { readonly log: NginxLog; readonly present: Listening },
): Run<Listening | undefined> {
  const { log } = how
  const wanted = new Map(
    settings.servers.flatMap((it) => it.listens).map((it) => [nameOf(it), it] as const),
  )
  const open = new Map([...how.present].filter(([name]) => wanted.has(name)))
  for (let tries = 0; tries < TRIES; tries++) {
    let isRefused = false
    for (const [name, address] of wanted) {
      if (open.has(name)) continue
      const opened = openOne(process, address)
      if (typeof opened === 'number') {
        open.set(name, opened)
        continue
      }
      yield* log.complain('emerg', `${opened.call}() to ${name} failed ${errnoText(opened.error)}`)
      if (opened.error.errno !== 'EADDRINUSE') return undefined
      isRefused = true
    }
    if (!isRefused) return open
    yield* log.say('notice', `try again to bind() after ${PAUSE_MS}ms`)
    yield* sleep(process, PAUSE_MS)
  }
  yield* log.complain('emerg', 'still could not bind()')
  return undefined
}

interface Refused {
  readonly call: 'bind' | 'listen' | 'socket'
  readonly error: SystemError
}

function openOne(process: Process, { family, address, port }: ListenAddress): Fd | Refused {
  let call: Refused['call'] = 'socket'
  let fd: Fd | undefined
  try {
    fd = process.sockets.socket(family, 'stream')
    process.sockets.setOption(fd, 'reuseaddr', true)
    if (family === 'inet6') process.sockets.setOption(fd, 'v6only', true)
    call = 'bind'
    process.sockets.bind(fd, { family, address, port })
    call = 'listen'
    process.sockets.listen(fd, BACKLOG)
    return fd
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    if (fd !== undefined) process.close(fd)
    return { call, error }
  }
}

function nameOf({ family, address, port }: ListenAddress): string {
  return family === 'inet6' ? `[${address}]:${port}` : `${address}:${port}`
}

import {
  exit,
  type Fd,
  type Process,
  type Program,
  type Run,
  SystemError,
  work,
  write,
} from '#engine'
import { EventLoop } from '../http/event-loop.ts'
import { execute, Keyspace } from './commands.ts'
import { encodeReply, parseCommand } from './protocol.ts'

const START_US = 15_000
const MEMORY_BYTES = 8 * 2 ** 20
const BACKLOG = 511

export function redisServer(version: string): Program {
  return (process) => serve(process, version)
}

function* serve(process: Process, version: string): Run {
  process.useMemory(MEMORY_BYTES)
  process.on('PIPE', 'ignore')
  let asked: 'SIGTERM' | 'SIGINT' | undefined
  for (const signal of ['TERM', 'INT'] as const)
    process.on(signal, () => {
      asked ??= `SIG${signal}`
    })
  if (process.argv.includes('--version') || process.argv.includes('-v')) {
    yield* write(
      process,
      1,
      `Redis server v=${version} sha=00000000:0 malloc=libc bits=64 build=0\n`,
    )
    return 0
  }
  const say = (mark: string, line: string): Run<void> =>
    write(process, 1, `${process.pid}:M ${timeText(process.wallClock)} ${mark} ${line}\n`)
  yield* work(START_US)
  const port = Number(optionOf(process, '--port') ?? 6379)
  const fd = yield* listen(process, port, say)
  yield* say('*', `Running mode=standalone, port=${port}.`)
  yield* say('*', 'Server initialized')
  yield* say('*', 'Ready to accept connections tcp')
  const loop = new EventLoop(process)
  const keys = new Keyspace()
  loop.add(acceptAll(process, fd, { loop, keys }))
  yield* loop.run(() => asked !== undefined)
  yield* say('*', `User requested shutdown...`)
  yield* say('#', 'Redis is now ready to exit, bye bye...')
  return 0
}

function optionOf({ argv }: Process, name: string): string | undefined {
  const at = argv.indexOf(name)
  return at < 0 ? undefined : argv[at + 1]
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function timeText(epochMs: number): string {
  const date = new Date(epochMs)
  const day = `${date.getUTCDate()}`.padStart(2, '0')
  const month = MONTHS[date.getUTCMonth()] ?? ''
  return `${day} ${month} ${date.getUTCFullYear()} ${date.toISOString().slice(11, 23)}`
}

function* listen(
  process: Process,
  port: number,
  say: (mark: string, line: string) => Run<void>,
): Run {
  const fd = process.sockets.socket('inet6', 'stream')
  process.sockets.setOption(fd, 'reuseaddr', true)
  try {
    process.sockets.bind(fd, { family: 'inet6', address: '::', port })
    process.sockets.listen(fd, BACKLOG)
    return fd
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    yield* say(
      '#',
      `Warning: Could not create server TCP listening socket *:${port}: bind: ${error.message}`,
    )
    yield* say('#', `Failed listening on port ${port} (tcp), aborting.`)
    return exit(1)
  }
}

interface Serving {
  readonly loop: EventLoop
  readonly keys: Keyspace
}

function* acceptAll(process: Process, listening: Fd, { loop, keys }: Serving): Run<void> {
  for (;;) {
    const fd = process.sockets.tryAccept(listening)
    if (fd === 'again') yield { do: 'wait', for: [{ fd: listening, for: 'read' }] }
    else loop.add(converse(process, fd, keys))
  }
}

function* converse(process: Process, fd: Fd, keys: Keyspace): Run<void> {
  const decoder = new TextDecoder()
  let input = ''
  try {
    for (;;) {
      const bytes = process.tryRead(fd, 65_536)
      if (bytes === 'again') {
        yield { do: 'wait', for: [{ fd, for: 'read' }] }
        continue
      }
      if (bytes.length === 0) return
      input += decoder.decode(bytes, { stream: true })
      for (let parsed = parseCommand(input); parsed !== undefined; parsed = parseCommand(input)) {
        input = parsed.rest
        if (parsed.value.length === 0) continue
        keys.now = process.now
        yield* write(process, fd, encodeReply(execute(keys, parsed.value)))
        if (parsed.value[0]?.toLowerCase() === 'quit') return
      }
    }
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
  } finally {
    process.close(fd)
  }
}

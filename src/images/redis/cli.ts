import { type Fd, type Process, type Program, read, type Run, SystemError, write } from '#engine'
import { dial } from '../http/dial.ts'
import { resolve, resolveMessage, socketAddress } from '../resolver/resolve.ts'
import { encodeCommand, parseReply, type Reply } from './protocol.ts'

export function redisCli(version: string): Program {
  return (process) => run(process, version)
}

function* run(process: Process, version: string): Run {
  const words = [...process.argv.slice(1)]
  const to = { host: '127.0.0.1', port: '6379' }
  let isRaw = !process.isTerminal(1)
  while (words[0]?.startsWith('-') === true) {
    const option = words.shift()
    if (option === '-h') to.host = words.shift() ?? ''
    else if (option === '-p') to.port = words.shift() ?? ''
    else if (option === '--raw') isRaw = true
    else if (option === '--no-raw') isRaw = false
    else if (option === '-v' || option === '--version') {
      yield* write(process, 1, `redis-cli ${version}\n`)
      return 0
    } else {
      yield* write(process, 2, `Unrecognized option or bad number of args for: '${option ?? ''}'\n`)
      return 1
    }
  }
  const fd = yield* connect(process, to.host, Number(to.port))
  if (fd === undefined) return 1
  if (words.length > 0) return yield* ask(process, fd, { words, isRaw })
  return yield* askEachLine(process, fd, isRaw)
}

function* connect(process: Process, host: string, port: number): Run<Fd | undefined> {
  const found = yield* resolve(process, host)
  const [address] = found.ok ? found.addresses : []
  let why = found.ok ? '' : resolveMessage(found.error)
  if (address !== undefined)
    try {
      return yield* dial(process, socketAddress(address, port))
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
      why = error.message
    }
  yield* write(process, 2, `Could not connect to Redis at ${host}:${port}: ${why}\n`)
  return undefined
}

/** Commands from the standard input, a line each. */
function* askEachLine(process: Process, fd: Fd, isRaw: boolean): Run {
  let typed = ''
  for (;;) {
    const bytes = yield* read(process, 0)
    if (bytes.length === 0) return 0
    typed += new TextDecoder().decode(bytes)
    const lines = typed.split('\n')
    typed = lines.pop() ?? ''
    for (const line of lines) {
      const words = line.match(/"[^"]*"|\S+/g)?.map((it) => it.replace(/^"(.*)"$/, '$1')) ?? []
      if (words.length > 0) yield* ask(process, fd, { words, isRaw })
    }
  }
}

function* ask(
  process: Process,
  fd: Fd,
  { words, isRaw }: { readonly words: readonly string[]; readonly isRaw: boolean },
): Run {
  yield* write(process, fd, encodeCommand(words))
  let input = ''
  for (;;) {
    const parsed = parseReply(input)
    if (parsed !== undefined) {
      yield* write(process, 1, `${isRaw ? rawText(parsed.value) : shown(parsed.value, '')}\n`)
      return parsed.value.kind === 'error' ? 1 : 0
    }
    const bytes = yield* read(process, fd)
    if (bytes.length === 0) {
      yield* write(process, 2, 'Error: Server closed the connection\n')
      return 1
    }
    input += new TextDecoder().decode(bytes)
  }
}

/** Where the output is no terminal: bare, so that others can read it. */
function rawText(reply: Reply): string {
  switch (reply.kind) {
    case 'status':
      return reply.text
    case 'error':
      return `${reply.text}\n`
    case 'integer':
      return `${reply.value}`
    case 'text':
      return reply.text ?? ''
    case 'list':
      return reply.items.map(rawText).join('\n')
  }
}

function shown(reply: Reply, indent: string): string {
  switch (reply.kind) {
    case 'status':
      return reply.text
    case 'error':
      return `(error) ${reply.text}`
    case 'integer':
      return `(integer) ${reply.value}`
    case 'text':
      return reply.text === null ? '(nil)' : JSON.stringify(reply.text)
    case 'list': {
      if (reply.items.length === 0) return '(empty array)'
      const width = `${reply.items.length}`.length
      return reply.items
        .map((item, at) => {
          const number = `${`${at + 1}`.padStart(width)}) `
          return (at === 0 ? '' : indent) + number + shown(item, indent + ' '.repeat(number.length))
        })
        .join('\n')
    }
  }
}

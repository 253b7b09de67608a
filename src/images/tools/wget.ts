import { type Fd, type Process, type Run, SystemError, write } from '#engine'
import { readBody } from '../http/body.ts'
import { ByteReader, TimedOut } from '../http/byte-reader.ts'
import { dial } from '../http/dial.ts'
import { framingOfResponse } from '../http/framing.ts'
import {
  formatRequestHead,
  headerOf,
  parseResponseHead,
  type ResponseHead,
} from '../http/message.ts'
import { type HttpUrl, parseUrl, remoteName, resolveUrl } from '../http/url.ts'
import { resolve, socketAddress } from '../resolver/resolve.ts'
import { type Call, Refusal, type Tool } from './call.ts'
import { type Options, parseOptions } from './options.ts'

const MOST_REDIRECTIONS = 16
/** Seconds that a server may keep silent. */
const PATIENCE = 900

/** wget of busybox. */
export const wget: Tool = function* (call) {
  const options = parseOptions(call, {
    flags: 'cqS',
    takes: 'OoPUYT',
    long: {
      spider: 'spider',
      header: 'header',
      'post-data': 'post-data',
      'no-check-certificate': 'n',
      quiet: 'q',
      'server-response': 'S',
      'output-document': 'O',
      'directory-prefix': 'P',
      'user-agent': 'U',
      timeout: 'T',
      continue: 'c',
      proxy: 'Y',
    },
    longTakes: ['header', 'post-data'],
  })
  if (options.operands.length === 0) throw new Refusal('', { usage: true })
  for (const text of options.operands) yield* download(call, options, text)
  return 0
}

function* download(call: Call, options: Options, text: string): Run<void> {
  let url = yield* urlOf(call, options, text)
  for (let hops = 0; hops <= MOST_REDIRECTIONS; hops++) {
    const fd = yield* connect(call, options, url)
    try {
      const next = yield* transfer(call, options, { url, fd })
      if (next === undefined) return
      url = yield* urlOf(call, options, resolveUrl(url, next))
    } catch (thrown) {
      if (thrown instanceof TimedOut) throw new Refusal('download timed out')
      throw thrown
    } finally {
      call.process.close(fd)
    }
  }
  throw new Refusal('too many redirections')
}

function* urlOf(call: Call, options: Options, text: string): Run<HttpUrl> {
  const parsed = parseUrl(text)
  if (parsed.ok) return parsed.url
  const [, protocol, authority = '', port] = /^(https|ftp):\/\/([^/:]*)(?::(\d+))?/.exec(text) ?? []
  if (protocol === undefined) throw new Refusal(`bad address '${text}'`)
  yield* say(call, options, `Connecting to ${authority}${port === undefined ? '' : `:${port}`}`)
  throw new Refusal(`${protocol} is not simulated: http only`)
}

/** To the standard error, unless -q. */
function* say(call: Call, options: Options, line: string): Run<void> {
  if (!options.has('q')) yield* write(call.process, 2, `${line}\n`)
}

function* connect(call: Call, options: Options, url: HttpUrl): Run {
  const { process } = call
  const found = yield* resolve(process, url.host)
  const [address] = found.ok ? found.addresses : []
  if (address === undefined) throw new Refusal(`bad address '${url.authority}'`)
  const shown = address.includes(':') ? `[${address}]` : address
  yield* say(call, options, `Connecting to ${url.authority} (${shown}:${url.port})`)
  try {
    return yield* dial(process, socketAddress(address, url.port), deadlineOf(process, options))
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    if (error.errno === 'ETIMEDOUT' && options.has('T')) throw new Refusal('download timed out')
    throw new Refusal(`can't connect to remote host (${address}): ${error.message}`)
  }
}

function deadlineOf(process: Process, options: Options): number {
  return process.now + Number(options.value('T') ?? PATIENCE) * 1000
}

interface Going {
  readonly url: HttpUrl
  readonly fd: Fd
}

/** Gives where it is to go on, when the server sends it elsewhere. */
function* transfer(call: Call, options: Options, { url, fd }: Going): Run<string | undefined> {
  const { process } = call
  const posted = options.value('post-data')
  const method = posted !== undefined ? 'POST' : options.has('spider') ? 'HEAD' : 'GET'
  yield* write(process, fd, formatRequestHead({ ...requestFor(options, url), method }))
  if (posted !== undefined) yield* write(process, fd, posted)
  const reader = new ByteReader(process, fd)
  reader.deadline = deadlineOf(process, options)
  const text = yield* reader.head()
  const head = text === undefined ? undefined : parseResponseHead(text)
  if (text === undefined) throw new Refusal('error getting response: no data')
  if (head === undefined) throw new Refusal(`server returned error: ${text.split('\n')[0] ?? ''}`)
  if (options.has('S'))
    yield* write(
      process,
      2,
      `${text
        .split('\n')
        .map((line) => `  ${line}\n`)
        .join('')}  \n`,
    )
  const location = headerOf(head.headers, 'Location')
  if (head.status >= 300 && head.status < 400 && location !== undefined) return location
  if (head.status >= 300)
    throw new Refusal(`server returned error: ${head.version} ${head.status} ${head.reason}`)
  if (options.has('spider')) yield* say(call, options, 'remote file exists')
  else yield* save(call, options, { url, head, reader, method })
  return undefined
}

function requestFor(options: Options, url: HttpUrl) {
  const posted = options.value('post-data')
  const given = options.values('header').map((line): readonly [string, string] => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon), line.slice(colon + 1).trim()]
  })
  return {
    target: url.target,
    version: 'HTTP/1.1' as const,
    headers: [
      ['Host', url.authority],
      ['User-Agent', options.value('U') ?? 'Wget'],
      ['Connection', 'close'],
      ...given,
      ...(posted === undefined
        ? []
        : [
            ['Content-Type', 'application/x-www-form-urlencoded'] as const,
            ['Content-Length', `${new TextEncoder().encode(posted).length}`] as const,
          ]),
    ] as readonly (readonly [string, string])[],
  }
}

interface Saving {
  readonly url: HttpUrl
  readonly head: ResponseHead
  readonly reader: ByteReader
  readonly method: string
}

function* save(call: Call, options: Options, { url, head, reader, method }: Saving): Run<void> {
  const { process } = call
  const isStandard = options.value('O') === '-'
  const name = isStandard ? '-' : fileName(options, url)
  const out = isStandard ? 1 : openFile(call, options, name)
  yield* say(call, options, isStandard ? 'writing to stdout' : `saving to '${name}'`)
  let length = 0
  yield* readBody(reader, framingOfResponse(head, method), function* (bytes) {
    length += bytes.length
    yield* write(process, out, bytes)
  })
  if (!isStandard) process.close(out)
  const shown = name.slice(0, 20).padEnd(20)
  yield* say(call, options, `${shown} 100% |${'*'.repeat(32)}| ${sizeText(length)}  0:00:00 ETA`)
  yield* say(call, options, isStandard ? 'written to stdout' : `'${name}' saved`)
}

function fileName(options: Options, url: HttpUrl): string {
  const given = options.value('O')
  if (given !== undefined) return given
  const name = remoteName(url)
  const directory = options.value('P')
  return (directory === undefined ? '' : `${directory}/`) + (name === '' ? 'index.html' : name)
}

function openFile({ process }: Call, options: Options, name: string): Fd {
  try {
    const isChosen = options.has('O')
    return process.open(
      name,
      { write: true, create: true, truncate: isChosen, exclusive: !isChosen },
      0o666,
    )
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    throw new Refusal(`can't open '${name}': ${error.message}`)
  }
}

function sizeText(bytes: number): string {
  if (bytes < 100_000) return `${bytes}`.padStart(5)
  const units = ['k', 'M', 'G']
  let value = bytes / 1024
  let unit = 0
  while (value >= 100_000 && unit < 2) {
    value /= 1024
    unit++
  }
  return `${Math.floor(value)}${units[unit] ?? ''}`.padStart(5)
}

import { readAll, type Run } from '#engine'
import type { Call } from '../api/api.ts'
import { nextMessage } from '../api/exchange.ts'
import { type Cli, out } from '../cli.ts'
import { CommandError } from '../failure.ts'
import { compactJson } from '../printers/json.ts'
import { readTextFile } from './shared.ts'

/** The flags that bear on what --raw sends. */
interface RawFlags {
  readonly raw: string
  readonly filename: readonly string[]
  readonly recursive: boolean
  readonly output: string
}

/** Prints an answer as it came. */
export function* getRaw(cli: Cli, raw: string): Run<void> {
  yield* ask(cli, raw, { method: 'GET' })
}

/** Sends a file, as it is, to a path of the API, and prints the answer as it came. */
export function* sendRaw(cli: Cli, method: 'POST' | 'PUT' | 'DELETE', flags: RawFlags): Run<void> {
  checkRaw(flags, method === 'DELETE' ? 0 : 1)
  const [file] = flags.filename
  const body = file === undefined ? undefined : yield* bytesOf(cli, file)
  yield* ask(cli, flags.raw, { method, ...(body === undefined ? {} : { body }) })
}

/** In the order of kubectl's create, replace and delete. */
function checkRaw({ raw, filename, recursive, output }: RawFlags, leastFiles: number): void {
  if (filename.length < leastFiles || filename.length > 1)
    throw new CommandError('--raw can only use a single local file or stdin')
  if (/^https?:\/\//.test(filename[0] ?? '')) throw new CommandError('--raw cannot read from a url')
  if (recursive) throw new CommandError('--raw and --recursive are mutually exclusive')
  if (output !== '') throw new CommandError('--raw and --output are mutually exclusive')
  checkRawPath(raw)
}

export function checkRawPath(raw: string): void {
  if (!raw.startsWith('/'))
    throw new CommandError(
      `--raw must be a valid URL path: parse "${raw}": invalid URI for request`,
    )
}

function* bytesOf(cli: Cli, file: string): Run<Uint8Array> {
  if (file === '-') return yield* readAll(cli.process, 0)
  return new TextEncoder().encode(readTextFile(cli.process, file))
}

function* ask(cli: Cli, raw: string, how: Pick<Call, 'method' | 'body'>): Run<void> {
  const [path = '', query = ''] = raw.split('?')
  const exchange = yield* cli.api.stream({ ...how, path, query: queryOf(query), isRaw: true })
  const { location } = exchange.answer?.headers ?? {}
  if (exchange.answer?.code === 301 && location !== undefined) {
    exchange.cancel()
    yield* ask(cli, location, how)
    return
  }
  try {
    for (;;) {
      const message = yield* nextMessage(exchange)
      if (message === undefined) return
      if (message.kind === 'object') yield* out(cli, `${compactJson(message.object)}\n`)
      else yield* out(cli, new TextDecoder().decode(message.bytes))
    }
  } finally {
    exchange.cancel()
  }
}

function queryOf(text: string): readonly (readonly [string, string])[] {
  if (text === '') return []
  return text.split('&').map((pair) => {
    const [name = '', ...value] = pair.split('=')
    return [decodeURIComponent(name), decodeURIComponent(value.join('='))] as const
  })
}

import type { Run } from '#engine'
import { nextMessage } from '../api/exchange.ts'
import { type Cli, out } from '../cli.ts'
import { compactJson } from '../printers/json.ts'

/** Prints an answer as it came. */
export function* getRaw(cli: Cli, raw: string): Run<void> {
  const [path = '', query = ''] = raw.split('?')
  const exchange = yield* cli.api.stream({ method: 'GET', path, query: queryOf(query) })
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

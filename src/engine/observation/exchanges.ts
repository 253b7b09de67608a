import type { Fact } from '../history/history.ts'
import type { Tables } from './tables.ts'
import type { ExchangeSeen } from './world.ts'

/** Ended exchanges that stay in sight; probes would otherwise pile up for ever. */
const ENDED_IN_SIGHT = 100

export function observeExchange(seen: Tables, fact: Fact): void {
  const id = fact.subject
  switch (fact.kind) {
    case 'exchange.opened':
      seen.exchangeCount++
      seen.exchanges.set(id, { ...fact.data, id, openedAt: fact.at, state: 'opened' })
      break
    case 'exchange.established':
      seen.exchanges.change(id, (it) => ({ ...it, state: 'established' }))
      break
    case 'exchange.failed':
      seen.exchanges.change(id, (it) => ({
        ...it,
        state: 'failed',
        failure: fact.data,
        closedAt: fact.at,
      }))
      forgetTheOldest(seen)
      break
    case 'exchange.sent':
      seen.exchanges.change(id, (it) => withLine(it, fact.data))
      break
    case 'exchange.closed':
      seen.exchanges.change(id, (it) => ({ ...it, state: 'closed', closedAt: fact.at }))
      forgetTheOldest(seen)
      break
    default:
  }
}

/** The first line that was said in each direction names the exchange. */
function withLine(
  exchange: ExchangeSeen,
  sent: { readonly direction: 'request' | 'response'; readonly line?: string },
): ExchangeSeen {
  if (sent.line === undefined || exchange[sent.direction] !== undefined) return exchange
  return { ...exchange, [sent.direction]: sent.line }
}

function forgetTheOldest(seen: Tables): void {
  const ended = [...seen.exchanges.values()].filter((it) => it.closedAt !== undefined)
  for (const exchange of ended.slice(0, Math.max(0, ended.length - ENDED_IN_SIGHT)))
    seen.exchanges.delete(exchange.id)
}

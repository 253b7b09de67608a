import type { Endpoint, ExchangeSeen, World } from '#engine'
import type { Capsule, ExchangeDrawn, Outcome, Place } from './diagram.ts'

const NEXT_TRY_MS = 250

/** The exchanges that can be drawn: those with an end in one of the Pods that are. */
export function exchangesOf(
  world: World,
  capsules: readonly Capsule[],
  benches: readonly string[],
): readonly ExchangeDrawn[] {
  const placeOf = placeFinder(world, capsules, benches)
  const exchanges = [...world.exchanges.values()]
  const firstTries = firstTriesIn(exchanges)
  const isFirstTry = new Set(firstTries.values())
  return exchanges.flatMap((exchange) => {
    if (isFirstTry.has(exchange)) return []
    const from = placeOf(exchange.from)
    const to = placeOf(exchange.to)
    const isInSight = [from, to].some((place) => place.at === 'tile' || place.at === 'capsule')
    if (!isInSight || exchange.protocol === 'unix') return []
    return [drawn(exchange, { from, to, firstTry: firstTries.get(exchange) })]
  })
}

/**
 * A client that resolves `localhost` tries ::1 first and 127.0.0.1 when that is refused. Both are
 * one exchange of the picture: the try that its program stays with, which remembers the other. It
 * keeps the name of the first try, which may have been drawn before the second was made.
 */
function firstTriesIn(exchanges: readonly ExchangeSeen[]): ReadonlyMap<ExchangeSeen, ExchangeSeen> {
  return new Map(
    exchanges.flatMap((exchange) => {
      const next = nextTry(exchange, exchanges)
      return next === undefined ? [] : [[next, exchange] as const]
    }),
  )
}

function nextTry(
  exchange: ExchangeSeen,
  exchanges: readonly ExchangeSeen[],
): ExchangeSeen | undefined {
  const { from, to, state, openedAt } = exchange
  if (state !== 'failed' || !to.address.includes(':')) return undefined
  return exchanges.find(
    (next) =>
      next.from.container === from.container &&
      next.from.pid === from.pid &&
      next.to.port === to.port &&
      next.to.address !== to.address &&
      next.openedAt >= openedAt &&
      next.openedAt - openedAt < NEXT_TRY_MS,
  )
}

/** What became of an exchange, in the terms of the picture. */
function outcomeOf({ state, failure, response }: ExchangeSeen): Outcome {
  switch (state) {
    case 'opened':
      return 'under way'
    case 'established':
      return response === undefined ? 'under way' : 'answered'
    case 'closed':
      return 'answered'
    case 'failed':
      return outcomeOfErrno(failure?.errno ?? '')
  }
}

function outcomeOfErrno(errno: string): Outcome {
  if (errno === 'ECONNREFUSED' || errno === 'ECONNRESET') return 'refused'
  return errno === 'ETIMEDOUT' ? 'lost' : 'unreachable'
}

interface Ends {
  readonly from: Place
  readonly to: Place
  readonly firstTry: ExchangeSeen | undefined
}

function drawn(exchange: ExchangeSeen, { from, to, firstTry }: Ends): ExchangeDrawn {
  const { route, request, response, failure } = exchange
  return {
    id: (firstTry ?? exchange).id,
    from,
    to,
    address: addressOf(exchange.to),
    ...(firstTry === undefined ? {} : { triedFirst: addressOf(firstTry.to) }),
    route,
    outcome: outcomeOf(exchange),
    ...(failure === undefined ? {} : { errno: failure.errno }),
    ...(request === undefined ? {} : { request }),
    ...(response === undefined ? {} : { response }),
  }
}

function addressOf({ address, port }: Endpoint): string {
  return `${address.includes(':') ? `[${address}]` : address}:${port}`
}

function placeFinder(
  world: World,
  capsules: readonly Capsule[],
  benches: readonly string[],
): (end: Endpoint) => Place {
  return (end) => {
    if (benches.includes(end.namespace)) return { at: 'bench', bench: end.namespace }
    const sandbox = world.sandboxes.get(end.namespace)
    const capsule = capsules.find((it) => it.uid !== undefined && it.uid === sandbox?.podUid)
    if (capsule === undefined) return { at: 'outside', address: end.address }
    const name = end.container === undefined ? undefined : world.containers.get(end.container)?.name
    return name === undefined
      ? { at: 'capsule', capsule: capsule.key }
      : { at: 'tile', capsule: capsule.key, tile: name }
  }
}

import type { Endpoint, ExchangeSeen, World } from '#engine'
import type { Capsule, ExchangeDrawn, Outcome, Place } from './diagram.ts'

/** The exchanges that can be drawn: those with an end in one of the Pods that are. */
export function exchangesOf(
  world: World,
  capsules: readonly Capsule[],
  benches: readonly string[],
): readonly ExchangeDrawn[] {
  const placeOf = placeFinder(world, capsules, benches)
  return [...world.exchanges.values()].flatMap((exchange) => {
    const from = placeOf(exchange.from)
    const to = placeOf(exchange.to)
    const isInSight = [from, to].some((place) => place.at === 'tile' || place.at === 'capsule')
    return isInSight && exchange.protocol !== 'unix' ? [drawn(exchange, from, to)] : []
  })
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

function drawn(exchange: ExchangeSeen, from: Place, to: Place): ExchangeDrawn {
  const { id, route, request, response, failure } = exchange
  return {
    id,
    from,
    to,
    address: `${exchange.to.address}:${exchange.to.port}`,
    route,
    outcome: outcomeOf(exchange),
    ...(failure === undefined ? {} : { errno: failure.errno }),
    ...(request === undefined ? {} : { request }),
    ...(response === undefined ? {} : { response }),
  }
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

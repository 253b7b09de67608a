import type { ExchangeDrawn } from './diagram.ts'

/** Which exchanges have marks on their way; a mark is named as its exchange. */
export interface Marks {
  /** The exchanges that were there at the last look. */
  readonly seen: ReadonlySet<string>
  readonly moving: readonly string[]
}

/** Fewer marks at higher speeds, never a storm. */
export function mostMarks(speed: number): number {
  if (speed <= 1) return 5
  return speed <= 10 ? 3 : 1
}

/** Exchanges that are new since the last look set out, as long as there is room. */
export function marksAfter(
  before: Marks,
  exchanges: readonly ExchangeDrawn[],
  most: number,
): Marks {
  const fresh = exchanges.filter((exchange) => !before.seen.has(exchange.id))
  const isGone = before.seen.size > exchanges.length - fresh.length
  if (fresh.length === 0 && !isGone) return before
  const room = Math.max(0, most - before.moving.length)
  return {
    seen: new Set(exchanges.map((exchange) => exchange.id)),
    moving: [...before.moving, ...fresh.slice(0, room).map((exchange) => exchange.id)],
  }
}

/** What stood there when the picture was opened has already happened. */
export function marksAtFirst(exchanges: readonly ExchangeDrawn[]): Marks {
  return { seen: new Set(exchanges.map((exchange) => exchange.id)), moving: [] }
}

export function withoutMark(before: Marks, id: string): Marks {
  return { ...before, moving: before.moving.filter((other) => other !== id) }
}

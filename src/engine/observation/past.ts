import type { Seq } from '../clock/clock.ts'
import type { History } from '../history/history.ts'
import { EMPTY_WORLD, Observer } from './observer.ts'
import type { World } from './world.ts'

/** How many facts lie between two worlds that are kept to begin a fold from. */
const APART = 1000

/** What could be seen at any past moment: the nearest world before it, and the facts since. */
export class Past {
  readonly #history: History
  #roots: readonly World[] = [EMPTY_WORLD]
  #sinceRoot = 0

  /** `live` has been told of a fact before this is. */
  constructor(history: History, live: Observer) {
    this.#history = history
    history.onFact(() => {
      this.#sinceRoot++
      if (this.#sinceRoot >= APART) this.#keep(live.world())
    })
  }

  /** `compacted`: it lies behind the horizon of the history, and only a replay can tell. */
  at(seq: Seq): World | 'compacted' {
    const root = this.#roots.findLast((world) => world.seq <= seq)
    if (root === undefined || root.seq < this.#history.horizon) return 'compacted'
    const observer = new Observer(root)
    for (const fact of this.#history.between(root.seq, seq)) observer.observe(fact)
    return observer.world()
  }

  /** Worlds from which the fold would need facts that are gone are of no more use. */
  #keep(world: World): void {
    const useful = this.#roots.filter((root) => root.seq >= this.#history.horizon)
    this.#roots = [...useful, world]
    this.#sinceRoot = 0
  }
}

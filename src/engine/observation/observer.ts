import type { Seq } from '../clock/clock.ts'
import type { Fact } from '../history/history.ts'
import { observeContainer, observeProcess, observeSandbox, observeSocket } from './containers.ts'
import { observeExchange } from './exchanges.ts'
import { Tables } from './tables.ts'
import type { World } from './world.ts'

/** Before anything has happened. */
export const EMPTY_WORLD: World = {
  seq: 0,
  objects: new Map(),
  sandboxes: new Map(),
  containers: new Map(),
  processes: new Map(),
  sockets: new Map(),
  exchanges: new Map(),
  exchangeCount: 0,
  pulls: new Map(),
}

/** Folds facts, one after another, into what can be seen of the inside of the Pods. */
export class Observer {
  readonly #seen: Tables
  #seq: Seq

  constructor(from: World = EMPTY_WORLD) {
    this.#seen = new Tables(from)
    this.#seq = from.seq
  }

  observe(fact: Fact): void {
    this.#seq = fact.seq
    observeObject(this.#seen, fact)
    observeSandbox(this.#seen, fact)
    observeContainer(this.#seen, fact)
    observeProcess(this.#seen, fact)
    observeSocket(this.#seen, fact)
    observeExchange(this.#seen, fact)
  }

  /** Immutable; maps that have not changed since the last look are the same maps. */
  world(): World {
    const seen = this.#seen
    return {
      seq: this.#seq,
      objects: seen.objects.view(),
      sandboxes: seen.sandboxes.view(),
      containers: seen.containers.view(),
      processes: seen.processes.view(),
      sockets: seen.sockets.view(),
      exchanges: seen.exchanges.view(),
      exchangeCount: seen.exchangeCount,
      pulls: seen.pulls.view(),
    }
  }
}

function observeObject(seen: Tables, fact: Fact): void {
  if (fact.kind === 'object.added' || fact.kind === 'object.modified')
    seen.objects.set(fact.subject, fact.data.object)
  if (fact.kind === 'object.deleted') seen.objects.delete(fact.subject)
}

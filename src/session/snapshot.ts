import type { Cluster, Ms, Seq, World } from '#engine'

/** All that the page shows of one moment; immutable. */
export interface Snapshot {
  readonly now: Ms
  /** What the wall clock shows, in milliseconds since 1970. */
  readonly wallClock: number
  readonly seq: Seq
  /** The API server's objects by resource and key: pods/default/web. */
  readonly objects: ReadonlyMap<string, object>
  readonly world: World
}

export function snapshotOf({ clock, observer, options }: Cluster): Snapshot {
  const world = observer.world()
  return {
    now: clock.now,
    wallClock: options.epochMs + clock.now,
    seq: clock.seq,
    objects: world.objects,
    world,
  }
}

import { useMemo, useSyncExternalStore } from 'react'
import type { World } from '#engine'
import type { Session } from '#session'

/** What is observed now; the same object as long as nothing in it has changed. */
export function useWorld(session: Session): World {
  const read = useMemo(() => worldReader(session), [session])
  const subscribe = useMemo(() => (listener: () => void) => session.subscribe(listener), [session])
  return useSyncExternalStore(subscribe, read)
}

function worldReader(session: Session): () => World {
  let last = session.snapshot().world
  return () => {
    const { world } = session.snapshot()
    if (!isSameWorld(last, world)) last = world
    return last
  }
}

/** Maps are copied when they change, so the same maps are the same world. */
function isSameWorld(one: World, other: World): boolean {
  return (
    one.objects === other.objects &&
    one.sandboxes === other.sandboxes &&
    one.containers === other.containers &&
    one.processes === other.processes &&
    one.sockets === other.sockets &&
    one.exchanges === other.exchanges &&
    one.pulls === other.pulls
  )
}

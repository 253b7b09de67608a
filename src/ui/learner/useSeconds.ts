import { useMemo, useSyncExternalStore } from 'react'
import type { Session } from '#session'

/** Simulated time of a session in milliseconds, to the second. */
export function useSeconds(session: Session | undefined): number {
  const subscribe = useMemo(
    () => (listener: () => void) => session?.subscribe(listener) ?? (() => undefined),
    [session],
  )
  return useSyncExternalStore(subscribe, () =>
    session === undefined ? 0 : Math.floor(session.now / 1000) * 1000,
  )
}

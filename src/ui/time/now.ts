import { createContext, use } from 'react'

/** Simulated time of the cluster in milliseconds, to the second: what ages are counted from. */
export const NowContext = createContext(0)

export function useNow(): number {
  return use(NowContext)
}

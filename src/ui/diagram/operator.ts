import { createContext, use } from 'react'

/** What was done to a machine: it is cut off from the network, or told to shut down. */
export type Outage = 'unplugged' | 'off'

/** What somebody at the machines themselves can do, below the API. */
export interface Operator {
  readonly kill: (pod: string, container: string) => void
  readonly cutOff: (node: string) => void
  readonly shutDown: (node: string) => void
  /** Plugs it in, or switches it on. */
  readonly reconnect: (node: string) => void
  /** A fresh machine joins the cluster. */
  readonly addNode: () => void
  /** By the nodes' names. */
  readonly outages: ReadonlyMap<string, Outage>
}

/** Null where nobody can: a picture of a cluster that is not ours. */
export const OperatorContext = createContext<Operator | null>(null)

export function useOperator(): Operator | null {
  return use(OperatorContext)
}

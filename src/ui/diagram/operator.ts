import { createContext, use } from 'react'

/** What somebody at the machines themselves can do, below the API. */
export interface Operator {
  readonly kill: (pod: string, container: string) => void
  readonly cutOff: (node: string) => void
  readonly reconnect: (node: string) => void
  /** A fresh machine joins the cluster. */
  readonly addNode: () => void
  /** The nodes whose network is unplugged. */
  readonly unplugged: readonly string[]
}

/** Null where nobody can: a picture of a cluster that is not ours. */
export const OperatorContext = createContext<Operator | null>(null)

export function useOperator(): Operator | null {
  return use(OperatorContext)
}

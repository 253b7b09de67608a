import type { ApiRequest } from '../apiserver/transport.ts'

/** The only way in. Logged with the number at which it was taken in; replay feeds it back there. */
export type Input =
  /** A whole line, for a terminal that takes lines. */
  | { readonly kind: 'line'; readonly terminal: string; readonly bytes: Uint8Array }
  /** Keys as they are pressed, for whatever reads them one by one. */
  | { readonly kind: 'keys'; readonly terminal: string; readonly bytes: Uint8Array }
  | {
      readonly kind: 'resize'
      readonly terminal: string
      readonly cols: number
      readonly rows: number
    }
  | { readonly kind: 'file'; readonly path: string; readonly text: string }
  | { readonly kind: 'request'; readonly stream: string; readonly request: ApiRequest }
  /** Something an operator does to a node, below the API: see NodeAction. */
  | { readonly kind: 'node'; readonly node: string; readonly action: NodeAction }
  | {
      readonly kind: 'answer'
      readonly call: number
      readonly message: unknown
      readonly last: boolean
    }

export type NodeAction =
  | { readonly do: 'kill container'; readonly container: string }
  | { readonly do: 'cut off' }
  | { readonly do: 'reconnect' }

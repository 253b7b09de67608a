import type { ApiMessage, ApiRequest } from '../apiserver/transport.ts'

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
  /** What the client who sent a request does with its stream afterwards. */
  | { readonly kind: 'stream'; readonly stream: string; readonly action: StreamAction }
  /** Time is held, but for the errands of clients outside, or let go: see Clock.hold. */
  | { readonly kind: 'hold'; readonly isHeld: boolean }
  /** Something an operator does to a node, below the API: see NodeAction. */
  | { readonly kind: 'node'; readonly node: string; readonly action: NodeAction }
  | {
      readonly kind: 'answer'
      readonly call: number
      readonly message: unknown
      readonly last: boolean
    }

export type StreamAction =
  | { readonly do: 'send'; readonly message: ApiMessage }
  | { readonly do: 'end' | 'pause' | 'resume' }
  | { readonly do: 'cancel'; readonly reason: string }

export type NodeAction =
  | { readonly do: 'kill container'; readonly container: string }
  /** A fresh machine of that name joins the cluster; one that is there already stays. */
  | { readonly do: 'add' }
  | { readonly do: 'cut off' }
  /** It has its network again; one that was shut down is switched on. */
  | { readonly do: 'reconnect' }
  /** Its operating system shuts down, in good order. */
  | { readonly do: 'shut down' }

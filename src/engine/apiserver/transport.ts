import type { Stream } from '../streams/stream.ts'

/** A request as HTTP carries it. Header names are lower case. */
export interface ApiRequest {
  readonly method: string
  readonly path: string
  readonly query: readonly (readonly [name: string, value: string])[]
  readonly headers: Readonly<Record<string, string>>
  /** Bytes as they came over a wire, or the JSON value itself from a client in memory. */
  readonly body?: Uint8Array | object
  readonly user: string
}

export interface ApiAnswer {
  readonly code: number
  readonly headers: Readonly<Record<string, string>>
  /** One text for each Warning header, without its code and agent. */
  readonly warnings: readonly string[]
}

/** v5.channel.k8s.io: 0 stdin, 1 stdout, 2 stderr, 3 the closing Status, 4 resize, 255 close. */
export type ChannelNumber = 0 | 1 | 2 | 3 | 4 | 255

/**
 * What travels after the answer. A plain request gets one `object` (the object, list, Table or
 * Status) and the end; a watch one `object` for each event `{type, object}`; logs `bytes`;
 * exec, attach and port-forward `channel`s both ways (a port-forward is one connection to one
 * port: data on channel 0, an error's text on channel 1). Objects are immutable and shared.
 */
export type ApiMessage =
  | { readonly kind: 'object'; readonly object: object }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'channel'; readonly channel: ChannelNumber; readonly bytes: Uint8Array }

/**
 * The one door to a cluster: the simulated API server and a remote cluster both stand behind it.
 * It never throws and never calls back while `open` is still running.
 */
export interface ApiTransport {
  open(request: ApiRequest, onAnswer: (answer: ApiAnswer) => void): Stream<ApiMessage, ApiMessage>
}

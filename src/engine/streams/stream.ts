import type { FailureStatus } from '../api/status.ts'

/** What the reader of one end of a stream is told. Nothing arrives before `listen` is called. */
export interface StreamListener<Message> {
  message(message: Message): void
  /** There is room again after a `send` that answered false. */
  drain?(): void
  /** The other side has nothing more to say; with an error when it broke off. */
  end(error?: FailureStatus): void
}

/**
 * One end of a two-way stream. The same shape in memory, over fetch and over WebSocket: messages
 * arrive by an alarm of their own, never while the sender is still running.
 */
export interface Stream<In, Out> {
  /** False: the buffer is full; wait for `drain` before sending more. */
  send(message: In): boolean
  /** No more will be sent; what was sent still arrives. */
  end(): void
  /** Both directions are broken off at once. */
  cancel(reason?: string): void
  listen(listener: StreamListener<Out>): void
  /** Nothing more is delivered here until `resume`: whoever sends finds the stream full. */
  pause(): void
  resume(): void
}

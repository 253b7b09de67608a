import type { FailureStatus } from '../api/status.ts'
import type { Stream, StreamListener } from './stream.ts'

/** What becomes of messages on their way from one stream to the other; undefined: nothing. */
export interface Crossing<FromOne, ToOther, FromOther, ToOne> {
  readonly there: (message: FromOne) => ToOther | undefined
  readonly back: (message: FromOther) => ToOne | undefined
  /** What tells the one that the other broke off; without it, the one is broken off too. */
  readonly broken?: (error: FailureStatus) => ToOne
}

/**
 * Joins the ends of two streams: what comes out of each goes into the other, no faster than it is
 * taken there; so do the end, and a breaking off.
 */
export function relay<FromOne, ToOther, FromOther, ToOne>(
  one: Stream<ToOne, FromOne>,
  other: Stream<ToOther, FromOther>,
  crossing: Crossing<FromOne, ToOther, FromOther, ToOne>,
): void {
  const { there, back, broken } = crossing
  one.listen(passing(one, other, there))
  other.listen({
    ...passing(other, one, back),
    end: (error) => {
      if (error === undefined) one.end()
      else if (broken === undefined) one.cancel(error.message)
      else {
        one.send(broken(error))
        one.end()
      }
    },
  })
}

function passing<Message, Crossed, Any>(
  from: Stream<Any, Message>,
  to: Stream<Crossed, unknown>,
  cross: (message: Message) => Crossed | undefined,
): StreamListener<Message> {
  return {
    message: (message) => {
      const crossed = cross(message)
      if (crossed !== undefined && !to.send(crossed)) from.pause()
    },
    drain: () => {
      to.resume()
    },
    end: (error) => {
      if (error === undefined) to.end()
      else to.cancel(error.message)
    },
  }
}

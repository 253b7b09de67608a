import { createPair } from '../streams/pair.ts'
import type { Stream } from '../streams/stream.ts'
import type { Parts } from './parts.ts'

/** Counts the lines of a log, then gives what is made of the count, as one stream. */
export function countLines(
  { clock, runtime }: Pick<Parts, 'clock' | 'runtime'>,
  container: string,
  then: (lines: number) => Stream<never, Uint8Array>,
): Stream<never, Uint8Array> {
  const [near, far] = createPair<never, Uint8Array>(clock)
  let isCancelled = false
  let rest: Stream<never, Uint8Array> | undefined
  let lines = 0
  far.listen({
    message: () => undefined,
    drain: () => {
      rest?.resume()
    },
    end: () => {
      isCancelled = true
      rest?.cancel()
    },
  })
  runtime.logs(container, false).listen({
    message: () => {
      lines++
    },
    end: () => {
      if (isCancelled) return
      rest = then(lines)
      rest.listen({
        message: (bytes) => {
          if (!far.send(bytes)) rest?.pause()
        },
        end: () => {
          far.end()
        },
      })
    },
  })
  return near
}

import { type Run, write } from '#engine'
import type { Call } from './call.ts'

const decoder = new TextDecoder()

/** Asks on the standard error; whatever begins with y is a yes. */
export function* isConfirmed(call: Call, question: string): Run<boolean> {
  yield* call.flush()
  yield* write(call.process, 2, `${call.name}: ${question} `)
  let answer = ''
  for (;;) {
    const byte = call.process.tryRead(0, 1)
    if (byte === 'again') {
      yield { do: 'wait', for: [{ fd: 0, for: 'read' }] }
      continue
    }
    answer += decoder.decode(byte)
    if (byte.length === 0 || byte[0] === 10) return /^[yY]/.test(answer)
  }
}

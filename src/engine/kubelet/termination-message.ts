import type { Container, EphemeralContainer } from '../api/generated/types.ts'
import type { Parts } from './parts.ts'
import { answerTo, type Task } from './task.ts'

/** More of a message than that is cut off. */
const LONGEST = 4096
/** Of the log, where the log stands in for the message. */
const LOG_LINES = 80
const LOG_BYTES = 2048

/**
 * What a container said when it ended: its termination log; where that is empty, it failed and its
 * policy says so, the end of its log. See [R45].
 */
export function* terminationMessage(
  { files, runtime }: Pick<Parts, 'files' | 'runtime'>,
  container: Container | EphemeralContainer | undefined,
  of: { readonly id: string; readonly terminationLog: string; readonly exitCode: number },
): Task<string> {
  const bytes = files.readTail(of.terminationLog, LONGEST) ?? new Uint8Array(0)
  const text = new TextDecoder().decode(bytes)
  const isFallback = container?.terminationMessagePolicy === 'FallbackToLogsOnError'
  if (text !== '' || !isFallback || of.exitCode === 0) return text
  return yield* answerTo<string>((done) => {
    const decoder = new TextDecoder()
    const lines: string[] = []
    runtime.logs(of.id, true).listen({
      message: ({ bytes: line, isPartial }) => {
        lines.push(decoder.decode(line) + (isPartial ? '' : '\n'))
      },
      end: () => {
        done(lines.slice(-LOG_LINES).join('').slice(-LOG_BYTES))
      },
    })
  })
}

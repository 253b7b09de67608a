import type { Runtime } from '../runtime/runtime.ts'
import { answerTo, type Task } from './task.ts'

/** How a command in a container ended. */
export type ExecEnd =
  | { readonly kind: 'exited'; readonly code: number; readonly output: string }
  /** It could not be run, or ran longer than it was given. */
  | { readonly kind: 'failed'; readonly message: string; readonly output: string }

/** Runs a command in a container without input; after the time, it is killed. 0: no limit. */
export function* execInContainer(
  runtime: Runtime,
  container: string,
  command: { readonly argv: readonly string[]; readonly timeoutSeconds: number },
): Task<ExecEnd> {
  const { argv, timeoutSeconds } = command
  return yield* answerTo<ExecEnd>((done) => {
    const stream = runtime.exec(container, argv, {
      ...{ stdin: false, stdout: true, stderr: true, tty: false, timeoutSeconds },
    })
    const decoder = new TextDecoder()
    const outputs = ['', '', '', '']
    stream.listen({
      message: ({ channel, bytes }) => {
        outputs[channel] = (outputs[channel] ?? '') + decoder.decode(bytes)
      },
      end: (error) => {
        const [, stdout = '', stderr = '', status = ''] = outputs
        const output = stdout + stderr
        if (error !== undefined)
          done({ kind: 'failed', message: error.message ?? 'the stream broke off', output })
        else done(endOf(status, output))
      },
    })
  })
}

interface ClosingStatus {
  readonly status?: string
  readonly message?: string
  readonly details?: {
    readonly causes?: readonly { readonly reason?: string; readonly message?: string }[]
  }
}

/** Channel 3 carries a Status: success, an exit code, or why there was none. */
function endOf(status: string, output: string): ExecEnd {
  const closing = JSON.parse(status === '' ? '{}' : status) as ClosingStatus
  const { status: word, message = '', details } = closing
  if (word === 'Success') return { kind: 'exited', code: 0, output }
  const cause = details?.causes?.find(({ reason }) => reason === 'ExitCode')
  if (cause !== undefined) return { kind: 'exited', code: Number(cause.message), output }
  return { kind: 'failed', message, output }
}

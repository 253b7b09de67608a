import { exec, type Process, readAll, type Run, waitFor } from '#engine'
import { errnoText } from '../go/texts.ts'

const SHELL = '/bin/sh'

/** exec.Command("/bin/sh", "-c", …).CombinedOutput(). */
export function* combinedOutput(
  process: Process,
  command: string,
): Run<{ readonly output: string; readonly error?: string }> {
  if (!isThere(process)) return { output: '', error: `fork/exec ${SHELL}: ${errnoText('ENOENT')}` }
  const [from, to] = process.pipe()
  const child = process.fork(function* (it) {
    it.dup(to, 1)
    it.dup(to, 2)
    for (const fd of it.descriptors()) if (fd > 2) it.setCloseOnExec(fd, true)
    yield* exec(SHELL, [SHELL, '-c', command])
    return 127
  })
  process.close(to)
  const output = new TextDecoder().decode(yield* readAll(process, from))
  process.close(from)
  const change = yield* waitFor(process, child)
  if (change.kind === 'signaled')
    return { output, error: `signal: ${NAMES[change.signal] ?? change.signal.toLowerCase()}` }
  if (change.kind === 'exited' && change.code !== 0)
    return { output, error: `exit status ${change.code}` }
  return { output }
}

/** How Go calls signals. */
const NAMES: Readonly<Record<string, string>> = {
  HUP: 'hangup',
  INT: 'interrupt',
  KILL: 'killed',
  TERM: 'terminated',
}

function isThere(process: Process): boolean {
  try {
    return process.stat(SHELL).kind === 'file'
  } catch {
    return false
  }
}

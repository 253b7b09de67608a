import { type Run, sleep, SystemError, work } from '#engine'
import type { Job } from '../jobs.ts'
import type { Shell } from '../shell.ts'
import { complain, runToEnd } from './outcome.ts'

const FORK_US = 300

export interface JobStart {
  /** As `jobs` shows it. */
  readonly command: string
  /** The life of the forked shell. */
  readonly run: (copy: Shell) => Run
  /** The terminal stays with the shell. */
  readonly isBackground?: boolean
}

/** Forks a process that is a job of its own. */
export function* startJob(shell: Shell, start: JobStart): Run<Job> {
  const { process } = shell
  const hasJobControl = shell.has('monitor')
  const takesTerminal = start.isBackground !== true
  yield* work(FORK_US)
  const pid = yield* forked(shell, function* (child) {
    if (hasJobControl) {
      child.setpgid(0, 0)
      if (takesTerminal && child.isTerminal(0)) child.terminal(0).foreground = child.pid
    }
    const copy = shell.fork(child)
    return yield* runToEnd(copy, () => start.run(copy))
  })
  if (hasJobControl) process.setpgid(pid, pid)
  const group = hasJobControl ? pid : process.pgid
  return shell.jobs.add({ group, pids: [pid], command: start.command })
}

/** bash waits for better times before it gives up: 1, 2, 4 and 8 s. */
const LONGEST_RETRY_SECONDS = 8

/** fork(2), with each shell's words for a refusal. */
export function* forked(shell: Shell, program: Parameters<Shell['process']['fork']>[0]): Run {
  const { process, flavour } = shell
  for (let seconds = 1; ; seconds *= 2)
    try {
      return process.fork(program)
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
      if (flavour.name !== 'bash' || seconds > LONGEST_RETRY_SECONDS) throw refusal(shell, error)
      yield* complain(shell, `fork: retry: ${error.message}`)
      yield* sleep(process, seconds * 1000)
    }
}

function refusal(shell: Shell, error: SystemError): Error {
  return shell.failure(
    {
      bash: `fork: ${error.message}`,
      dash: 'Cannot fork',
      ash: `can't fork: ${error.message}`,
    },
    { status: shell.flavour.name === 'bash' ? 254 : 2, reach: 'shell' },
  )
}

import { type Pid, type Run, type SignalName, SystemError, write } from '#engine'
import { Interrupted } from '../failure.ts'
import { type Job, stateOf, statusesOf } from '../jobs.ts'
import type { Shell } from '../shell.ts'
import { describeJob, SIGNAL_WORDS } from './job-words.ts'

/** Waits until a job ends or is stopped, with the terminal in its hands; gives its exit status. */
export function* waitInForeground(shell: Shell, job: Job): Run {
  job.isBackground = false
  giveTerminal(shell, job.group)
  while (stateOf(job) === 'Running') yield* waitForChange(shell, job)
  giveTerminal(shell, shell.process.pgid)
  if (stateOf(job) === 'Stopped') return yield* noticeStop(shell, job)
  shell.jobs.forget(job)
  shell.statuses = statusesOf(job)
  yield* noticeSignal(shell, job)
  return statusOf(shell, job)
}

export function statusOf(shell: Shell, job: Job): number {
  const statuses = statusesOf(job)
  const last = statuses.at(-1) ?? 0
  if (!shell.has('pipefail')) return last
  return statuses.findLast((status) => status !== 0) ?? 0
}

function* waitForChange(shell: Shell, job: Job): Run<void> {
  const [running] = [...job.processes].find(([, state]) => state.kind === 'running') ?? []
  if (running === undefined) return
  const change = changeOf(shell, running)
  if (change === null) yield { do: 'wait', for: [{ child: running, untraced: true }] }
  else shell.jobs.note(change)
}

function changeOf(shell: Shell, pid: Pid): ReturnType<Shell['process']['waitpid']> {
  try {
    return shell.process.waitpid(pid, { untraced: true })
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    return { pid, kind: 'exited', code: 127 }
  }
}

/** Only a shell with job control hands the terminal over. */
function giveTerminal(shell: Shell, group: Pid): void {
  if (!shell.has('monitor')) return
  const { process } = shell
  if (process.isTerminal(0)) process.terminal(0).foreground = group
}

function* noticeStop(shell: Shell, job: Job): Run {
  job.isBackground = true
  job.toldOf = 'Stopped'
  yield* write(shell.process, 2, `\n${describeJob(shell, job)}\n`)
  const stopped = [...job.processes.values()].find((state) => state.kind === 'stopped')
  return stopped?.kind === 'stopped' ? 148 : 0
}

/** What a shell says of a job that a signal ended; after Ctrl-C it only begins a new line. */
export function* noticeSignal(shell: Shell, job: Job): Run<void> {
  const states = [...job.processes.values()]
  const last = states.at(-1)
  // dash and ash tell of each process, bash of the job.
  if (shell.flavour.name !== 'bash' && !shell.isInteractive)
    for (const state of states.slice(0, -1))
      if (state.kind === 'done' && state.signal !== undefined && state.signal !== 'INT') {
        const words = signalNotice(shell, job, state.signal)
        if (words !== undefined) yield* write(shell.process, 2, `${words}\n`)
      }
  if (last?.kind !== 'done' || last.signal === undefined) return
  if (last.signal === 'INT') {
    if (!shell.isInteractive) return
    yield* write(shell.process, 2, '\n')
    throw new Interrupted()
  }
  const words = signalNotice(shell, job, last.signal)
  if (words !== undefined) yield* write(shell.process, 2, `${words}\n`)
}

function signalNotice(shell: Shell, job: Job, signal: SignalName): string | undefined {
  if (signal === 'PIPE') return undefined
  const words = SIGNAL_WORDS[signal] ?? signal
  if (shell.flavour.name !== 'bash' || shell.isInteractive) return words
  // Scripts of bash say nothing of SIGTERM, and name line, process and command of the others.
  if (signal === 'TERM' || shell.isSubshell) return undefined
  const [pid = 0] = [...job.processes.keys()].slice(-1)
  return `${shell.leadFor(null)}${`${pid}`.padStart(5)} ${words.padEnd(23)} ${job.command}`
}

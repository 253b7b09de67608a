import { type Pid, type Run, SystemError, write } from '#engine'
import { type Job, type JobState, stateOf, statusesOf } from '../jobs.ts'
import { Interrupted } from '../failure.ts'
import type { Shell } from '../shell.ts'

/** Waits until a job ends or is stopped, with the terminal in its hands; gives its exit status. */
export function* waitInForeground(shell: Shell, job: Job): Run {
  job.isBackground = false
  giveTerminal(shell, job.group)
  while (stateOf(job) === 'Running') yield* waitForChange(shell, job)
  giveTerminal(shell, shell.process.pgid)
  const state = stateOf(job)
  if (state === 'Stopped') return yield* noticeStop(shell, job)
  shell.jobs.forget(job)
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
  if (change === null) yield { do: 'wait', for: [{ child: running }] }
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

/** What a shell says of a job that a signal ended; of Ctrl-C only the line is ended. */
function* noticeSignal(shell: Shell, job: Job): Run<void> {
  const last = [...job.processes.values()].at(-1)
  if (last?.kind !== 'done' || last.signal === undefined || shell.isSubshell) return
  if (last.signal === 'INT') {
    if (!shell.isInteractive) return
    yield* write(shell.process, 2, '\n')
    throw new Interrupted()
  }
  if (last.signal === 'PIPE') return
  if (shell.isInteractive)
    yield* write(shell.process, 2, `${SIGNAL_WORDS[last.signal] ?? last.signal}\n`)
}

/** strsignal(3), for the signals that end programs in lessons. */
const SIGNAL_WORDS: Readonly<Record<string, string>> = {
  HUP: 'Hangup',
  QUIT: 'Quit (core dumped)',
  ABRT: 'Aborted (core dumped)',
  KILL: 'Killed',
  SEGV: 'Segmentation fault (core dumped)',
  TERM: 'Terminated',
  ALRM: 'Alarm clock',
  USR1: 'User defined signal 1',
  USR2: 'User defined signal 2',
}

/** `[1]+  Stopped                 sleep 100` */
export function describeJob(shell: Shell, job: Job): string {
  const mark = job === shell.jobs.current() ? '+' : job === shell.jobs.previous() ? '-' : ' '
  const state = stateOf(job)
  const tail = state === 'Running' ? ' &' : ''
  return `[${job.id}]${mark}  ${stateWords(job, state).padEnd(24)}${job.command}${tail}`
}

function stateWords(job: Job, state: JobState): string {
  const last = [...job.processes.values()].at(-1)
  if (state !== 'Done' || last?.kind !== 'done') return state
  if (last.signal !== undefined) return SIGNAL_WORDS[last.signal] ?? last.signal
  return last.status === 0 ? 'Done' : `Exit ${last.status}`
}

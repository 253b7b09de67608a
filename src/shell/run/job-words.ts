import { type Job, type JobState, stateOf } from '../jobs.ts'
import type { Shell } from '../shell.ts'

/** strsignal(3), for the signals that end programs in lessons. */
export const SIGNAL_WORDS: Readonly<Record<string, string>> = {
  HUP: 'Hangup',
  INT: 'Interrupt',
  QUIT: 'Quit',
  ILL: 'Illegal instruction',
  ABRT: 'Aborted',
  BUS: 'Bus error',
  FPE: 'Floating point exception',
  KILL: 'Killed',
  SEGV: 'Segmentation fault',
  PIPE: 'Broken pipe',
  TERM: 'Terminated',
  ALRM: 'Alarm clock',
  USR1: 'User defined signal 1',
  USR2: 'User defined signal 2',
}

/** `[1]+  Stopped                 sleep 100` */
export function describeJob(shell: Shell, job: Job, showsPid = false): string {
  const mark = job === shell.jobs.current() ? '+' : job === shell.jobs.previous() ? '-' : ' '
  const state = stateOf(job)
  const isBash = shell.flavour.name === 'bash'
  const pid = showsPid ? `${[...job.processes.keys()][0] ?? ''} ` : ''
  const words = stateWords(shell, job, state)
  if (!isBash) return posixLine(shell, job, { mark, words: pid + words })
  const tail = state === 'Running' ? ' &' : ''
  return `[${job.id}]${mark}  ${pid}${words.padEnd(24)}${job.command}${tail}`
}

/** Without job control dash and ash do not remember what a job's command was. */
function posixLine(
  shell: Shell,
  job: Job,
  { mark, words }: { readonly mark: string; readonly words: string },
): string {
  const lead = shell.flavour.name === 'dash' ? `[${job.id}] ${mark} ` : `[${job.id}]${mark}  `
  return `${lead}${words.padEnd(26)} ${shell.has('monitor') ? job.command : ''}`
}

function stateWords(shell: Shell, job: Job, state: JobState): string {
  const last = [...job.processes.values()].at(-1)
  if (state !== 'Done' || last?.kind !== 'done') return state
  if (last.signal !== undefined) return SIGNAL_WORDS[last.signal] ?? last.signal
  if (last.status === 0) return 'Done'
  return shell.flavour.name === 'bash' ? `Exit ${last.status}` : `Done(${last.status})`
}

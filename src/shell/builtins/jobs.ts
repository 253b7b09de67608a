import { numberOf, type Pid, type Run, SystemError } from '#engine'
import { type Job, stateAfter, stateOf } from '../jobs.ts'
import { describeJob } from '../run/job-words.ts'
import { noticeSignal, statusOf, waitInForeground } from '../run/foreground.ts'
import type { Shell } from '../shell.ts'
import { runTraps } from '../traps.ts'
import { type Builtin, complainAbout, inAll, print } from './builtin.ts'

export const jobs: Builtin = function* (shell, args) {
  collect(shell)
  const showsPid = args.includes('-l')
  const states = { '-r': 'Running', '-s': 'Stopped' } as const
  const only = args.find((arg): arg is '-r' | '-s' => arg in states)
  for (const job of [...shell.jobs.all]) {
    if (!job.isBackground || (only !== undefined && stateOf(job) !== states[only])) continue
    if (args.includes('-p')) yield* print(shell, `${[...job.processes.keys()][0] ?? ''}\n`)
    else yield* print(shell, `${describeJob(shell, job, showsPid)}\n`)
    if (stateOf(job) === 'Done') shell.jobs.forget(job)
  }
  return 0
}

/** Notes every child that has changed since the last look. */
export function collect(shell: Shell): void {
  try {
    for (;;) {
      const change = shell.process.waitpid('any', { untraced: true })
      if (change === null) return
      shell.jobs.note(change)
    }
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
  }
}

export const foreground: Builtin = function* (shell, [spec = '%+'], called) {
  if (!shell.has('monitor')) return yield* noJobControl(shell, called)
  const job = shell.jobs.find(asSpec(spec))
  if (job === undefined) return yield* noSuchJob(shell, called, spec)
  yield* print(shell, `${job.command}\n`)
  resume(shell, job)
  return yield* waitInForeground(shell, job)
}

export const background: Builtin = function* (shell, [spec = '%+'], called) {
  if (!shell.has('monitor')) return yield* noJobControl(shell, called)
  const job = shell.jobs.find(asSpec(spec))
  if (job === undefined) return yield* noSuchJob(shell, called, spec)
  resume(shell, job)
  job.isBackground = true
  const mark = job === shell.jobs.current() ? '+' : '-'
  const isBash = shell.flavour.name === 'bash'
  yield* print(
    shell,
    isBash ? `[${job.id}]${mark} ${job.command} &\n` : `[${job.id}] ${job.command}\n`,
  )
  return 0
}

function asSpec(word: string): string {
  return word.startsWith('%') ? word : `%${word}`
}

function* noJobControl(shell: Shell, called: string): Run {
  const posix = 'No current job'
  yield* complainAbout(shell, called, {
    bash: 'no job control',
    dash: posix,
    ash: 'no current job',
  })
  return shell.flavour.name === 'bash' ? 1 : 2
}

function* noSuchJob(shell: Shell, called: string, spec: string): Run {
  const isCurrent = spec === '%+'
  yield* complainAbout(shell, called, {
    bash: `${isCurrent ? 'current' : spec}: no such job`,
    dash: isCurrent ? 'No current job' : `No such job: ${spec}`,
    ash: isCurrent ? 'no current job' : `no such job: ${spec}`,
  })
  return shell.flavour.name === 'bash' ? 1 : 2
}

function resume(shell: Shell, job: Job): void {
  for (const [pid, state] of job.processes)
    if (state.kind === 'stopped') job.processes.set(pid, { kind: 'running' })
  job.toldOf = null
  shell.process.kill(-job.group, 'CONT')
}

/** A job that is not looked after any more. */
export const disown: Builtin = function* (shell, [spec = '%+'], called) {
  const job = shell.jobs.find(asSpec(spec)) ?? shell.jobs.holding(Number(spec))
  if (job === undefined) return yield* noSuchJob(shell, called, spec)
  shell.jobs.forget(job)
  return 0
}

export const suspend: Builtin = function* (shell, _args, called) {
  if (shell.has('monitor')) {
    shell.process.kill(shell.process.pid, 'STOP')
    return 0
  }
  yield* complainAbout(shell, called, inAll('cannot suspend: no job control'))
  return 1
}

/** wait [pid or %job …]: a trapped signal ends the waiting at once, with 128 + n. */
export const wait: Builtin = function* (shell, args) {
  const operands = args.filter((arg) => !arg.startsWith('-'))
  if (args.includes('-n')) return yield* waitForNext(shell)
  if (operands.length === 0) return yield* waitForAll(shell)
  let status = 0
  for (const operand of operands) {
    const job = operand.startsWith('%')
      ? shell.jobs.find(operand)
      : shell.jobs.holding(Number(operand))
    if (job !== undefined) status = yield* waitForJob(shell, job)
    else status = yield* nobodyToWaitFor(shell, operand)
  }
  return status
}

function* nobodyToWaitFor(shell: Shell, operand: string): Run {
  const known = shell.ended.get(Number(operand))
  if (known !== undefined) return known
  const substituted = yield* waitForSubstitution(shell, Number(operand))
  if (substituted !== undefined) return substituted
  if (shell.flavour.name === 'bash')
    yield* complainAbout(
      shell,
      'wait',
      inAll(
        operand.startsWith('%')
          ? `${operand}: no such job`
          : `pid ${operand} is not a child of this shell`,
      ),
    )
  return 127
}

/** <(…) is no job, but $! names it. */
function* waitForSubstitution(shell: Shell, pid: Pid): Run<number | undefined> {
  if (pid !== shell.lastBackground) return undefined
  try {
    for (;;) {
      const change = shell.process.waitpid(pid)
      if (change?.kind === 'exited') return change.code
      if (change?.kind === 'signaled') return 128 + numberOf(change.signal)
      yield { do: 'wait', for: [{ child: pid }] }
    }
  } catch (error) {
    if (error instanceof SystemError) return undefined
    throw error
  }
}

function* waitForAll(shell: Shell): Run {
  for (;;) {
    const job = shell.jobs.all.find((it) => stateOf(it) === 'Running')
    if (job === undefined) return 0
    const status = yield* waitForJob(shell, job, { tells: shell.flavour.name === 'bash' })
    if (status > 128 && stateOf(job) === 'Running') return status
  }
}

function* waitForNext(shell: Shell): Run {
  for (;;) {
    const running = shell.jobs.all.filter((it) => stateOf(it) === 'Running')
    collect(shell)
    const done = running.find((it) => stateOf(it) === 'Done')
    if (done !== undefined) return yield* finish(shell, done)
    if (running.length === 0) return 127
    const [signal] = shell.pendingSignals
    if (signal !== undefined) {
      yield* runTraps(shell)
      return 128 + numberOf(signal)
    }
    yield { do: 'wait', for: [{ child: 'any' }] }
  }
}

function* waitForJob(shell: Shell, job: Job, how = { tells: true }): Run {
  while (stateOf(job) === 'Running') {
    const [signal] = shell.pendingSignals
    if (signal !== undefined) {
      yield* runTraps(shell)
      return 128 + numberOf(signal)
    }
    if (shell.isInteractive && shell.wasInterrupted) yield* runTraps(shell)
    const [pid] = [...job.processes].find(([, state]) => state.kind === 'running') ?? []
    if (pid === undefined) break
    const change = shell.process.waitpid(pid, { untraced: true })
    if (change !== null) job.processes.set(change.pid, stateAfter(change))
    else yield { do: 'wait', for: [{ child: pid }] }
  }
  return yield* finish(shell, job, how)
}

/** The status of a job that is over. A signal that ended it is told, but not after a plain `wait` of dash and ash. */
function* finish(shell: Shell, job: Job, { tells } = { tells: true }): Run {
  const status = statusOf(shell, job)
  shell.jobs.forget(job)
  for (const pid of job.processes.keys()) shell.ended.set(pid, status)
  if (tells || shell.isInteractive) yield* noticeSignal(shell, job)
  return status
}

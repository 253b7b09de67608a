import {
  numberOf,
  type Pid,
  type Run,
  type SignalName,
  signalOf,
  SIGNALS,
  SystemError,
  write,
} from '#engine'
import type { Job } from '../jobs.ts'
import { stateAfter, stateOf } from '../jobs.ts'
import { describeJob, statusOf, waitInForeground } from '../run/foreground.ts'
import type { Shell } from '../shell.ts'
import { runTraps, setTrap } from '../traps.ts'
import type { Builtin } from './builtin.ts'
import { complainAbout, print } from './builtin.ts'

export const jobs: Builtin = function* (shell, args) {
  collect(shell)
  for (const job of [...shell.jobs.all]) {
    if (args.includes('-p')) yield* print(shell, `${job.group}\n`)
    else yield* print(shell, `${describeJob(shell, job)}\n`)
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
  const job = shell.jobs.find(asSpec(spec))
  if (job === undefined) return yield* noSuchJob(shell, called, spec)
  yield* print(shell, `${job.command}\n`)
  resume(shell, job)
  return yield* waitInForeground(shell, job)
}

export const background: Builtin = function* (shell, [spec = '%+'], called) {
  const job = shell.jobs.find(asSpec(spec))
  if (job === undefined) return yield* noSuchJob(shell, called, spec)
  resume(shell, job)
  job.isBackground = true
  yield* print(shell, `[${job.id}]+ ${job.command} &\n`)
  return 0
}

function asSpec(word: string): string {
  return word.startsWith('%') ? word : `%${word}`
}

function* noSuchJob(shell: Shell, called: string, spec: string): Run {
  const shown = spec === '%+' ? 'current' : spec
  yield* complainAbout(shell, called, `${shown}: no such job`)
  return 1
}

function resume(shell: Shell, job: Job): void {
  for (const [pid, state] of job.processes)
    if (state.kind === 'stopped') job.processes.set(pid, { kind: 'running' })
  job.toldOf = null
  shell.process.kill(-job.group, 'CONT')
}

/** wait [pid or %job …]: a trapped signal ends the waiting at once, with 128 + n. */
export const wait: Builtin = function* (shell, args) {
  const operands = args.filter((arg) => !arg.startsWith('-'))
  if (operands.length === 0) return yield* waitForAll(shell)
  let status = 0
  for (const operand of operands) {
    const job = operand.startsWith('%')
      ? shell.jobs.find(operand)
      : shell.jobs.holding(Number(operand))
    if (job === undefined) {
      yield* complainAbout(shell, 'wait', `pid ${operand} is not a child of this shell`)
      status = 127
    } else status = yield* waitForJob(shell, job)
  }
  return status
}

function* waitForAll(shell: Shell): Run {
  for (;;) {
    const job = shell.jobs.all.find((it) => stateOf(it) === 'Running')
    if (job === undefined) return 0
    const status = yield* waitForJob(shell, job)
    if (status > 128 && stateOf(job) === 'Running') return status
  }
}

function* waitForJob(shell: Shell, job: Job): Run {
  while (stateOf(job) === 'Running') {
    const [signal] = shell.pendingSignals
    if (signal !== undefined) {
      yield* runTraps(shell)
      return 128 + numberOf(signal)
    }
    const [pid] = [...job.processes].find(([, state]) => state.kind === 'running') ?? []
    const change = pid === undefined ? null : shell.process.waitpid(pid, { untraced: true })
    if (change !== null) job.processes.set(change.pid, stateAfter(change))
    else if (pid !== undefined) yield { do: 'wait', for: [{ child: pid }] }
  }
  shell.jobs.forget(job)
  return statusOf(shell, job)
}

export const kill: Builtin = function* (shell, args, called) {
  if (args[0] === '-l') return yield* listSignals(shell, args[1])
  const { signal, targets, bad } = killOptions(args)
  if (bad !== undefined) {
    yield* complainAbout(shell, called, `${bad}: invalid signal specification`)
    return 1
  }
  if (targets.length === 0) {
    yield* write(
      shell.process,
      2,
      'kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]\n',
    )
    return 2
  }
  let status = 0
  for (const target of targets) status = (yield* killOne(shell, target, signal)) ? status : 1
  return status
}

function killOptions(args: readonly string[]): {
  readonly signal: SignalName | 0
  readonly targets: readonly string[]
  readonly bad?: string
} {
  const [first = '', second = ''] = args
  if (!/^-./.test(first) || first === '--')
    return { signal: 'TERM', targets: first === '--' ? args.slice(1) : args }
  const takesNext = first === '-s' || first === '-n'
  const name = takesNext ? second : first.slice(1)
  const signal = name === '0' ? 0 : signalNamed(name)
  const targets = args.slice(takesNext ? 2 : 1)
  return signal === undefined ? { signal: 'TERM', targets, bad: name } : { signal, targets }
}

/** TERM, SIGTERM, term or 15. */
function signalNamed(word: string): SignalName | undefined {
  if (/^\d+$/.test(word)) return signalOf(Number(word))
  const name = word.toUpperCase().replace(/^SIG/, '')
  return SIGNALS.find((signal) => signal === name)
}

function* killOne(shell: Shell, target: string, signal: SignalName | 0): Run<boolean> {
  const job = target.startsWith('%') ? shell.jobs.find(target) : undefined
  const pid: Pid = job === undefined ? Number(target) : -job.group
  if (!Number.isInteger(pid)) {
    const words = target.startsWith('%')
      ? `${target}: no such job`
      : `${target}: arguments must be process or job IDs`
    yield* complainAbout(shell, 'kill', words)
    return false
  }
  try {
    shell.process.kill(pid, signal)
    return true
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    yield* complainAbout(shell, 'kill', `(${pid}) - ${error.message}`)
    return false
  }
}

function* listSignals(shell: Shell, which: string | undefined): Run {
  if (which !== undefined) {
    const number = Number(which) > 128 ? Number(which) - 128 : Number(which)
    const shown = /^\d+$/.test(which)
      ? signalOf(number)
      : `${numberOf(signalNamed(which) ?? 'TERM')}`
    yield* print(shell, `${shown ?? which}\n`)
    return 0
  }
  const cells = SIGNALS.map((name, index) => `${String(index + 1).padStart(2)}) SIG${name}`)
  const rows = Array.from({ length: Math.ceil(cells.length / 5) }, (_, row) =>
    cells.slice(row * 5, row * 5 + 5).join('\t'),
  )
  yield* print(shell, `${rows.join('\n')}\n`)
  return 0
}

export const trap: Builtin = function* (shell, args, called) {
  const words = args[0] === '--' ? args.slice(1) : args
  if (words.length === 0 || words[0] === '-p') {
    for (const [signal, command] of shell.traps)
      yield* print(
        shell,
        `trap -- '${command.replaceAll("'", `'\\''`)}' ${signal === 'EXIT' ? signal : `SIG${signal}`}\n`,
      )
    return 0
  }
  const [first = '', ...names] = words
  const isReset = first === '-' || (names.length === 0 && conditionNamed(first) !== undefined)
  let status = 0
  for (const name of names.length === 0 ? [first] : names) {
    const condition = conditionNamed(name)
    if (condition === undefined) {
      yield* complainAbout(shell, called, `${name}: invalid signal specification`)
      status = 1
    } else setTrap(shell, condition, isReset ? null : first)
  }
  return status
}

function conditionNamed(word: string): SignalName | 'EXIT' | undefined {
  return word === '0' || word.toUpperCase() === 'EXIT' ? 'EXIT' : signalNamed(word)
}

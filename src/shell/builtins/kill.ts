import {
  numberOf,
  type Pid,
  type Run,
  type SignalName,
  signalOf,
  SIGNALS,
  SystemError,
} from '#engine'
import type { Words } from '../flavour.ts'
import type { Shell } from '../shell.ts'
import { type Builtin, complainAbout, inAll, print } from './builtin.ts'
import { usage } from './usage.ts'

export const kill: Builtin = function* (shell, args, called) {
  if (args[0] === '-l' || args[0] === '-L') return yield* listSignals(shell, args[1])
  const { signal, targets, bad } = optionsOf(args)
  if (bad !== undefined) {
    yield* complainAbout(shell, called, badSignal(bad))
    return shell.flavour.name === 'dash' ? 2 : 1
  }
  if (targets.length === 0) {
    yield* usage(shell, called, NO_TARGETS)
    return shell.flavour.name === 'ash' ? 1 : 2
  }
  let status = 0
  for (const target of targets) {
    const one = yield* killOne(shell, target, signal)
    status = one === 0 ? status : one
  }
  return status
}

const NO_TARGETS: Words = {
  bash: 'usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]',
  dash: 'Usage: kill [-s sigspec | -signum | -sigspec] [pid | job]... or\nkill -l [exitstatus]',
  ash: 'you need to specify whom to kill',
  byApplet: true,
}

function badSignal(word: string): Words {
  return {
    bash: `${word}: invalid signal specification`,
    dash: `Illegal option -${word.charAt(0)}`,
    ash: `bad signal name '${word}'`,
    byApplet: true,
  }
}

function optionsOf(args: readonly string[]): {
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
  const operands = targets[0] === '--' ? targets.slice(1) : targets
  return signal === undefined
    ? { signal: 'TERM', targets: operands, bad: name }
    : { signal, targets: operands }
}

/** TERM, SIGTERM, term or 15. */
export function signalNamed(word: string): SignalName | undefined {
  if (/^\d+$/.test(word)) return signalOf(Number(word))
  const name = word.toUpperCase().replace(/^SIG/, '')
  return SIGNALS.find((signal) => signal === name)
}

function* killOne(shell: Shell, target: string, signal: SignalName | 0): Run {
  const job = target.startsWith('%') ? shell.jobs.find(target) : undefined
  const hasGroup = job !== undefined && shell.has('monitor')
  const [first = 0] = job?.processes.keys() ?? []
  const pid: Pid = job === undefined ? Number(target) : hasGroup ? -job.group : first
  if (!Number.isInteger(pid)) {
    yield* complainAbout(shell, 'kill', noNumber(target))
    return shell.flavour.name === 'dash' ? 2 : 1
  }
  try {
    shell.process.kill(pid, signal)
    return 0
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    yield* complainAbout(shell, 'kill', {
      bash: `(${pid}) - ${error.message}`,
      dash: `${error.message}\n`,
      ash: `can't kill pid ${pid}: ${error.message}`,
      byApplet: true,
    })
    return 1
  }
}

function noNumber(target: string): Words {
  if (target.startsWith('%'))
    return {
      bash: `${target}: no such job`,
      dash: `No such job: ${target}`,
      ash: `${target}: no such job`,
    }
  return {
    bash: `${target}: arguments must be process or job IDs`,
    dash: `Illegal number: ${target}`,
    ash: `invalid number '${target}'`,
    byApplet: true,
  }
}

function* listSignals(shell: Shell, which: string | undefined): Run {
  if (which !== undefined) {
    const number = Number(which) > 128 ? Number(which) - 128 : Number(which)
    const signal = /^\d+$/.test(which) ? signalOf(number) : signalNamed(which)
    if (signal === undefined) {
      yield* complainAbout(shell, 'kill', inAll(`${which}: invalid signal specification`))
      return 1
    }
    yield* print(shell, `${/^\d+$/.test(which) ? signal : numberOf(signal)}\n`)
    return 0
  }
  yield* print(shell, shell.flavour.name === 'bash' ? table() : list(shell.flavour.name))
  return 0
}

function list(shell: 'dash' | 'ash'): string {
  if (shell === 'dash') return ['EXIT', ...SIGNALS].map((name) => `${name}\n`).join('')
  return SIGNALS.map((name, index) => `${`${index + 1}`.padStart(2)}) ${name}\n`).join('')
}

/** Five in a line. */
function table(): string {
  const cells = SIGNALS.map((name, index) => `${`${index + 1}`.padStart(2)}) SIG${name}`)
  const rows = Array.from({ length: Math.ceil(cells.length / 5) }, (_, row) =>
    cells.slice(row * 5, row * 5 + 5).join('\t'),
  )
  return `${rows.join('\n')}\n`
}

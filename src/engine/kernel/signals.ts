/** The signals of signal(7) by their numbers on x86-64; index 0 is no signal. */
export const SIGNALS = [
  'HUP',
  'INT',
  'QUIT',
  'ILL',
  'TRAP',
  'ABRT',
  'BUS',
  'FPE',
  'KILL',
  'USR1',
  'SEGV',
  'USR2',
  'PIPE',
  'ALRM',
  'TERM',
  'STKFLT',
  'CHLD',
  'CONT',
  'STOP',
  'TSTP',
  'TTIN',
  'TTOU',
  'URG',
  'XCPU',
  'XFSZ',
  'VTALRM',
  'PROF',
  'WINCH',
  'IO',
  'PWR',
  'SYS',
] as const

export type SignalName = (typeof SIGNALS)[number]

/** A handler runs at delivery, between two steps of the program; it should only take a note. */
export type SignalAction = 'default' | 'ignore' | ((signal: SignalName) => void)

export function numberOf(signal: SignalName): number {
  return SIGNALS.indexOf(signal) + 1
}

export function signalOf(number: number): SignalName | undefined {
  return SIGNALS[number - 1]
}

/** What happens to a process that has no handler. */
export function defaultActionOf(signal: SignalName): 'end' | 'ignore' | 'stop' | 'continue' {
  switch (signal) {
    case 'CHLD':
    case 'URG':
    case 'WINCH':
      return 'ignore'
    case 'STOP':
    case 'TSTP':
    case 'TTIN':
    case 'TTOU':
      return 'stop'
    case 'CONT':
      return 'continue'
    default:
      return 'end'
  }
}

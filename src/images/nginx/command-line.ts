/** What nginx is called for. */
export type NginxCommand =
  | { readonly kind: 'version'; readonly isLong: boolean }
  | { readonly kind: 'refused'; readonly message: string }
  | ({ readonly kind: 'run' } & Files)
  | ({ readonly kind: 'test' } & Files)
  | ({ readonly kind: 'signal'; readonly signal: 'TERM' | 'QUIT' | 'HUP' | 'USR1' } & Files)

interface Files {
  readonly config: string
  /** Directives of -g. */
  readonly globals: string
}

const SIGNALS = { stop: 'TERM', quit: 'QUIT', reload: 'HUP', reopen: 'USR1' } as const

export function parseCommandLine(args: readonly string[]): NginxCommand {
  let config = '/etc/nginx/nginx.conf'
  let globals = ''
  let isTest = false
  let signal: 'TERM' | 'QUIT' | 'HUP' | 'USR1' | undefined
  const rest = [...args]
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === '-v' || arg === '-V') return { kind: 'version', isLong: arg === '-V' }
    if (arg === '-t' || arg === '-T') isTest = true
    else if (arg === '-q') continue
    else if (arg === '-c' || arg === '-g' || arg === '-s') {
      const value = rest.shift()
      if (value === undefined) return refused(`option "${arg}" requires ${VALUES[arg]}`)
      if (arg === '-c') config = value.startsWith('/') ? value : `/etc/nginx/${value}`
      if (arg === '-g') globals = value
      if (arg === '-s') {
        if (!isSignal(value)) return refused(`invalid option: "-s ${value}"`)
        signal = SIGNALS[value]
      }
    } else return refused(`invalid option: "${arg}"`)
  }
  if (signal !== undefined) return { kind: 'signal', signal, config, globals }
  return { kind: isTest ? 'test' : 'run', config, globals }
}

const VALUES = { '-c': 'file name', '-g': 'parameter', '-s': 'parameter' } as const

function isSignal(value: string): value is keyof typeof SIGNALS {
  return Object.hasOwn(SIGNALS, value)
}

function refused(message: string): NginxCommand {
  return { kind: 'refused', message }
}

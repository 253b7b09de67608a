const LEVELS = ['trace', 'debug', 'info', 'warning', 'warn', 'error', 'critical', 'off'] as const
export type LogLevel = (typeof LEVELS)[number]

export interface Options {
  readonly path: string
  readonly yaml: string
  readonly level: LogLevel
  readonly flushMs: number
  readonly mode: 'serve' | 'validate' | 'version'
  readonly node: { readonly id: string; readonly cluster: string }
  readonly concurrency: number
}

export type Parsed =
  | { readonly ok: true; readonly options: Options }
  | { readonly ok: false; readonly argument: string; readonly fault: string }

/** Options with a value, by each of their names. */
const WITH_VALUE: Readonly<Record<string, string>> = {
  '-c': 'config-path',
  '-l': 'log-level',
  '--config-path': 'config-path',
  '--config-yaml': 'config-yaml',
  '--log-level': 'log-level',
  '--mode': 'mode',
  '--concurrency': 'concurrency',
  '--file-flush-interval-msec': 'file-flush-interval-msec',
  '--service-node': 'service-node',
  '--service-cluster': 'service-cluster',
  '--base-id': 'base-id',
  '--drain-time-s': 'drain-time-s',
  '--parent-shutdown-time-s': 'parent-shutdown-time-s',
}
const NUMBERS = ['concurrency', 'file-flush-interval-msec', 'base-id', 'drain-time-s']
/** What changes nothing that could be seen here. */
const FLAGS = ['--disable-hot-restart', '--use-dynamic-base-id']

/** Envoy's options, as TCLAP reads them. */
export function parseOptions(words: readonly string[]): Parsed {
  const given = new Map<string, string>()
  for (let at = 0; at < words.length; at++) {
    const [word = '', ...rest] = (words[at] ?? '').split('=')
    if (FLAGS.includes(word)) continue
    if (word === '--version') given.set('mode', 'version')
    else {
      const name = Object.hasOwn(WITH_VALUE, word) ? WITH_VALUE[word] : undefined
      if (name === undefined) return refused(words[at] ?? '', "Couldn't find match for argument")
      const value = rest.length > 0 ? rest.join('=') : words[++at]
      if (value === undefined) return refused(`(${word})`, 'Missing a value for this argument!')
      if (NUMBERS.includes(name) && !/^[0-9]+$/.test(value))
        return refused(`(${word})`, `Couldn't read argument value from string '${value}'`)
      given.set(name, value)
    }
  }
  return optionsOf(given)
}

function optionsOf(given: ReadonlyMap<string, string>): Parsed {
  const level = LEVELS.find((it) => it === (given.get('log-level') ?? 'info'))
  if (level === undefined)
    return refused('', `error: invalid log level specified '${given.get('log-level') ?? ''}'`)
  const mode = (['serve', 'validate', 'version'] as const).find(
    (it) => it === (given.get('mode') ?? 'serve'),
  )
  if (mode === undefined) return refused('', `error: unknown mode '${given.get('mode') ?? ''}'`)
  return {
    ok: true,
    options: {
      path: given.get('config-path') ?? '',
      yaml: given.get('config-yaml') ?? '',
      level,
      mode,
      flushMs: Number(given.get('file-flush-interval-msec') ?? 10_000),
      node: { id: given.get('service-node') ?? '', cluster: given.get('service-cluster') ?? '' },
      concurrency: Number(given.get('concurrency') ?? 2),
    },
  }
}

function refused(argument: string, fault: string): Parsed {
  return { ok: false, argument, fault }
}

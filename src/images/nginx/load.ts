import { type Process, type Run, SystemError } from '#engine'
import { resolve } from '../resolver/resolve.ts'
import { ConfigError, parseConfig } from './config-syntax.ts'
import { interpret } from './interpret.ts'
import { errnoText, type NginxLog } from './log.ts'
import { OpenError, readConfig } from './read-config.ts'
import type { NginxSettings } from './settings.ts'

const TEMPORARY = ['client_temp', 'proxy_temp', 'fastcgi_temp', 'uwsgi_temp', 'scgi_temp']

/** The configuration, with what it names opened, or the complaint why it cannot be used. */
export function* load(
  process: Process,
  config: string,
  how: { readonly globals: string; readonly log: NginxLog },
): Run<NginxSettings | undefined> {
  const { globals, log } = how
  try {
    const directives = yield* readConfig(process, config)
    const given = parseConfig(
      globals === '' ? '' : `${globals.replace(/;?\s*$/, '')};`,
      'command line',
    )
    const settings = interpret([...given, ...directives])
    yield* checkUpstreams(process, settings)
    if (settings.user !== undefined && process.credentials.uid !== 0)
      yield* log.complain(
        'warn',
        'the "user" directive makes sense only if the master process runs with super-user ' +
          `privileges, ignored in ${config}:2`,
      )
    const fault = prepare(process, settings, log)
    if (fault === undefined) return settings
    yield* log.complain('emerg', fault)
    return undefined
  } catch (error) {
    if (!(error instanceof ConfigError) && !(error instanceof OpenError)) throw error
    yield* log.complain('emerg', error.message)
    return undefined
  }
}

/** Names of other servers must be known when nginx starts. */
function* checkUpstreams(process: Process, settings: NginxSettings): Run<void> {
  const passes = settings.servers.flatMap(({ locations }) =>
    locations.flatMap(({ settings: { proxyPass } }) => proxyPass ?? []),
  )
  const direct = passes.filter(({ host }) => !settings.upstreams.has(host))
  for (const { host, at } of [...direct, ...[...settings.upstreams.values()].flat()]) {
    const found = yield* resolve(process, host)
    if (!found.ok) throw new ConfigError(`host not found in upstream "${host}"`, at)
  }
}

/** Logs and directories; gives why one of them cannot be had. */
function prepare(process: Process, settings: NginxSettings, log: NginxLog): string | undefined {
  const logs = settings.servers.flatMap(({ own, locations }) =>
    [own, ...locations.map((it) => it.settings)].flatMap(({ accessLog }) => accessLog?.path ?? []),
  )
  for (const path of [settings.errorLog.path, ...logs]) {
    const fault = log.open(path)
    if (fault !== undefined) return fault
  }
  for (const name of TEMPORARY) {
    const path = `/var/cache/nginx/${name}`
    try {
      process.mkdir(path, 0o700)
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
      if (error.errno !== 'EEXIST') return `mkdir() "${path}" failed ${errnoText(error)}`
    }
  }
  return undefined
}

import { type Process, type Program, type Run, SystemError, work, write } from '#engine'
import { type JsonValue, readDocuments } from '#manifest'
import { readText } from '../resolver/name-files.ts'
import { type Options, parseOptions } from './command-line.ts'
import { ConfigError } from './config-error.ts'
import { EnvoyLog } from './envoy-log.ts'
import { readSettings } from './read-settings.ts'
import { type EnvoyBuild, serve } from './serve.ts'
import type { EnvoySettings } from './settings.ts'

const START_US = 60_000
const MEMORY_BYTES = 22 * 2 ** 20

/** Envoy: reads its bootstrap, listens, and proxies until it is told to end. */
export function createEnvoy(build: EnvoyBuild): Program {
  return (process) => envoy(process, build)
}

function* envoy(process: Process, build: EnvoyBuild): Run {
  process.useMemory(MEMORY_BYTES)
  process.on('PIPE', 'ignore')
  yield* work(START_US)
  const parsed = parseOptions(process.argv.slice(1))
  if (!parsed.ok) {
    yield* write(
      process,
      2,
      `PARSE ERROR: Argument: ${parsed.argument}\n             ${parsed.fault}\n\n`,
    )
    return 1
  }
  const { options } = parsed
  if (options.mode === 'version') {
    const { commit, version } = build
    yield* write(process, 1, `\nenvoy  version: ${commit}/${version}/Clean/RELEASE/BoringSSL\n\n`)
    return 0
  }
  const log = new EnvoyLog(process, options.level)
  try {
    const settings = yield* configured(process, options)
    if (options.mode === 'validate') {
      yield* write(process, 1, `configuration '${options.path}' OK\n`)
      return 0
    }
    return yield* serve({ process, options, settings, log, build })
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const { path, yaml } = options
    const text = `error initializing config ' ${yaml} ${path}': ${error.message}`
    yield* log.say('critical', ['main', 'server/server.cc', 436], text)
    yield* log.say('info', ['main', 'server/server.cc', 1083], 'exiting')
    yield* write(process, 2, `${error.message}\n`)
    return 1
  }
}

function* configured(process: Process, { path, yaml }: Options): Run<EnvoySettings> {
  if (path === '' && yaml === '')
    throw new ConfigError(
      'At least one of --config-path or --config-yaml or Options::configProto() should be non-empty',
    )
  const text = path === '' ? yaml : yield* textOf(process, path)
  return readSettings(valueOf(text))
}

function* textOf(process: Process, path: string): Run<string> {
  try {
    process.stat(path)
    return yield* readText(process, path)
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    throw new ConfigError(`unable to read file: ${path}`)
  }
}

function valueOf(text: string): JsonValue {
  const [document, ...more] = readDocuments(text)
  if (document?.ok !== true || more.length > 0)
    throw new ConfigError(`Unable to convert YAML as JSON: ${text}`)
  return document.value ?? {}
}

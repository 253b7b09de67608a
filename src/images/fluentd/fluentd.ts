import { exit, type Process, type Program, type Run, SystemError, work, write } from '#engine'
import { readText } from '../resolver/name-files.ts'
import { ConfigError, matchesTag, parseConfig, type Section } from './config.ts'
import { type Record, recordOf } from './parse.ts'
import { TailedFiles } from './tail.ts'

const START_US = 900_000
const MEMORY_BYTES = 40 * 2 ** 20
const EVERY_MS = 1000

/** Fluentd, as far as it goes here: tails files, and writes what it reads to its output or a file. */
export function fluentdOf(version: string): Program {
  return (process) => fluentd(process, version)
}

function* fluentd(process: Process, version: string): Run {
  process.useMemory(MEMORY_BYTES)
  let asked: string | undefined
  for (const signal of ['TERM', 'INT'] as const)
    process.on(signal, () => {
      asked ??= `SIG${signal}`
    })
  yield* work(START_US)
  const path = optionOf(process, '-c', '--config') ?? '/etc/fluent/fluent.conf'
  const { sources, matches } = yield* settingsIn(process, path)
  yield* say(process, 'info', `starting fluentd-${version} pid=${process.pid} ruby="3.2.2"`)
  for (const { argument, values } of matches)
    yield* say(
      process,
      'info',
      `adding match pattern="${argument}" type="${values.get('@type') ?? ''}"`,
    )
  for (const { values } of sources)
    yield* say(process, 'info', `adding source type="${values.get('@type') ?? ''}"`)
  yield* say(process, 'info', `#0 fluentd worker is now running worker=0`)
  const tailed = sources.map((source) => ({ source, files: new TailedFiles(process, source) }))
  while (asked === undefined) {
    for (const { source, files } of tailed)
      for (const line of yield* files.newLines((text) => say(process, 'info', `#0 ${text}`)))
        yield* deliver(process, matches, recordOf(source, line, process.wallClock))
    yield { do: 'wait', for: [], until: process.now + EVERY_MS }
  }
  yield* say(process, 'info', `Received graceful stop`)
  yield* say(process, 'info', `#0 fluentd worker is now stopping worker=0`)
  yield* say(process, 'info', `Worker 0 finished with status 0`)
  return 0
}

function optionOf(process: Process, ...names: readonly string[]): string | undefined {
  const at = process.argv.findIndex((word) => names.includes(word))
  return at < 0 ? undefined : process.argv[at + 1]
}

interface Settings {
  readonly sources: readonly Section[]
  readonly matches: readonly Section[]
}

const SUPPORTED: Readonly<{ [name: string]: readonly string[] }> = {
  source: ['tail'],
  match: ['stdout', 'file', 'null'],
}

/** Whatever is not simulated ends it at the start, with words that say so. */
function* settingsIn(process: Process, path: string): Run<Settings> {
  const text = yield* readText(process, path)
  if (text === '') return yield* fail(process, `No such file or directory @ rb_sysopen - ${path}`)
  try {
    const sections = parseConfig(text)
    for (const { name, values } of sections) {
      if (name === 'system') continue
      const type = values.get('@type')
      const known = SUPPORTED[name]
      if (known === undefined) throw new ConfigError(`<${name}> is not simulated`)
      if (type === undefined)
        throw new ConfigError(`Missing '@type' parameter on <${name}> directive`)
      if (!known.includes(type))
        throw new ConfigError(
          `Unknown ${name === 'source' ? 'input' : 'output'} plugin '${type}'. Run 'gem search -rd fluent-plugin' to find plugins`,
        )
      if (type === 'tail' && !values.has('path'))
        throw new ConfigError("'path' parameter is required")
      if (type === 'tail' && !values.has('tag'))
        throw new ConfigError("'tag' parameter is required")
    }
    return {
      sources: sections.filter(({ name }) => name === 'source'),
      matches: sections.filter(({ name }) => name === 'match'),
    }
  } catch (error) {
    if (error instanceof ConfigError)
      return yield* fail(
        process,
        `config error file="${path}" error_class=Fluent::ConfigError error="${error.message}"`,
      )
    throw error
  }
}

function* fail(process: Process, text: string): Run<never> {
  yield* say(process, 'error', text)
  return exit(1)
}

function* say(process: Process, level: string, text: string): Run<void> {
  yield* write(process, 1, `${timeText(process.wallClock)} [${level}]: ${text}\n`)
}

function timeText(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19).replace('T', ' ')} +0000`
}

/** The first pattern that fits takes it. */
function* deliver(process: Process, matches: readonly Section[], record: Record): Run<void> {
  const match = matches.find(({ argument }) => matchesTag(argument, record.tag))
  if (match === undefined) {
    yield* say(process, 'warn', `#0 no patterns matched tag="${record.tag}"`)
    return
  }
  const { values, sections } = match
  const isJson = sections.some((it) => it.name === 'format' && it.values.get('@type') === 'json')
  const nanoseconds = `${new Date(record.at).toISOString().slice(0, 23).replace('T', ' ')}000000 +0000`
  const text = isJson
    ? `${JSON.stringify(record.fields)}\n`
    : `${nanoseconds} ${record.tag}: ${JSON.stringify(record.fields)}\n`
  if (values.get('@type') === 'stdout') yield* write(process, 1, text)
  else if (values.get('@type') === 'file') yield* append(process, values.get('path') ?? '', text)
}

function* append(process: Process, path: string, text: string): Run<void> {
  try {
    const fd = process.open(path, { write: true, create: true, append: true }, 0o644)
    yield* write(process, fd, text)
    process.close(fd)
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    yield* say(process, 'warn', `#0 failed to write to ${path}: ${error.message}`)
  }
}

import { type Process, type Program, type Run, SystemError, work, write } from '#engine'
import { readText } from '../resolver/name-files.ts'
import { parseCommandLine } from './command-line.ts'
import { openListening } from './listening.ts'
import { load } from './load.ts'
import { errnoText, NginxLog } from './log.ts'
import { Master, type NginxBuild, type Running } from './master.ts'
import type { NginxSettings } from './settings.ts'

const START_US = 15_000
const MEMORY_BYTES = 3 * 2 ** 20

/** nginx: reads its configuration, binds its addresses, and keeps workers running. */
export function createNginx(build: NginxBuild): Program {
  return (process) => nginx(process, build)
}

function* nginx(process: Process, build: NginxBuild): Run {
  process.useMemory(MEMORY_BYTES)
  process.on('PIPE', 'ignore')
  yield* work(START_US)
  const command = parseCommandLine(process.argv.slice(1))
  if (command.kind === 'version') {
    yield* write(process, 2, `nginx version: nginx/${build.version}\n`)
    if (command.isLong) yield* write(process, 2, `built by ${build.compiler}\n`)
    return 0
  }
  if (command.kind === 'refused') {
    yield* write(process, 2, `nginx: ${command.message}\n`)
    return 1
  }
  const log = new NginxLog(process, FIRST_LOG)
  const unopened = log.open(FIRST_LOG.path)
  if (unopened !== undefined)
    yield* write(process, 2, `nginx: [alert] could not open error log file: ${unopened}\n`)
  const settings = yield* load(process, command.config, { globals: command.globals, log })
  if (settings === undefined) {
    if (command.kind === 'test')
      yield* write(process, 2, `nginx: configuration file ${command.config} test failed\n`)
    return 1
  }
  switch (command.kind) {
    case 'test':
      yield* write(
        process,
        2,
        `nginx: the configuration file ${command.config} syntax is ok\n` +
          `nginx: configuration file ${command.config} test is successful\n`,
      )
      return 0
    case 'signal':
      return yield* signalMaster(process, settings, { signal: command.signal, log })
    case 'run':
      return yield* run(process, { ...command, build, log, settings })
  }
}

const FIRST_LOG = { path: '/var/log/nginx/error.log', level: 'notice' } as const

function* run(process: Process, running: Running): Run {
  const { log, settings } = running
  log.error = settings.errorLog
  const listening = yield* openListening(process, settings, { log, present: new Map() })
  if (listening === undefined) return 1
  const fault = writePid(process, settings.pidFile)
  if (fault !== undefined) {
    yield* log.complain('emerg', fault)
    return 1
  }
  const master = (child: Process): Run => new Master(child, running, listening).run()
  if (!settings.isDaemon) return yield* master(process)
  process.fork(function* (child) {
    child.setsid()
    return yield* master(child)
  })
  return 0
}

function writePid(process: Process, path: string): string | undefined {
  try {
    const fd = process.open(path, { write: true, create: true, truncate: true }, 0o644)
    process.tryWrite(fd, new TextEncoder().encode(`${process.pid}\n`))
    process.close(fd)
    return undefined
  } catch (error) {
    if (error instanceof SystemError) return `open() "${path}" failed ${errnoText(error)}`
    throw error
  }
}

function* signalMaster(
  process: Process,
  settings: NginxSettings,
  how: { readonly signal: 'TERM' | 'QUIT' | 'HUP' | 'USR1'; readonly log: NginxLog },
): Run {
  const text = yield* readText(process, settings.pidFile)
  if (!/^[0-9]+\n?$/.test(text)) {
    yield* write(
      process,
      2,
      `nginx: [error] invalid PID number "${text.trim()}" in "${settings.pidFile}"\n`,
    )
    return 1
  }
  try {
    process.kill(Number(text), how.signal)
    return 0
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    yield* write(
      process,
      2,
      `nginx: [alert] kill(${text.trim()}, ${how.signal}) failed ${errnoText(error)}\n`,
    )
    return 1
  }
}

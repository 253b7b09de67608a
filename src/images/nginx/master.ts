import { type Pid, type Process, type Run, SystemError } from '#engine'
import { readText } from '../resolver/name-files.ts'
import { type Listening, openListening } from './listening.ts'
import { load } from './load.ts'
import type { NginxLog } from './log.ts'
import type { NginxSettings } from './settings.ts'
import { runWorker } from './worker.ts'

export interface NginxBuild {
  readonly version: string
  /** As `nginx -V` and the log tell it: gcc 12.2.0 (Debian 12.2.0-14). */
  readonly compiler: string
}

export interface Running {
  readonly build: NginxBuild
  readonly log: NginxLog
  readonly settings: NginxSettings
  readonly config: string
  /** Directives of -g. */
  readonly globals: string
}

/** The process that lives as long as nginx does. */
export class Master {
  readonly #process: Process
  readonly #running: Running
  #settings: NginxSettings
  #listening: Listening
  readonly #workers = new Map<Pid, 'working' | 'leaving'>()
  #asked: ('TERM' | 'QUIT' | 'HUP' | 'USR1')[] = []
  #isEnding = false

  constructor(process: Process, running: Running, listening: Listening) {
    this.#process = process
    this.#running = running
    this.#settings = running.settings
    this.#listening = listening
  }

  *run(): Run {
    const { log, build } = this.#running
    const process = this.#process
    process.setTitle([`nginx: master process ${process.argv.join(' ')}`])
    for (const signal of ['TERM', 'INT', 'QUIT', 'HUP', 'USR1'] as const)
      process.on(signal, () => this.#asked.push(signal === 'INT' ? 'TERM' : signal))
    process.on('CHLD', () => undefined)
    yield* log.say('notice', 'using the "epoll" event method')
    yield* log.say('notice', `nginx/${build.version}`)
    yield* log.say('notice', `built by ${build.compiler}`)
    yield* log.say('notice', 'OS: Linux 6.12.48+deb13-amd64')
    yield* log.say('notice', 'getrlimit(RLIMIT_NOFILE): 1048576:1048576')
    yield* this.#startWorkers()
    for (;;) {
      for (const signal of this.#asked.splice(0)) yield* this.#obey(signal)
      yield* this.#reap()
      if (this.#isEnding && this.#workers.size === 0) break
      if (this.#asked.length === 0)
        yield { do: 'wait', for: this.#workers.size > 0 ? [{ child: 'any' }] : [] }
    }
    yield* log.say('notice', 'exit')
    this.#removePid()
    return 0
  }

  *#obey(signal: 'TERM' | 'QUIT' | 'HUP' | 'USR1'): Run<void> {
    const { log } = this.#running
    const say = (name: string, what: string): Run<void> =>
      log.say('notice', `signal ${name} received, ${what}`)
    switch (signal) {
      case 'TERM':
        yield* say('15 (SIGTERM)', 'exiting')
        this.#end('TERM')
        break
      case 'QUIT':
        yield* say('3 (SIGQUIT)', 'shutting down')
        this.#end('QUIT')
        break
      case 'HUP':
        yield* say('1 (SIGHUP)', 'reconfiguring')
        yield* this.#reconfigure()
        break
      case 'USR1':
        yield* say('10 (SIGUSR1)', 'reopening logs')
    }
  }

  #end(signal: 'TERM' | 'QUIT'): void {
    this.#isEnding = true
    for (const pid of this.#workers.keys()) this.#process.kill(pid, signal)
  }

  *#reconfigure(): Run<void> {
    const { log, config, globals } = this.#running
    const process = this.#process
    yield* log.say('notice', 'reconfiguring')
    const settings = yield* load(process, config, { globals, log })
    if (settings === undefined) return
    const listening = yield* openListening(process, settings, { log, present: this.#listening })
    if (listening === undefined) return
    yield* log.say('notice', 'using the "epoll" event method')
    const old = [...this.#workers.keys()]
    for (const [name, fd] of this.#listening) if (!listening.has(name)) process.close(fd)
    this.#settings = settings
    this.#listening = listening
    log.error = settings.errorLog
    yield* this.#startWorkers()
    for (const pid of old) {
      this.#workers.set(pid, 'leaving')
      process.kill(pid, 'QUIT')
    }
  }

  *#startWorkers(): Run<void> {
    yield* this.#running.log.say('notice', 'start worker processes')
    const { workers } = this.#settings
    const count = workers === 'auto' ? yield* processorsOf(this.#process) : workers
    for (let i = 0; i < count; i++) yield* this.#startWorker()
  }

  *#startWorker(): Run<void> {
    const { log, build } = this.#running
    const settings = this.#settings
    const listening = [...this.#listening.values()]
    const user = yield* findUser(this.#process, settings.user ?? 'nobody')
    const pid = this.#process.fork((child) => {
      child.setTitle(['nginx: worker process'])
      if (user !== undefined && child.credentials.uid === 0) child.setCredentials(user)
      return runWorker(child, { version: build.version, settings, listening, log })
    })
    this.#workers.set(pid, 'working')
    yield* log.say('notice', `start worker process ${pid}`)
  }

  /** A worker that ends by itself is replaced. */
  *#reap(): Run<void> {
    const { log } = this.#running
    while (this.#workers.size > 0) {
      const change = this.#process.waitpid('any')
      if (change === null) return
      const state = this.#workers.get(change.pid)
      this.#workers.delete(change.pid)
      yield* log.say('notice', `signal 17 (SIGCHLD) received from ${change.pid}`)
      if (change.kind === 'exited')
        yield* log.say('notice', `worker process ${change.pid} exited with code ${change.code}`)
      if (change.kind === 'signaled')
        yield* log.say(
          'alert',
          `worker process ${change.pid} exited on signal ${change.signal === 'KILL' ? 9 : change.signal}`,
        )
      if (state === 'working' && !this.#isEnding) yield* this.#startWorker()
    }
  }

  #removePid(): void {
    try {
      this.#process.unlink(this.#settings.pidFile)
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
    }
  }
}

function* processorsOf(process: Process): Run {
  const text = yield* readText(process, '/proc/cpuinfo')
  return Math.max(1, text.split('\n').filter((line) => line.startsWith('processor')).length)
}

function* findUser(
  process: Process,
  name: string,
): Run<{ uid: number; gid: number; groups: readonly number[] } | undefined> {
  const passwd = yield* readText(process, '/etc/passwd')
  const fields = passwd
    .split('\n')
    .map((line) => line.split(':'))
    .find(([own]) => own === name)
  if (fields === undefined) return undefined
  const [, , uid = '0', gid = '0'] = fields
  return { uid: Number(uid), gid: Number(gid), groups: [Number(gid)] }
}

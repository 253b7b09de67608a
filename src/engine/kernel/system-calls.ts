import type { Ms } from '../clock/clock.ts'
import type { Sockets } from '../network/sockets.ts'
import { takeNews } from './children.ts'
import { setCredentials } from './credentials.ts'
import { FileSystemCalls } from './file-calls.ts'
import { killAs } from './kill.ts'
import { holdMemory, BASE_MEMORY_BYTES } from './memory.ts'
import { numberIn } from './pid-namespace.ts'
import { setGroup, setSession } from './job-calls.ts'
import type { ChildChange, Credentials, Pid, Process, Program } from './process.ts'
import type { SignalAction, SignalName } from './signals.ts'
import { socketOwner } from './socket-owner.ts'
import { fork } from './spawn.ts'
import { SystemError } from './errno.ts'
import { unwindIfDoomed } from './unwinding.ts'

/** What one program sees of the kernel. */
export class SystemCalls extends FileSystemCalls implements Process {
  #sockets: Sockets | undefined

  get pid(): Pid {
    return this.task.pid
  }

  get ppid(): Pid {
    const { namespace, parent } = this.task
    return parent === null ? 0 : numberIn(namespace, parent)
  }

  get pgid(): Pid {
    return numberIn(this.task.namespace, this.task.group)
  }

  get sid(): Pid {
    return numberIn(this.task.namespace, this.task.group.session)
  }

  get argv(): readonly string[] {
    return this.task.argv
  }

  get env(): Map<string, string> {
    return this.task.env
  }

  get credentials(): Credentials {
    return this.task.files.credentials
  }

  get hostname(): string {
    return this.task.surroundings.uts.hostname
  }

  get sockets(): Sockets {
    this.#sockets ??= this.task.surroundings.network.socketsFor(socketOwner(this.task))
    return this.#sockets
  }

  get now(): Ms {
    return this.task.machine.clock.now
  }

  get wallClock(): number {
    return this.task.machine.wallClock
  }

  randomBelow(bound: number): number {
    return this.task.machine.options.random.below(bound)
  }

  cpuTime(): { readonly ownMs: Ms; readonly childrenMs: Ms } {
    const { usedUs, debtUs, childrenUs } = this.task
    return { ownMs: (usedUs + debtUs) / 1000, childrenMs: childrenUs / 1000 }
  }

  useMemory(bytes: number): void {
    holdMemory(this.task, BASE_MEMORY_BYTES + Math.max(0, bytes))
    unwindIfDoomed(this.task)
  }

  fork(program: Program): Pid {
    const child = fork(this.task, program)
    unwindIfDoomed(this.task)
    return numberIn(this.task.namespace, child)
  }

  waitpid(which: Pid | 'any', options: { readonly untraced?: boolean } = {}): ChildChange | null {
    return takeNews(this.task, { child: which, ...options })
  }

  kill(pid: Pid, signal: SignalName | 0): void {
    killAs(this.task, pid, signal)
    unwindIfDoomed(this.task)
  }

  on(signal: SignalName, action: SignalAction): void {
    if (signal === 'KILL' || signal === 'STOP') throw new SystemError('EINVAL')
    if (action === 'default') this.task.actions.delete(signal)
    else this.task.actions.set(signal, action)
  }

  actionOf(signal: SignalName): SignalAction {
    return this.task.actions.get(signal) ?? 'default'
  }

  setpgid(pid: Pid, pgid: Pid): void {
    setGroup(this.task, pid, pgid)
  }

  setsid(): void {
    setSession(this.task)
  }

  setCredentials(to: {
    readonly uid: number
    readonly gid: number
    readonly groups: readonly number[]
  }): void {
    setCredentials(this.task, to)
  }

  setTitle(argv: readonly string[]): void {
    this.task.argv = argv
    this.task.machine.history.record('process.became', this.task.subject, { argv })
  }
}

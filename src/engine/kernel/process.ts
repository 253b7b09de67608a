import type { Ms } from '../clock/clock.ts'
import type { Sockets } from '../network/sockets.ts'
import type { Part } from '../parts/part.ts'
import type { Errno } from './errno.ts'
import type { SignalAction, SignalName } from './signals.ts'
import type { Terminal } from './terminal.ts'

export type Pid = number
export type Fd = number

/** What a program asks of the kernel and must wait for; everything else is a call on `Process`. */
export type Effect =
  /** Processor time that the program uses, in microseconds. Resumed with `ready`. */
  | { readonly do: 'cpu'; readonly us: number }
  /** select(2): until something is ready, a signal is handled or the time (simulated ms) comes. */
  | { readonly do: 'wait'; readonly for: readonly Waitable[]; readonly until?: Ms }
  /** execve(2): the program is replaced; resumed only, with an errno, when that is refused. */
  | { readonly do: 'exec'; readonly path: string; readonly argv: readonly string[] }
  /** A part of the program that may have to be brought first; takes no time, brought or not. */
  | { readonly do: 'need'; readonly part: Part<unknown> }

export type Waitable =
  | { readonly fd: Fd; readonly for: 'read' | 'write' }
  /**
   * A child that ended, or that stops or goes on while this waits; `untraced`: also one that has
   * stopped or gone on before and was not reported yet.
   */
  | { readonly child: Pid | 'any'; readonly untraced?: boolean }
  | { readonly readiness: Readiness }

/** Anything else that can become ready, such as a stream of the API. */
export interface Readiness {
  isReady(): boolean
  /** Calls back whenever readiness may have changed; gives the way to stop that. */
  onChange(listener: () => void): () => void
}

/** How an effect ended. `interrupted`: a handler of this process ran. */
export type Wake = 'ready' | 'timeout' | 'interrupted' | Errno

/** A running program: yields effects, is resumed with how they ended, returns an exit code. */
export type Run<Result = number> = Generator<Effect, Result, Wake>
export type Program = (process: Process) => Run

/** Thrown inside a program to end its process from any depth: exit(3). */
export class Exit {
  readonly code: number

  constructor(code: number) {
    this.code = code
  }
}

export interface OpenFlags {
  readonly read?: boolean
  readonly write?: boolean
  readonly append?: boolean
  readonly create?: boolean
  readonly exclusive?: boolean
  readonly truncate?: boolean
  readonly directory?: boolean
}

export type FileKind =
  'file' | 'directory' | 'symlink' | 'fifo' | 'socket' | 'character device' | 'block device'

/** What statfs(2) tells: how much there is of a file system. */
export interface FileSystemSize {
  readonly totalBytes: number
  readonly freeBytes: number
  /** Files that were ever made in it. */
  readonly usedInodes: number
}

/** What utimensat(2) sets, in milliseconds since 1970: an absent time stays as it is. */
export interface FileTimes {
  readonly mtime?: number
  readonly atime?: number
  /** Of a symbolic link, not of what it leads to. */
  readonly isOfLink?: boolean
}

export interface Stat {
  readonly kind: FileKind
  /** Permission bits, setuid, setgid and sticky included: 0o7777. */
  readonly mode: number
  readonly uid: number
  readonly gid: number
  readonly size: number
  /** Blocks of 512 bytes really held. */
  readonly blocks: number
  readonly ino: number
  readonly dev: number
  readonly nlink: number
  /** Milliseconds since 1970. */
  readonly mtime: number
  readonly ctime: number
  readonly atime: number
  /** Which device a device file stands for, as `ls -l` shows it. */
  readonly device?: { readonly major: number; readonly minor: number }
}

export interface Credentials {
  readonly uid: number
  readonly gid: number
  readonly groups: readonly number[]
  /** Names without CAP_, such as NET_BIND_SERVICE. */
  readonly capabilities: ReadonlySet<string>
}

export type ChildChange =
  | { readonly pid: Pid; readonly kind: 'exited'; readonly code: number }
  | { readonly pid: Pid; readonly kind: 'signaled'; readonly signal: SignalName }
  | { readonly pid: Pid; readonly kind: 'stopped'; readonly signal: SignalName }
  | { readonly pid: Pid; readonly kind: 'continued' }

/**
 * What a program sees of the kernel: its system calls. None of them waits; a refused one throws a
 * SystemError. Process numbers are those of the process's own PID namespace.
 */
export interface Process extends FileCalls, ProcessCalls {
  readonly pid: Pid
  readonly ppid: Pid
  readonly pgid: Pid
  readonly sid: Pid
  readonly argv: readonly string[]
  /** Its own copy: changes reach children that are forked later, nobody else. */
  readonly env: Map<string, string>
  readonly credentials: Credentials
  readonly hostname: string
  /** The network namespace's socket calls, on this process's descriptors. */
  readonly sockets: Sockets
  /** Simulated milliseconds since the cluster started: for `until`. */
  readonly now: Ms
  /** Milliseconds since 1970, as the simulated wall clock shows them. */
  readonly wallClock: number
  /** Seeded chance of this kernel. */
  randomBelow(bound: number): number
  /** Simulated processor time used so far: its own, and that of children it has waited for. */
  cpuTime(): { readonly ownMs: Ms; readonly childrenMs: Ms }
  /** Sets how much memory the program holds, in bytes; beyond the limit the OOM killer comes. */
  useMemory(bytes: number): void
}

export interface FileCalls {
  readonly cwd: string
  umask: number
  chdir(path: string): void
  open(path: string, flags: OpenFlags, mode?: number): Fd
  close(fd: Fd): void
  /** dup(2), or dup2(2) onto a descriptor of one's choice. */
  dup(fd: Fd, onto?: Fd): Fd
  setCloseOnExec(fd: Fd, close: boolean): void
  /** Open descriptors in ascending order. */
  descriptors(): readonly Fd[]
  pipe(): readonly [read: Fd, write: Fd]
  /** Bytes that are there now; none at all means the end; `again` means wait first. */
  tryRead(fd: Fd, max: number): Uint8Array | 'again'
  /** How many bytes were taken; a pipe nobody reads gives EPIPE (and SIGPIPE). */
  tryWrite(fd: Fd, bytes: Uint8Array): number | 'again'
  seek(fd: Fd, offset: number, from: 'start' | 'current' | 'end'): number
  truncate(fd: Fd, size: number): void
  /** fallocate(2) from the beginning: room for that many bytes, zeros where nothing stands. */
  allocate(fd: Fd, size: number): void
  stat(path: string): Stat
  lstat(path: string): Stat
  fstat(fd: Fd): Stat
  /** Names in a directory, without . and .., in the order of their creation. */
  readdir(path: string): readonly string[]
  readlink(path: string): string
  realpath(path: string): string
  access(path: string, want: 'read' | 'write' | 'execute'): boolean
  mkdir(path: string, mode?: number): void
  rmdir(path: string): void
  unlink(path: string): void
  rename(from: string, to: string): void
  link(existing: string, path: string): void
  symlink(target: string, path: string): void
  mkfifo(path: string, mode?: number): void
  chmod(path: string, mode: number): void
  chown(path: string, uid: number, gid: number): void
  /** utimensat(2); a number is both times. */
  utimes(path: string, times: FileTimes | number): void
  statfs(path: string): FileSystemSize
  /** The terminal behind a descriptor; ENOTTY when there is none. */
  terminal(fd: Fd): Terminal
  isTerminal(fd: Fd): boolean
}

export interface ProcessCalls {
  /** A child with copies of the descriptors, environment and handlers, running `program`. */
  fork(program: Program): Pid
  /**
   * The next change of a child that was not reported yet; null when there is none; ECHILD.
   * `untraced`: stops and continuations too.
   */
  waitpid(which: Pid | 'any', options?: { readonly untraced?: boolean }): ChildChange | null
  /** To a process, a process group (negative) or all that may be signalled (-1). */
  kill(pid: Pid, signal: SignalName | 0): void
  on(signal: SignalName, action: SignalAction): void
  actionOf(signal: SignalName): SignalAction
  setpgid(pid: Pid, pgid: Pid): void
  setsid(): void
  /** Becomes somebody else: EPERM without SETUID and SETGID. Who leaves root loses all of root. */
  setCredentials(to: {
    readonly uid: number
    readonly gid: number
    readonly groups: readonly number[]
  }): void
  /** Another argv, for `ps` and /proc/PID/cmdline. */
  setTitle(argv: readonly string[]): void
}

import type {
  Fd,
  FileCalls as Calls,
  FileSystemSize,
  FileTimes,
  OpenFlags,
  Stat,
} from './process.ts'
import { SystemError } from './errno.ts'
import { mayTouch } from './job-signals.ts'
import type { OpenFile } from './open-file.ts'
import { openNamedPipe, openPipe } from './pipes.ts'
import { sendSignal } from './signalling.ts'
import type { Task } from './task.ts'
import type { Terminal } from './terminal.ts'
import { TerminalCalls } from './terminal-calls.ts'
import { unwindIfDoomed } from './unwinding.ts'

/** Processor time of one system call, and what moving bytes adds. */
const CALL_US = 1
const BYTES_PER_US = 1024
/** Who has used this much since it last rested must rest before it reads or writes again. */
const SLICE_US = 1000

/** The file system calls of one process. */
export abstract class FileSystemCalls implements Calls {
  protected readonly task: Task

  constructor(task: Task) {
    this.task = task
  }

  get cwd(): string {
    return this.task.files.cwd
  }

  get umask(): number {
    return this.task.files.umask
  }

  set umask(mask: number) {
    this.task.files.umask = mask & 0o777
  }

  chdir(path: string): void {
    this.task.files.chdir(path)
  }

  open(path: string, flags: OpenFlags, mode?: number): Fd {
    const { descriptors, files } = this.task
    const file = files.open(path, flags, mode)
    file.terminal?.openedBy(this.task)
    return descriptors.install(file)
  }

  close(fd: Fd): void {
    this.task.descriptors.close(fd)
  }

  dup(fd: Fd, onto?: Fd): Fd {
    return this.task.descriptors.dup(fd, onto)
  }

  setCloseOnExec(fd: Fd, close: boolean): void {
    this.task.descriptors.setCloseOnExec(fd, close)
  }

  descriptors(): readonly Fd[] {
    return this.task.descriptors.numbers()
  }

  pipe(): readonly [read: Fd, write: Fd] {
    const { descriptors, machine } = this.task
    const { reader, writer } = openPipe(machine)
    return [descriptors.install(reader), descriptors.install(writer)]
  }

  tryRead(fd: Fd, max: number): Uint8Array | 'again' {
    const { task } = this
    const file = task.descriptors.file(fd)
    if (task.debtUs > SLICE_US) return 'again'
    if (file.terminal !== undefined && !mayTouch(task, file.terminal, 'TTIN')) return 'again'
    const bytes = file.tryRead(max)
    task.debtUs += CALL_US + (bytes === 'again' ? 0 : bytes.length / BYTES_PER_US)
    return bytes
  }

  tryWrite(fd: Fd, bytes: Uint8Array): number | 'again' {
    const { task } = this
    const file = task.descriptors.file(fd)
    if (task.debtUs > SLICE_US) return 'again'
    const taken = this.#write(file, bytes)
    unwindIfDoomed(task)
    task.debtUs += CALL_US + (taken === 'again' ? 0 : taken / BYTES_PER_US)
    return taken
  }

  seek(fd: Fd, offset: number, from: 'start' | 'current' | 'end'): number {
    const file = this.task.descriptors.file(fd)
    if (file.seek === undefined) throw new SystemError('ESPIPE')
    return file.seek(offset, from)
  }

  truncate(fd: Fd, size: number): void {
    const file = this.task.descriptors.file(fd)
    if (file.truncate === undefined) throw new SystemError('EINVAL')
    file.truncate(size)
  }

  allocate(fd: Fd, size: number): void {
    const file = this.task.descriptors.file(fd)
    if (file.allocate === undefined) throw new SystemError('ESPIPE')
    file.allocate(size)
  }

  stat(path: string): Stat {
    return this.task.files.stat(path)
  }

  lstat(path: string): Stat {
    return this.task.files.lstat(path)
  }

  fstat(fd: Fd): Stat {
    return this.task.descriptors.file(fd).stat()
  }

  readdir(path: string): readonly string[] {
    return this.task.files.readdir(path)
  }

  readlink(path: string): string {
    return this.task.files.readlink(path)
  }

  realpath(path: string): string {
    return this.task.files.realpath(path)
  }

  access(path: string, want: 'read' | 'write' | 'execute'): boolean {
    return this.task.files.access(path, want)
  }

  mkdir(path: string, mode?: number): void {
    this.task.files.mkdir(path, mode)
  }

  rmdir(path: string): void {
    this.task.files.rmdir(path)
  }

  unlink(path: string): void {
    this.task.files.unlink(path)
  }

  rename(from: string, to: string): void {
    this.task.files.rename(from, to)
  }

  link(existing: string, path: string): void {
    this.task.files.link(existing, path)
  }

  symlink(target: string, path: string): void {
    this.task.files.symlink(target, path)
  }

  mkfifo(path: string, mode = 0o666): void {
    this.task.files.mkfifo(path, mode, openNamedPipe())
  }

  chmod(path: string, mode: number): void {
    this.task.files.chmod(path, mode)
  }

  chown(path: string, uid: number, gid: number): void {
    this.task.files.chown(path, uid, gid)
  }

  utimes(path: string, times: FileTimes | number): void {
    this.task.files.utimes(path, times)
  }

  statfs(path: string): FileSystemSize {
    return this.task.files.statfs(path)
  }

  terminal(fd: Fd): Terminal {
    const { terminal } = this.task.descriptors.file(fd)
    if (terminal === undefined) throw new SystemError('ENOTTY')
    return new TerminalCalls(terminal, this.task)
  }

  isTerminal(fd: Fd): boolean {
    return this.task.descriptors.file(fd).terminal !== undefined
  }

  #write(file: OpenFile, bytes: Uint8Array): number | 'again' {
    try {
      return file.tryWrite(bytes)
    } catch (error) {
      if (!(error instanceof SystemError) || error.errno !== 'EPIPE') throw error
      sendSignal(this.task, 'PIPE', 'outside')
      unwindIfDoomed(this.task)
      throw error
    }
  }
}

import { exec, type Fd, findProgram, type Pid, type Run, waitFor, write } from '#engine'
import type { Call } from '../call.ts'
import { LineInput } from '../input.ts'
import { attempt } from '../texts.ts'

interface Open {
  readonly fd: Fd
  readonly pid: Pid | null
  readonly input: LineInput | null
}

/** The files and commands that an awk program reads from and prints to, by name. */
export class Streams {
  readonly #call: Call
  readonly #open = new Map<string, Open>()

  constructor(call: Call) {
    this.#call = call
  }

  *print(kind: '>' | '>>' | '|', name: string, text: string): Run<void> {
    if (name === '/dev/stdout' || name === '-') return yield* this.#call.print(text)
    if (name === '/dev/stderr') return yield* write(this.#call.process, 2, text)
    let stream = this.#open.get(name)
    if (stream === undefined) {
      stream = kind === '|' ? yield* this.#pipeTo(name) : this.#file(name, kind)
      this.#open.set(name, stream)
    }
    yield* write(this.#call.process, stream.fd, text)
  }

  /** The next line of a file or of what a command prints; null when it cannot be opened. */
  *read(kind: '<' | '|', name: string): Run<string | undefined | null> {
    let stream = this.#open.get(name)
    if (stream === undefined) {
      if (kind === '|') stream = yield* this.#pipeFrom(name)
      else {
        const fd = name === '-' ? 0 : attempt(() => this.#call.process.open(name, { read: true }))
        if (fd === undefined) return null
        stream = { fd, pid: null, input: new LineInput(this.#call, fd) }
      }
      this.#open.set(name, stream)
    }
    return (yield* stream.input?.next() ?? nothing())?.text
  }

  #file(name: string, kind: '>' | '>>'): Open {
    const how =
      kind === '>'
        ? { write: true, create: true, truncate: true }
        : { write: true, create: true, append: true }
    return { fd: this.#call.process.open(name, how, 0o666), pid: null, input: null }
  }

  *#pipeTo(command: string): Run<Open> {
    yield* this.#call.flush()
    const { process } = this.#call
    const [reader, writer] = process.pipe()
    const pid = process.fork(function* (child) {
      child.dup(reader, 0)
      child.close(reader)
      child.close(writer)
      return yield* runShell(child, command)
    })
    process.close(reader)
    process.setCloseOnExec(writer, true)
    return { fd: writer, pid, input: null }
  }

  *#pipeFrom(command: string): Run<Open> {
    yield* this.#call.flush()
    const { process } = this.#call
    const [reader, writer] = process.pipe()
    const pid = process.fork(function* (child) {
      child.dup(writer, 1)
      child.close(reader)
      child.close(writer)
      return yield* runShell(child, command)
    })
    process.close(writer)
    process.setCloseOnExec(reader, true)
    return { fd: reader, pid, input: new LineInput(this.#call, reader) }
  }

  /** system(): gives the exit status. */
  *run(command: string): Run {
    yield* this.#call.flush()
    const { process } = this.#call
    const pid = process.fork((child) => runShell(child, command))
    return yield* this.#statusOf(pid)
  }

  *#statusOf(pid: Pid): Run {
    const change = yield* waitFor(this.#call.process, pid)
    return change.kind === 'exited' ? change.code : 256
  }

  *close(name: string): Run {
    const stream = this.#open.get(name)
    if (stream === undefined) return -1
    this.#open.delete(name)
    this.#call.process.close(stream.fd)
    return stream.pid === null ? 0 : yield* this.#statusOf(stream.pid)
  }

  *closeAll(): Run<void> {
    yield* this.#call.flush()
    for (const name of [...this.#open.keys()]) yield* this.close(name)
  }
}

function* runShell(process: Call['process'], command: string): Run {
  const path = findProgram(process, 'sh') ?? '/bin/sh'
  yield* exec(path, ['sh', '-c', command])
  return 127
}

function* nothing(): Run<undefined> {
  return undefined
}

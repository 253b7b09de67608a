import { Clock } from '../clock/clock.ts'
import { Random } from '../clock/random.ts'
import type { Fact } from '../history/history.ts'
import { History } from '../history/history.ts'
import type { ImageFile } from '../runtime/image.ts'
import { createKernel, type Kernel, type KernelOptions } from './kernel.ts'
import type { OpenFile } from './open-file.ts'
import type { Program } from './process.ts'
import type { TerminalMaster } from './pseudo-terminal.ts'
import { type ProcessExit, ROOT, type StartedProcess } from './start.ts'

/** 2026-01-01T00:00:00Z */
export const EPOCH_MS = 1767225600000

/** A kernel for tests: a clock at 0, seed 1, the given files, and nothing else. */
export interface Bench {
  readonly clock: Clock
  readonly history: History
  readonly kernel: Kernel
}

export function benchWith(
  files: Readonly<Record<string, ImageFile>> = {},
  options: Partial<KernelOptions> = {},
): Bench {
  const clock = new Clock()
  const history = new History(clock)
  const kernel = createKernel({
    name: 'node1',
    clock,
    history,
    random: new Random(1),
    epochMs: EPOCH_MS,
    files: new Map(Object.entries(files)),
    ...options,
  })
  return { clock, history, kernel }
}

export interface Launch {
  readonly argv?: readonly string[]
  readonly stdin?: string
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  readonly uid?: number
  readonly terminal?: TerminalMaster
}

/** A process that runs on the bench, and what it has written so far. */
export interface Launched {
  readonly process: StartedProcess
  readonly stdout: () => string
  readonly stderr: () => string
  readonly exit: () => ProcessExit | undefined
}

/** Starts a program (or the file argv[0]) on the machine itself; nothing runs before time does. */
export function launchOn(bench: Bench, what: Program | string, how: Launch = {}): Launched {
  const { kernel } = bench
  const argv = how.argv ?? [typeof what === 'string' ? what : 'program']
  const [stdin, stdout, stderr] = [input(kernel, how.stdin ?? ''), capture(kernel), capture(kernel)]
  const onTerminal = how.terminal
  let exit: ProcessExit | undefined
  const process = kernel.start({
    executable: typeof what === 'string' ? { path: what } : { program: what },
    argv,
    env: Object.entries(how.env ?? { PATH: '/bin' }),
    cwd: how.cwd ?? '/',
    credentials:
      how.uid === undefined || how.uid === 0
        ? ROOT
        : { uid: how.uid, gid: how.uid, groups: [], capabilities: new Set() },
    surroundings: kernel.host,
    stdio:
      onTerminal === undefined
        ? [stdin, stdout.file, stderr.file]
        : [onTerminal.open(), onTerminal.open(), onTerminal.open()],
    ...(onTerminal === undefined ? {} : { terminal: onTerminal }),
    onExit: (how) => {
      exit = how
    },
  })
  return { process, stdout: stdout.text, stderr: stderr.text, exit: () => exit }
}

export interface Outcome extends ProcessExit {
  readonly stdout: string
  readonly stderr: string
}

/** Runs to the end, for at most an hour of simulated time. */
export function runOn(bench: Bench, what: Program | string, how: Launch = {}): Outcome {
  const launched = launchOn(bench, what, how)
  bench.clock.advanceBy(3_600_000, { isEnough: () => launched.exit() !== undefined })
  const exit = launched.exit()
  if (exit === undefined) throw new Error('it still runs after an hour')
  return { ...exit, stdout: launched.stdout(), stderr: launched.stderr() }
}

/** Facts about processes as short lines: `process.ended 3 {"code":0}`. */
export function factsOf(bench: Bench, kind: Fact['kind']): readonly Fact[] {
  return bench.history.between(0, bench.clock.seq).filter((fact) => fact.kind === kind)
}

function input(kernel: Kernel, text: string): OpenFile {
  const { reader, writer } = kernel.createPipe()
  writer.tryWrite(new TextEncoder().encode(text))
  writer.close()
  return reader
}

/** An open file that keeps what is written to it. */
export function capture(kernel: Kernel): { readonly file: OpenFile; readonly text: () => string } {
  const { writer } = kernel.createPipe()
  const chunks: Uint8Array[] = []
  const file: OpenFile = {
    label: 'pipe:[1]',
    tryRead: () => 'again',
    tryWrite: (bytes) => {
      chunks.push(bytes.slice())
      return bytes.length
    },
    isReady: () => true,
    onChange: () => () => undefined,
    stat: () => writer.stat(),
    close: () => undefined,
    reopen: () => file,
  }
  return { file, text: () => decode(chunks) }
}

function decode(chunks: readonly Uint8Array[]): string {
  const decoder = new TextDecoder()
  return chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join('')
}

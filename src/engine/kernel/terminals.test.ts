import { expect, test } from 'vitest'
import { read, sleep, waitFor, work, write } from './calls.ts'
import { SystemError } from './errno.ts'
import type { ChildChange, Process, Program, Run } from './process.ts'
import type { TerminalMaster } from './pseudo-terminal.ts'
import { type Bench, benchWith, type Launched, launchOn } from './testing.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder()

interface Desk {
  readonly bench: Bench
  readonly terminal: TerminalMaster
  readonly screen: () => string
  readonly type: (keys: string) => void
  readonly launch: (program: Program) => Launched
}

function desk(): Desk {
  const bench = benchWith()
  const terminal = bench.kernel.createTerminal()
  let shown = ''
  terminal.onOutput((bytes) => {
    shown += decoder.decode(bytes, { stream: true })
  })
  return {
    bench,
    terminal,
    screen: () => shown,
    type: (keys) => {
      terminal.input(encoder.encode(keys))
      bench.clock.advanceBy(1)
    },
    launch: (program) => launchOn(bench, program, { terminal }),
  }
}

const busy: Program = function* () {
  for (;;) yield* work(100)
}

/** What a shell does for a job in the foreground or background. */
function job(process: Process, program: Program, where: 'foreground' | 'background'): number {
  const child = process.fork(function* (it) {
    it.setpgid(0, 0)
    if (where === 'foreground') {
      it.on('TTOU', 'ignore')
      it.terminal(0).foreground = it.pid
      it.on('TTOU', 'default')
    }
    return yield* program(it)
  })
  process.setpgid(child, child)
  if (where === 'foreground') process.terminal(0).foreground = child
  return child
}

/** A shell takes the terminal back before it goes on. */
function takeBack(process: Process): void {
  process.terminal(0).foreground = process.pgid
}

function* change(process: Process, child: number): Run<ChildChange> {
  for (;;) {
    const news = process.waitpid(child, { untraced: true })
    if (news !== null) return news
    yield { do: 'wait', for: [{ child, untraced: true }] }
  }
}

function shell(act: (process: Process) => Run<void>): Program {
  return function* (process) {
    for (const signal of ['INT', 'QUIT', 'TSTP', 'TTIN', 'TTOU'] as const)
      process.on(signal, 'ignore')
    yield* act(process)
    return 0
  }
}

test('[T2] Ctrl-C ends a busy loop in the foreground, not its shell', () => {
  const { launch, type, screen } = desk()
  const launched = launch(
    shell(function* (process) {
      const child = job(process, busyDefault, 'foreground')
      const end = yield* waitFor(process, child)
      takeBack(process)
      yield* write(process, 1, JSON.stringify(end))
    }),
  )
  type('')
  expect(launched.exit()).toBe(undefined)
  type('\x03')
  expect(screen()).toBe('^C{"pid":3,"kind":"signaled","signal":"INT"}')
  expect(launched.exit()).toEqual({ code: 0 })
})

/** A job begins with the default actions for what its shell ignores. */
const busyDefault: Program = function* (process) {
  for (const signal of ['INT', 'QUIT', 'TSTP', 'TTIN', 'TTOU'] as const)
    process.on(signal, 'default')
  return yield* busy(process)
}

test('[T2] Ctrl-Z stops a job, CONT lets it go on', () => {
  const { launch, type, screen } = desk()
  launch(
    shell(function* (process) {
      const child = job(process, busyDefault, 'foreground')
      const seen = [yield* change(process, child)]
      takeBack(process)
      process.kill(-child, 'CONT')
      seen.push(yield* change(process, child))
      process.kill(child, 'TERM')
      seen.push(yield* change(process, child))
      yield* write(process, 1, seen.map((it) => it.kind).join(' '))
    }),
  )
  type('')
  type('\x1a')
  expect(screen()).toBe('^Zstopped continued signaled')
})

test('who waits for a child is woken when it stops, and may go on waiting', () => {
  const { launch, type, bench } = desk()
  const seen: string[] = []
  launch(
    shell(function* (process) {
      const child = job(process, busyDefault, 'foreground')
      seen.push(yield { do: 'wait', for: [{ child }] })
      seen.push(JSON.stringify(process.waitpid(child)))
      seen.push((yield* waitFor(process, child)).kind)
    }),
  )
  type('')
  type('\x1a')
  bench.clock.advanceBy(10)
  expect(seen).toEqual(['ready', 'null'])
  bench.kernel.signal(3, 'KILL')
  bench.clock.advanceBy(10)
  expect(seen).toEqual(['ready', 'null', 'signaled'])
})

test('[T3] a background job that reads from the terminal is stopped', () => {
  const { launch, type, screen } = desk()
  const reader: Program = function* (process) {
    process.on('TTIN', 'default')
    const bytes = yield* read(process, 0)
    yield* write(process, 1, `got ${decoder.decode(bytes)}`)
    return 0
  }
  launch(
    shell(function* (process) {
      const child = job(process, reader, 'background')
      const news = yield* change(process, child)
      yield* write(process, 1, `${JSON.stringify(news)}\n`)
      process.terminal(0).foreground = child
      process.kill(-child, 'CONT')
      yield* waitFor(process, child)
      takeBack(process)
    }),
  )
  type('')
  expect(screen()).toBe('{"pid":3,"kind":"stopped","signal":"TTIN"}\r\n')
  type('line\r')
  expect(screen()).toBe('{"pid":3,"kind":"stopped","signal":"TTIN"}\r\nline\r\ngot line\r\n')
})

test('raw mode hands over each byte as it is typed and shows nothing by itself', () => {
  const { launch, type, screen } = desk()
  launch(function* (process) {
    const { modes } = process.terminal(0)
    process.terminal(0).modes = { ...modes, icanon: false, echo: false, isig: false, icrnl: false }
    for (let count = 0; count < 3; count++) {
      const bytes = yield* read(process, 0)
      yield* write(process, 1, `<${[...bytes].join()}>`)
    }
    return 0
  })
  type('')
  type('a')
  type('\x03\r')
  type('é')
  expect(screen()).toBe('<97><3,13><195,169>')
})

test('a new size reaches the foreground job as WINCH', () => {
  const { bench, launch, terminal, screen } = desk()
  launch(function* (process) {
    let changes = 0
    process.on('WINCH', () => changes++)
    yield* sleep(process, 1000)
    const { cols, rows } = process.terminal(1).size
    yield* write(process, 1, `${changes} ${cols}x${rows}`)
    return 0
  })
  bench.clock.advanceBy(10)
  terminal.resize({ cols: 80, rows: 24 })
  terminal.resize({ cols: 100, rows: 30 })
  bench.clock.advanceBy(10)
  expect(screen()).toBe('1 100x30')
})

test('[T4] a hang-up ends who leads the session; who ignores it reads the end and cannot write', () => {
  const plain = desk()
  const launched = plain.launch(busy)
  plain.bench.clock.advanceBy(1)
  plain.terminal.hangUp()
  expect(launched.exit()).toEqual({ code: 129, signal: 'HUP' })

  const stubborn = desk()
  const seen: string[] = []
  const stays = stubborn.launch(function* (process) {
    process.on('HUP', 'ignore')
    const bytes = yield* read(process, 0)
    seen.push(`read ${bytes.length}`)
    try {
      process.tryWrite(1, encoder.encode('x'))
    } catch (error) {
      if (error instanceof SystemError) seen.push(error.errno)
      else throw error
    }
    return 4
  })
  stubborn.bench.clock.advanceBy(1)
  stubborn.terminal.hangUp()
  stubborn.bench.clock.advanceBy(1)
  expect(seen).toEqual(['read 0', 'EIO'])
  expect(stays.exit()).toEqual({ code: 4 })
})

test('[P7] a stopped job whose shell ends gets HUP and CONT', () => {
  const { bench, launch, type } = desk()
  const seen: string[] = []
  launch(
    shell(function* (process) {
      const child = job(
        process,
        function* (it) {
          for (const signal of ['HUP', 'CONT'] as const) it.on(signal, (name) => seen.push(name))
          it.on('TSTP', 'default')
          for (;;) yield* sleep(it, 100)
        },
        'foreground',
      )
      yield* change(process, child)
      takeBack(process)
    }),
  )
  type('')
  type('\x1a')
  bench.clock.advanceBy(10)
  expect(seen.toSorted()).toEqual(['CONT', 'HUP'])
})

test('/dev/tty is the controlling terminal, /dev/pts/N each terminal', () => {
  const { bench, launch, screen } = desk()
  launch(function* (process) {
    const tty = process.open('/dev/tty', { write: true })
    yield* write(
      process,
      tty,
      `${process.terminal(tty).name} ${process.readlink('/proc/self/fd/1')}`,
    )
    yield* write(process, process.open('/dev/pts/0', { write: true }), ' and by name')
    return 0
  })
  bench.clock.advanceBy(1)
  expect(screen()).toBe('/dev/pts/0 /dev/pts/0 and by name')
  const without = launchOn(bench, function* (process) {
    process.open('/dev/tty', { read: true })
    yield* work(1)
    return 0
  })
  bench.clock.advanceBy(1)
  expect(without.stderr()).toBe('program: No such device or address\n')
})

test('the echo of what is typed at once is shown at once', () => {
  const terminal = benchWith().kernel.createTerminal()
  const shown: string[] = []
  terminal.onOutput((bytes) => shown.push(decoder.decode(bytes)))
  terminal.input(encoder.encode('kubectl get pods\r'))
  terminal.input(encoder.encode('one\rtw\x03three'))
  expect(shown).toEqual(['kubectl get pods\r\n', 'one\r\ntw^C', 'three'])
})

test('[T5] as long as the far end is paused a writer waits', () => {
  const { bench, launch, terminal, screen } = desk()
  terminal.pause()
  const launched = launch(function* (process) {
    for (let count = 0; count < 100; count++) yield* write(process, 1, 'x'.repeat(999) + '\n')
    return 0
  })
  bench.clock.advanceBy(100)
  expect([screen(), launched.exit()]).toEqual(['', undefined])
  terminal.resume()
  bench.clock.advanceBy(100)
  expect([screen().length, launched.exit()]).toEqual([100_100, { code: 0 }])
})

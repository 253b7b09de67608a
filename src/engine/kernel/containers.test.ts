import { expect, test } from 'vitest'
import type { FileChange } from '../files/directory.ts'
import type { ImageFile } from '../runtime/image.ts'
import { exec, read, readAll, sleep, waitFor, work, write } from './calls.ts'
import type { Cgroup } from './cgroup.ts'
import type { ContainerFiles } from './container-files.ts'
import { SystemError } from './errno.ts'
import { createNodeFiles } from './node-files.ts'
import type { PidNamespace } from './pid-namespace.ts'
import type { Process, Program, Run } from './process.ts'
import { ROOT, type StartedProcess } from './start.ts'
import { type Bench, benchWith, capture, factsOf, type Launched, launchOn } from './testing.ts'

const decoder = new TextDecoder()

interface Container {
  readonly files: ContainerFiles
  readonly pids: PidNamespace
  run(program: Program): {
    process: StartedProcess
    output: () => string
    code: () => number | null
  }
}

interface ContainerOptions {
  readonly id?: string
  readonly parent?: Cgroup
  readonly isReadOnlyRoot?: boolean
  readonly memoryBytes?: number
  readonly processes?: number
  readonly cpuMillis?: number
}

/** A container on the bench, without a runtime around it. */
function containerOn(
  bench: Bench,
  image: Readonly<Record<string, ImageFile>> = {},
  how: ContainerOptions = {},
): Container {
  const { kernel } = bench
  const { isReadOnlyRoot = false, id = 'c1', parent = kernel.cgroup, ...limits } = how
  const pids = kernel.createPidNamespace()
  const files = kernel.createContainerFiles({
    id,
    files: new Map(Object.entries(image)),
    isReadOnlyRoot,
    network: kernel.host.network,
    cgroup: kernel.createCgroup({ path: `/kubepods/${id}`, container: id, parent, limits }),
    uts: { hostname: 'web' },
    pidNamespace: pids,
  })
  const run: Container['run'] = (program) => {
    const [stdin, stdout] = [capture(kernel), capture(kernel)]
    let code: number | null = null
    const process = kernel.start({
      executable: { program },
      argv: ['main'],
      env: [['PATH', '/bin']],
      cwd: '/',
      credentials: ROOT,
      surroundings: files.surroundings,
      pidNamespace: pids,
      stdio: [stdin.file, stdout.file, stdout.file],
      onExit: (exit) => {
        code = exit.code
      },
    })
    return { process, output: stdout.text, code: () => code }
  }
  return { files, pids, run }
}

const forever: Program = function* (process) {
  for (;;) yield* sleep(process, 1000)
}

function* cat(process: Process, path: string): Run<string> {
  const fd = process.open(path, { read: true })
  const text = decoder.decode(yield* readAll(process, fd))
  process.close(fd)
  return text
}

function refusal(act: () => unknown): string {
  try {
    act()
    return 'done'
  } catch (error) {
    if (error instanceof SystemError) return error.errno
    throw error
  }
}

test('[P2] the first process is number 1 inside, another on the machine, and sees only its own', () => {
  const bench = benchWith()
  const container = containerOn(bench)
  const main = container.run(function* (process) {
    const pids = process.readdir('/proc').filter((name) => /^\d+$/.test(name))
    yield* write(process, 1, `${process.pid} ${process.ppid} ${process.hostname} ${pids.join()}`)
    return 0
  })
  expect(main.process.hostPid).toBe(2)
  bench.clock.advanceBy(1)
  expect(main.output()).toBe('1 0 web 1')
})

test('[P2] namespaces nest: who stands further out sees and can end who is further in', () => {
  const bench = benchWith()
  const outer = containerOn(bench)
  const pids = bench.kernel.createPidNamespace(outer.pids)
  outer.run(forever)
  const { file } = capture(bench.kernel)
  const inner = bench.kernel.start({
    executable: { program: forever },
    argv: ['inner'],
    env: [],
    cwd: '/',
    credentials: ROOT,
    surroundings: outer.files.surroundings,
    pidNamespace: pids,
    stdio: [file, file, file],
  })
  const killer = outer.run(function* (process) {
    process.kill(2, 'TERM')
    yield* write(process, 1, `${process.readdir('/proc').slice(0, 3).join()} ${inner.hasEnded} `)
    process.kill(2, 'KILL')
    yield* write(process, 1, `${inner.hasEnded}`)
    return 0
  })
  bench.clock.advanceBy(1)
  expect([inner.pid, inner.hostPid]).toEqual([1, 3])
  expect(killer.output()).toBe('1,2,3 false true')
})

test('[P3] number 1 does not heed signals from inside that it has no handler for', () => {
  const bench = benchWith()
  const container = containerOn(bench)
  const main = container.run(forever)
  const second = container.run(function* (process) {
    process.kill(1, 'KILL')
    process.kill(1, 'TERM')
    process.kill(1, 'STOP')
    yield* work(1)
    return 0
  })
  bench.clock.advanceBy(10)
  expect([main.code(), second.code()]).toEqual([null, 0])
  main.process.signal('TERM')
  expect(main.code()).toBe(null)
  main.process.signal('KILL')
  expect(main.code()).toBe(137)
})

test('[P4] when number 1 ends the kernel ends everybody else in the namespace', () => {
  const bench = benchWith()
  const container = containerOn(bench)
  container.run(function* (process) {
    process.fork(forever)
    process.fork(function* (child) {
      child.fork(forever)
      return yield* forever(child)
    })
    yield* sleep(process, 5)
    return 3
  })
  const joined = container.run(forever)
  bench.clock.advanceBy(10)
  expect(joined.code()).toBe(137)
  expect(container.pids.tasks.size).toBe(0)
  expect(factsOf(bench, 'process.ended').map((fact) => [fact.subject, fact.data])).toEqual([
    ['node1/2', { code: 3 }],
    ['node1/3', { code: 137, signal: 'KILL' }],
    ['node1/4', { code: 137, signal: 'KILL' }],
    ['node1/5', { code: 137, signal: 'KILL' }],
    ['node1/6', { code: 137, signal: 'KILL' }],
  ])
})

test('[P5] an orphan is adopted by number 1 of its namespace', () => {
  const bench = benchWith()
  const container = containerOn(bench)
  container.run(forever)
  const parent = container.run(function* (process) {
    process.fork(function* (child) {
      yield* write(child, 1, `${child.ppid} `)
      yield* sleep(child, 10)
      yield* write(child, 1, `${child.ppid}`)
      return 0
    })
    yield* sleep(process, 5)
    return 0
  })
  bench.clock.advanceBy(50)
  expect(parent.output()).toBe('2 1')
  // Number 1 never asks, so the orphan stays a zombie.
  expect([...container.pids.tasks.keys()]).toEqual([1, 3])
})

test('[P10] a memory limit kills the whole container, whoever passed it', () => {
  const bench = benchWith()
  const container = containerOn(bench, {}, { memoryBytes: 2 ** 20 })
  const main = container.run(forever)
  const eater = container.run(function* (process) {
    for (let held = 0; ; held += 65536) {
      process.useMemory(held)
      yield* sleep(process, 1)
    }
  })
  bench.clock.advanceBy(100)
  expect([main.code(), eater.code()]).toEqual([137, 137])
  expect(factsOf(bench, 'memory.exceeded').map((fact) => [fact.subject, fact.data])).toEqual([
    ['c1', { limitBytes: 2 ** 20, usedBytes: 2 ** 20 + 65536 }],
  ])
  expect(bench.kernel.cgroup.memoryBytes).toBe(0)
})

test('[P10] over the limit of a Pod the container whose process holds most is killed, no other', () => {
  const bench = benchWith()
  const limits = { memoryBytes: 4 * 2 ** 20 }
  const parent = bench.kernel.createCgroup({ path: '/kubepods/pod1', limits })
  const hold = (bytes: number): Program =>
    function* (process) {
      process.useMemory(bytes)
      return yield* forever(process)
    }
  const small = containerOn(bench, {}, { id: 'small', parent }).run(hold(2 ** 20))
  const large = containerOn(bench, {}, { id: 'large', parent })
  const [main, other] = [large.run(hold(2 ** 20)), large.run(hold(2 * 2 ** 20))]
  bench.clock.advanceBy(10)
  expect([small.code(), main.code(), other.code()]).toEqual([null, 137, 137])
  expect(factsOf(bench, 'memory.exceeded').map(({ subject }) => subject)).toEqual([
    '/kubepods/pod1',
  ])
  expect(large.files.surroundings.cgroup.memoryEvents).toEqual({ ooms: 0, killed: 2 })
})

test('[P10] when the machine has no memory left its largest process is killed', () => {
  const bench = benchWith({}, { memoryBytes: 8 * 2 ** 20 })
  const eat = (bytes: number): Launched =>
    launchOn(bench, function* (process) {
      process.useMemory(bytes)
      return yield* forever(process)
    })
  const [large, small] = [eat(5 * 2 ** 20), eat(4 * 2 ** 20)]
  bench.clock.advanceBy(10)
  expect([large.exit()?.code, small.exit()?.code]).toEqual([137, undefined])
})

test('[P9] a fork bomb ends at the limit on processes', () => {
  const bench = benchWith()
  const container = containerOn(bench, {}, { processes: 20 })
  const bomb: Program = function* (process) {
    try {
      for (;;) {
        process.fork(bomb)
        yield* work(10)
      }
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
      yield* write(process, 1, `${error.errno}\n`)
    }
    return yield* forever(process)
  }
  const main = container.run(bomb)
  bench.clock.advanceBy(100)
  expect(container.pids.tasks.size).toBe(20)
  expect(main.output()).toBe('EAGAIN\n'.repeat(20))
})

test('[P11] a limit of a quarter of a processor makes work four times as long', () => {
  const bench = benchWith()
  const container = containerOn(bench, {}, { cpuMillis: 250 })
  const main = container.run(function* () {
    yield* work(1_000_000)
    return 0
  })
  bench.clock.advanceBy(3_900)
  expect(main.code()).toBe(null)
  bench.clock.advanceBy(200)
  expect(main.code()).toBe(0)
})

const image: Readonly<Record<string, ImageFile>> = {
  '/etc/motd': { text: 'hello\n' },
  '/etc/passwd': { text: 'root:x:0:0::/root:/bin/sh\n' },
  '/srv/a/b': { text: 'b' },
  '/bin/tool': {
    size: 70000,
    program: function* (process) {
      yield* write(process, 1, `tool ${process.argv.slice(1).join(' ')}`)
      return 0
    },
  },
}

test('[F2] what a container changes against its image is listed, and recorded as it happens', () => {
  const bench = benchWith()
  const container = containerOn(bench, image)
  container.run(function* (process) {
    const fd = process.open('/etc/motd', { write: true, append: true })
    yield* write(process, fd, 'more\n')
    process.close(fd)
    const fresh = process.open('/srv/new', { write: true, create: true })
    yield* write(process, fresh, '123')
    yield* write(process, fresh, '456')
    process.close(fresh)
    process.unlink('/etc/passwd')
    process.close(process.open('/tmp-file', { write: true, create: true }))
    process.unlink('/tmp-file')
    return 0
  })
  bench.clock.advanceBy(10)
  const byPath = (changes: readonly FileChange[]): readonly FileChange[] =>
    [...changes].sort((a, b) => (a.path < b.path ? -1 : 1))
  expect(byPath(container.files.changes())).toEqual([
    { path: '/etc/motd', change: 'changed', bytes: 11 },
    { path: '/etc/passwd', change: 'deleted', bytes: 0 },
    { path: '/srv/new', change: 'added', bytes: 6 },
  ])
  expect(factsOf(bench, 'file.changed').map(({ data }) => data)).toEqual([
    { path: '/etc/motd', change: 'changed', bytes: 11 },
    { path: '/srv/new', change: 'added', bytes: 3 },
    { path: '/srv/new', change: 'added', bytes: 6 },
    { path: '/etc/passwd', change: 'deleted', bytes: 0 },
    { path: '/tmp-file', change: 'added', bytes: 0 },
    { path: '/tmp-file', change: 'deleted', bytes: 0 },
  ])
})

test('[F2] two containers of one image do not see what the other changes', () => {
  const bench = benchWith()
  const files = image
  const [one, two] = [containerOn(bench, files), containerOn(bench, files)]
  one.files.mounts.view().unlink('/etc/motd')
  expect(one.files.mounts.view().exists('/etc/motd')).toBe(false)
  expect(two.files.mounts.view().exists('/etc/motd')).toBe(true)
})

test('[F7] a copy of a binary runs', () => {
  const bench = benchWith()
  const container = containerOn(bench, image)
  const main = container.run(function* (process) {
    const from = process.open('/bin/tool', { read: true })
    const to = process.open('/bin/copy', { write: true, create: true }, 0o755)
    for (;;) {
      const bytes = yield* read(process, from)
      if (bytes.length === 0) break
      yield* write(process, to, bytes)
    }
    yield* exec('/bin/copy', ['copy', 'of', 'it'])
    return 1
  })
  bench.clock.advanceBy(10)
  expect(main.output()).toBe('tool of it')
})

test('[F3] a bind mount hides what the image has there; a read-only one cannot be written to', () => {
  const bench = benchWith({ '/var/volume/data': { text: 'from the volume' } })
  const container = containerOn(bench, image)
  container.files.bind({ hostPath: '/var/volume', path: '/srv/a', isReadOnly: false })
  container.files.bind({ hostPath: '/var/volume', path: '/mnt/ro', isReadOnly: true })
  container.files.bind({ hostPath: '/var/volume/data', path: '/etc/motd', isReadOnly: false })
  const view = container.files.mounts.view()
  expect(view.readdir('/srv/a')).toEqual(['data'])
  expect(refusal(() => view.mkdir('/mnt/ro/x'))).toBe('EROFS')
  expect(refusal(() => view.unlink('/etc/motd'))).toBe('EBUSY')
  expect(refusal(() => view.rename('/srv/a/data', '/srv/data'))).toBe('EXDEV')
  view.mkdir('/srv/a/seen-outside')
  expect(bench.kernel.mounts.view().readdir('/var/volume')).toEqual(['data', 'seen-outside'])
  const main = container.run(function* (process) {
    yield* write(process, 1, yield* cat(process, '/etc/motd'))
    process.chdir('/srv/a/../a/seen-outside/..')
    yield* write(process, 1, ` ${process.cwd}`)
    return 0
  })
  bench.clock.advanceBy(1)
  expect(main.output()).toBe('from the volume /srv/a')
  expect(container.files.changes()).toEqual([])
})

test('[F4] a file that is mounted stays there when its last name goes', () => {
  const bench = benchWith({ '/var/volume': { directory: true } })
  createNodeFiles(bench.kernel).writeFile('/var/volume/data', new TextEncoder().encode('first'))
  const container = containerOn(bench, image)
  container.files.bind({ hostPath: '/var/volume/data', path: '/etc/motd', isReadOnly: false })
  bench.kernel.mounts.view().unlink('/var/volume/data')
  const main = container.run(function* (process) {
    yield* write(process, 1, yield* cat(process, '/etc/motd'))
    return 0
  })
  bench.clock.advanceBy(1)
  expect(main.output()).toBe('first')
})

test('a read-only root refuses changes outside of volumes', () => {
  const bench = benchWith({ '/var/volume': { directory: true } })
  const container = containerOn(bench, image, { isReadOnlyRoot: true })
  container.files.bind({ hostPath: '/var/volume', path: '/cache', isReadOnly: false })
  const view = container.files.mounts.view()
  expect(refusal(() => view.mkdir('/x'))).toBe('EROFS')
  expect(refusal(() => view.open('/etc/motd', { write: true }))).toBe('EROFS')
  expect(refusal(() => view.mkdir('/srv'))).toBe('EEXIST')
  expect(refusal(() => view.mkdir('/cache/x'))).toBe('done')
})

test('waiting for a child of another does not work', () => {
  const bench = benchWith()
  const container = containerOn(bench)
  const main = container.run(function* (process) {
    const child = process.fork(function* () {
      yield* work(1)
      return 0
    })
    yield* waitFor(process, child)
    yield* write(
      process,
      1,
      refusal(() => process.waitpid(child)),
    )
    return 0
  })
  bench.clock.advanceBy(1)
  expect(main.output()).toBe('ECHILD')
})

test('[F6] what is written to a tmpfs is memory of who writes it, and may be too much', () => {
  const bench = benchWith()
  const files = createNodeFiles(bench.kernel)
  files.mountScratch('/var/cache', { medium: 'Memory' })
  const container = containerOn(bench, {}, { memoryBytes: 2 ** 20 })
  container.files.bind({ hostPath: '/var/cache', path: '/cache', isReadOnly: false })
  const main = container.run(function* (process) {
    const fd = process.open('/cache/fill', { write: true, create: true })
    for (;;) yield* write(process, fd, new Uint8Array(65536).fill(7))
  })
  bench.clock.advanceBy(100)
  expect(main.code()).toBe(137)
  expect(factsOf(bench, 'memory.exceeded').length).toBe(1)
  expect(files.usedBytes('/var/cache')).toBeGreaterThan(700_000)
  files.removeAll('/var/cache')
  expect(bench.kernel.cgroup.memoryBytes).toBe(0)
})

test('a container sees its own limits and usage in /sys/fs/cgroup', () => {
  const bench = benchWith()
  const limits = { memoryBytes: 2 ** 26, cpuMillis: 500, processes: 100 }
  const container = containerOn(bench, {}, limits)
  const main = container.run(function* (process) {
    for (const name of ['memory.max', 'memory.current', 'cpu.max', 'pids.current', 'cgroup.procs'])
      yield* write(process, 1, `${name} ${yield* cat(process, `/sys/fs/cgroup/${name}`)}`)
    yield* write(process, 1, yield* cat(process, '/proc/self/cgroup'))
    yield* write(
      process,
      1,
      refusal(() => process.mkdir('/sys/fs/cgroup/mine')),
    )
    return 0
  })
  bench.clock.advanceBy(10)
  expect(main.output()).toBe(
    'memory.max 67108864\nmemory.current 262144\ncpu.max 50000 100000\npids.current 1\n' +
      'cgroup.procs 1\n0::/\nEROFS',
  )
})

test('containers of one Pod share what has the same number in /proc/self/ns', () => {
  const bench = benchWith()
  const [one, two] = [containerOn(bench), containerOn(bench)]
  const namespaces = (container: Container): Readonly<Record<string, string>> => {
    const main = container.run(function* (process) {
      const names = process.readdir('/proc/self/ns')
      const links = names.map((name) => [name, process.readlink(`/proc/self/ns/${name}`)])
      yield* write(process, 1, JSON.stringify(Object.fromEntries(links)))
      return 0
    })
    bench.clock.advanceBy(1)
    return JSON.parse(main.output()) as Record<string, string>
  }
  const [first, second] = [namespaces(one), namespaces(two)]
  const shared = Object.keys(first).filter((name) => first[name] === second[name])
  expect(Object.keys(first)).toEqual(['cgroup', 'ipc', 'mnt', 'net', 'pid', 'user', 'uts'])
  expect(shared).toEqual(['net', 'user'])
})

test('/sys and /proc/sys of a container are read-only', () => {
  const bench = benchWith()
  const { files } = containerOn(bench)
  const lines = files.mounts.mounts.filter(({ isReadOnly }) => isReadOnly).map(({ path }) => path)
  expect(lines).toEqual(['/sys', '/sys/fs/cgroup', '/proc/sys'])
  const hostname = (): unknown =>
    files.mounts.view().open('/proc/sys/kernel/hostname', { write: true })
  expect(refusal(hostname)).toBe('EROFS')
})

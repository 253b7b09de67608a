import { expect, test } from 'vitest'
import { sleep, work, write } from '../calls.ts'
import { SystemError } from '../errno.ts'
import type { Process, Program } from '../process.ts'
import { benchWith, EPOCH_MS, launchOn, runOn } from '../testing.ts'

const decoder = new TextDecoder()

function text(process: Process, path: string): string {
  const fd = process.open(path, { read: true })
  let all = ''
  for (;;) {
    const bytes = process.tryRead(fd, 4096)
    if (bytes === 'again' || bytes.length === 0) break
    all += decoder.decode(bytes)
  }
  process.close(fd)
  return all
}

function shown(show: (process: Process) => string, uid = 0): string {
  const bench = benchWith({ '/etc/motd': { text: 'x' } })
  return runOn(
    bench,
    function* (process) {
      yield* write(process, 1, show(process))
      return 0
    },
    { argv: ['/bin/show', 'a b'], uid, env: { PATH: '/bin', HOME: '/' } },
  ).stdout
}

test('[F8] /proc/self is the process that looks', () => {
  expect(shown((it) => `${it.readlink('/proc/self')} ${text(it, '/proc/self/comm')}`)).toBe(
    '2 show\n',
  )
  expect(shown((it) => text(it, '/proc/self/cmdline'))).toBe('/bin/show\0a b\0')
  expect(shown((it) => text(it, '/proc/2/environ'))).toBe('PATH=/bin\0HOME=/\0')
  expect(shown((it) => it.readlink('/proc/self/cwd'))).toBe('/')
})

test('/proc/PID/stat has its 52 fields', () => {
  const line = shown((it) => text(it, '/proc/self/stat'))
  expect(line.trim().split(' ')).toHaveLength(52)
  expect(line).toBe(
    '2 (show) R 1 2 2 0 -1 4194304 0 0 0 0 0 0 0 0 20 0 1 0 0 2359296 64 18446744073709551615 ' +
      '0 0 0 0 0 0 0 0 0 0 0 0 17 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n',
  )
})

test('/proc/PID/status says who it is and what it may', () => {
  expect(shown((it) => text(it, '/proc/self/status'), 1000)).toBe(
    'Name:\tshow\nUmask:\t0022\nState:\tR (running)\nTgid:\t2\nNgid:\t0\nPid:\t2\nPPid:\t1\n' +
      'TracerPid:\t0\nUid:\t1000\t1000\t1000\t1000\nGid:\t1000\t1000\t1000\t1000\nFDSize:\t64\n' +
      'Groups:\t \nNStgid:\t2\nNSpid:\t2\nNSpgid:\t2\nNSsid:\t2\nVmPeak:\t    2304 kB\n' +
      'VmSize:\t    2304 kB\nVmHWM:\t     256 kB\nVmRSS:\t     256 kB\nThreads:\t1\n' +
      'SigPnd:\t0000000000000000\nSigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n' +
      'SigCgt:\t0000000000000000\nCapInh:\t0000000000000000\nCapPrm:\t0000000000000000\n' +
      'CapEff:\t0000000000000000\nCapBnd:\t0000000000000000\nCapAmb:\t0000000000000000\n' +
      'NoNewPrivs:\t0\n',
  )
})

test('open files are links that can be opened again, deleted ones too', () => {
  const out = shown((it) => {
    const fd = it.open('/tmp/x', { read: true, write: true, create: true })
    it.tryWrite(fd, new TextEncoder().encode('still here'))
    it.unlink('/tmp/x')
    return `${it.readdir('/dev/fd').join()} ${it.readlink(`/proc/self/fd/${fd}`)} ${text(it, `/dev/fd/${fd}`)}`
  })
  expect(out).toBe('0,1,2,3 /tmp/x (deleted) still here')
})

test('/dev/stdout leads to wherever standard output goes', () => {
  const out = shown((it) => {
    const fd = it.open('/dev/stdout', { write: true })
    it.tryWrite(fd, new TextEncoder().encode('one '))
    return 'two'
  })
  expect(out).toBe('one two')
})

test('the environment of others can be read by nobody but root and themselves', () => {
  const out = shown((it) => {
    try {
      return text(it, '/proc/1/environ')
    } catch (error) {
      if (error instanceof SystemError) return error.errno
      throw error
    }
  }, 1000)
  expect(out).toBe('EACCES')
})

test('memory, time and processors of the machine', () => {
  const bench = benchWith({}, { memoryBytes: 2 ** 30, processors: 2 })
  const sitting: Program = function* (process) {
    process.useMemory(100 * 2 ** 20)
    yield* work(500_000)
    for (;;) yield* sleep(process, 1000)
  }
  launchOn(bench, sitting)
  bench.clock.advanceBy(10_000)
  const { stdout } = runOn(bench, function* (process) {
    const lines = text(process, '/proc/meminfo').split('\n').slice(0, 3)
    const files = ['/proc/uptime', '/proc/loadavg', '/proc/stat'].map((path) => text(process, path))
    yield* write(process, 1, `${lines.join('\n')}\n${files.join('')}`)
    return 0
  })
  expect(stdout).toBe(
    'MemTotal:        1048576 kB\nMemFree:          945664 kB\nMemAvailable:     945664 kB\n' +
      '10.00 19.50\n0.00 0.00 0.00 1/3 3\n' +
      'cpu  50 0 0 1950 0 0 0 0 0 0\ncpu0 25 0 0 975 0 0 0 0 0 0\ncpu1 25 0 0 975 0 0 0 0 0 0\n' +
      `intr 0\nctxt 0\nbtime ${EPOCH_MS / 1000}\nprocesses 3\nprocs_running 1\nprocs_blocked 0\n`,
  )
})

test('a process that has ended has no command line and the state Z', () => {
  const out = runOn(benchWith(), function* (process) {
    const child = process.fork(function* () {
      yield* work(1)
      return 0
    })
    yield* sleep(process, 5)
    const state = text(process, `/proc/${child}/stat`).split(' ')[2] ?? ''
    yield* write(process, 1, `${state}${text(process, `/proc/${child}/cmdline`)}`)
    return 0
  })
  expect(out.stdout).toBe('Z')
})

test('nobody makes or removes files in /proc', () => {
  const attempt = (act: (process: Process) => void): string =>
    shown((it) => {
      try {
        act(it)
        return 'done'
      } catch (error) {
        if (error instanceof SystemError) return error.errno
        throw error
      }
    })
  expect(attempt((it) => it.open('/proc/x', { write: true, create: true }))).toBe('ENOENT')
  expect(attempt((it) => it.mkdir('/proc/x'))).toBe('ENOENT')
  expect(attempt((it) => it.unlink('/proc/uptime'))).toBe('EPERM')
  expect(attempt((it) => it.open('/proc/99', { read: true }))).toBe('ENOENT')
})

test('mounts are listed with their options', () => {
  expect(shown((it) => text(it, '/proc/mounts'))).toBe(
    '/dev/vda1 / ext4 rw,relatime 0 0\n' +
      'proc /proc proc rw,nosuid,nodev,noexec,relatime 0 0\n' +
      'tmpfs /dev tmpfs rw,nosuid,size=65536k,mode=755 0 0\n' +
      'devpts /dev/pts devpts rw,nosuid,noexec,relatime,gid=5,mode=620,ptmxmode=666 0 0\n' +
      'mqueue /dev/mqueue mqueue rw,nosuid,nodev,noexec,relatime 0 0\n' +
      'sysfs /sys sysfs rw,nosuid,nodev,noexec,relatime 0 0\n' +
      'cgroup /sys/fs/cgroup cgroup2 rw,nosuid,nodev,noexec,relatime 0 0\n' +
      'shm /dev/shm tmpfs rw,nosuid,nodev,noexec,relatime,size=65536k 0 0\n',
  )
})

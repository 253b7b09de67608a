import { describe, expect, test } from 'vitest'
import { Random } from '../clock/random.ts'
import { exit, read, readAll, sleep, write } from '../kernel/calls.ts'
import type { Process, Program, Run } from '../kernel/process.ts'
import type { SignalName } from '../kernel/signals.ts'
import { delaying } from './delaying.ts'
import type { ImageConfig, ImageFile } from './image.ts'
import { imageOf, listenTo, runtimeBench, type RuntimeBench } from './testing.ts'

const forever: Program = function* (process) {
  for (;;) yield* sleep(process, 1_000_000)
}

/** Ends in an orderly way when asked, after a while. */
const polite: Program = function* (process): Run {
  let asked: SignalName | undefined
  process.on('TERM', (signal) => {
    asked = signal
  })
  yield* write(process, 1, 'ready\n')
  while (asked === undefined) yield { do: 'wait', for: [] }
  yield* sleep(process, 500)
  yield* write(process, 2, `asked to end by ${asked}\n`)
  return 3
}

const env: Program = function* (process) {
  for (const [name, value] of process.env) yield* write(process, 1, `${name}=${value}\n`)
  const { uid, gid, groups } = process.credentials
  yield* write(process, 1, `in ${process.cwd} as ${uid}:${gid} ${groups.join(',')}\n`)
  return 0
}

const cat: Program = function* (process) {
  const [, ...paths] = process.argv
  for (const path of paths) {
    const fd = process.open(path, { read: true })
    yield* write(process, 1, yield* readAll(process, fd))
  }
  if (paths.length === 0) yield* write(process, 1, yield* readAll(process, 0))
  return 0
}

const fail: Program = function* (process) {
  yield* write(process, 2, `${process.argv.slice(2).join(' ')}\n`)
  return Number(process.argv[1])
}

const eat: Program = function* (process) {
  for (let bytes = 0; ; bytes += 2 ** 20) {
    process.useMemory(bytes)
    yield* sleep(process, 10)
  }
}

const FILES: Readonly<Record<string, ImageFile>> = {
  '/bin/forever': { program: forever, size: 1000 },
  '/bin/polite': { program: polite, size: 1000 },
  '/bin/env': { program: env, size: 1000 },
  '/bin/cat': { program: cat, size: 1000 },
  '/bin/fail': { program: fail, size: 1000 },
  '/bin/eat': { program: eat, size: 1000 },
  '/etc/passwd': { text: 'root:x:0:0:root:/root:/bin/sh\nweb:x:101:102:web:/srv:/bin/sh\n' },
  '/etc/group': { text: 'root:x:0:\nweb:x:102:\nextra:x:200:web\n' },
  '/etc/motd': { text: 'not a program\n', mode: 0o755 },
}

function bench(config: ImageConfig = {}): RuntimeBench {
  return runtimeBench([imageOf('tools:1', config, FILES)])
}

function crioBench(config: ImageConfig = {}): RuntimeBench {
  return runtimeBench([imageOf('tools:1', config, FILES)], (it) => it, 'cri-o')
}

function started(config: ImageConfig): { bench: RuntimeBench; id: string } {
  const made = bench(config)
  return { bench: made, id: made.run({ sandbox: made.sandbox(), image: 'tools:1' }) }
}

describe('the life of a Pod’s sandbox and container', () => {
  test('from the first request to the last, with every event and fact', () => {
    const it = bench({ cmd: ['/bin/polite'] })
    const { clock, history, events } = it
    const { sandbox, ips } = it.ask('runPodSandbox', sandboxConfig())
    expect(ips).toEqual(['10.244.1.2'])
    expect(it.ask('imageStatus', { image: 'tools:1' })).toEqual({ imageRef: null, user: '' })
    const imageRef = `docker.io/library/tools@sha256:${'0'.repeat(64)}`
    expect(it.ask('pullImage', { image: 'tools:1' })).toEqual({ imageRef, sizeBytes: 4_000_000 })
    expect(it.ask('imageStatus', { image: 'docker.io/library/tools:1' })).toEqual({
      imageRef,
      user: '',
    })
    const id = it.run({ sandbox, image: 'tools:1' })
    clock.advanceBy(100)
    it.ask('stopContainer', { container: id, graceSeconds: 30 })
    it.ask('removeContainer', { container: id })
    it.ask('stopPodSandbox', { sandbox })
    it.ask('removePodSandbox', { sandbox })
    expect(events.map(({ at, kind }) => [Math.floor(at), kind])).toEqual([
      [150, 'answer'],
      [152, 'answer'],
      [702, 'answer'],
      [704, 'answer'],
      [1154, 'answer'],
      [1184, 'answer'],
      [1244, 'answer'],
      [1846, 'exited'],
      [1846, 'answer'],
      [1848, 'answer'],
      [1850, 'answer'],
      [1852, 'answer'],
    ])
    expect(events.find((event) => event.kind === 'exited')).toEqual({
      at: events[7]?.at,
      kind: 'exited',
      container: id,
      code: 3,
      oom: false,
    })
    const names = new Map([
      [sandbox, 'SANDBOX'],
      [id, 'CONTAINER'],
    ])
    expect(
      history
        .between(0, clock.seq)
        .map(({ kind, subject }) => `${kind} ${names.get(subject) ?? subject}`),
    ).toEqual([
      'process.started node1/1',
      'process.started node1/2',
      'sandbox.started SANDBOX',
      'image.pulling docker.io/library/tools:1',
      'image.pulled docker.io/library/tools:1',
      'container.created CONTAINER',
      'process.started node1/3',
      'container.started CONTAINER',
      'container.logged CONTAINER',
      'process.signalled node1/3',
      'container.logged CONTAINER',
      'process.ended node1/3',
      'process.reaped node1/3',
      'container.exited CONTAINER',
      'container.removed CONTAINER',
      'sandbox.stopped SANDBOX',
      'process.signalled node1/2',
      'process.ended node1/2',
      'process.reaped node1/2',
      'sandbox.removed SANDBOX',
    ])
    // All that is left is the machine itself.
    expect(clock.waiting).toBe(0)
  })

  test('[CR7] who does not end when asked is killed when the grace period is over', () => {
    const { bench: it, id } = started({ cmd: ['/bin/forever'] })
    const before = it.clock.now
    it.ask('stopContainer', { container: id, graceSeconds: 30 })
    const [exited] = it.events.filter((event) => event.kind === 'exited')
    expect(exited).toMatchObject({ code: 137, oom: false })
    expect(Math.round(it.clock.now - before)).toBe(30_002)
  })

  test('[CR7] the image says which signal asks it to end', () => {
    const { bench: it, id } = started({ cmd: ['/bin/polite'], stopSignal: 'SIGQUIT' })
    it.ask('stopContainer', { container: id, graceSeconds: 30 })
    const signalled = it.history
      .between(0, it.clock.seq)
      .filter((fact) => fact.kind === 'process.signalled')
    expect(signalled.map((fact) => fact.data)).toMatchObject([
      { signal: 'QUIT', effect: 'ignored' },
      { signal: 'KILL', effect: 'ended' },
    ])
  })

  test('stopping a sandbox kills what is in it and gives its address back', () => {
    const { bench: it, id } = started({ cmd: ['/bin/forever'] })
    const created = it.history.between(0, it.clock.seq).find((f) => f.kind === 'container.created')
    const sandbox = created?.kind === 'container.created' ? created.data.sandbox : ''
    it.ask('stopPodSandbox', { sandbox })
    expect(it.events.at(-2)).toMatchObject({ kind: 'exited', container: id, code: 137 })
    expect(() => it.run({ sandbox, image: 'tools:1' })).toThrow(
      `sandbox container "${sandbox}" is not running`,
    )
  })

  test('a memory limit that is passed ends the whole container', () => {
    const it = bench({ cmd: ['/bin/eat'] })
    const id = it.run({ sandbox: it.sandbox(), image: 'tools:1', memoryLimitBytes: 16 * 2 ** 20 })
    it.clock.advanceBy(10_000)
    expect(it.events.at(-1)).toMatchObject({ kind: 'exited', container: id, code: 137, oom: true })
  })

  test('answers that overtake each other are the same answers', () => {
    const delays = new Random(7)
    const it = runtimeBench([imageOf('tools:1', { cmd: ['/bin/polite'] }, FILES)], (made, clock) =>
      delaying(made, { clock, random: delays }),
    )
    const id = it.run({ sandbox: it.sandbox(), image: 'tools:1' })
    it.ask('stopContainer', { container: id, graceSeconds: 30 })
    it.clock.advanceBy(5000)
    expect(it.events.map((event) => event.kind).toSorted()).toEqual([
      'answer',
      'answer',
      'answer',
      'answer',
      'answer',
      'exited',
    ])
  })
})

describe('a process begins', () => {
  test('[CR3] with the image’s configuration and what the Pod lays over it', () => {
    const it = bench({
      entrypoint: ['/bin/env'],
      env: ['PATH=/bin', 'LEVEL=info', 'KEPT=yes'],
      workingDir: '/srv/app',
      user: 'web',
    })
    const id = it.run({
      sandbox: it.sandbox(),
      image: 'tools:1',
      env: [
        ['LEVEL', 'debug'],
        ['ADDED', 'x=y'],
      ],
      supplementalGroups: [2000],
    })
    it.clock.advanceBy(10)
    expect(it.logOf(id)).toEqual([
      'stdout PATH=/bin',
      'stdout HOSTNAME=web',
      'stdout LEVEL=debug',
      'stdout KEPT=yes',
      'stdout ADDED=x=y',
      'stdout HOME=/srv',
      'stdout in /srv/app as 101:102 102,200,2000',
      '(end)',
    ])
  })

  test.each([
    { image: { entrypoint: ['/bin/cat'], cmd: ['/a'] }, pod: {}, argv: ['/bin/cat', '/a'] },
    {
      image: { entrypoint: ['/bin/cat'], cmd: ['/a'] },
      pod: { args: ['/b'] },
      argv: ['/bin/cat', '/b'],
    },
    {
      image: { entrypoint: ['/bin/cat'], cmd: ['/a'] },
      pod: { command: ['/bin/forever'] },
      argv: ['/bin/forever'],
    },
    {
      image: { entrypoint: ['/bin/cat'], cmd: ['/a'] },
      pod: { command: ['/bin/fail'], args: ['0', 'x'] },
      argv: ['/bin/fail', '0', 'x'],
    },
  ])('[CR3] image $image with $pod runs $argv', ({ image, pod, argv }) => {
    const it = bench(image)
    it.run({ sandbox: it.sandbox(), image: 'tools:1', ...pod })
    const begun = it.history.between(0, it.clock.seq).findLast((f) => f.kind === 'process.started')
    expect(begun?.data).toMatchObject({ argv, pid: 1 })
  })

  test('[CR8] in namespaces of its own, unless the Pod shares one', () => {
    const it = bench({ cmd: ['/bin/forever'] })
    const own = it.sandbox()
    const shared = it.sandbox({ podUid: 'uid-2', shareProcessNamespace: true })
    for (const sandbox of [own, own, shared, shared]) it.run({ sandbox, image: 'tools:1' })
    const pids = it.history
      .between(0, it.clock.seq)
      .flatMap((fact) => (fact.kind === 'process.started' ? [fact.data.pid] : []))
    expect(pids).toEqual([1, 1, 1, 1, 1, 2, 3])
  })

  test('[CR11] with the Pod’s mounts, and files that the runtime writes', () => {
    const it = bench({ cmd: ['/bin/forever'] })
    it.kernel.mounts.view().makeDirectories('/pods/data')
    const id = it.run({
      sandbox: it.sandbox(),
      image: 'tools:1',
      mounts: [{ hostPath: '/pods/data', containerPath: '/data', readOnly: true, volume: 'data' }],
    })
    expect(it.exec(id, ['/bin/cat', '/etc/hostname', '/etc/resolv.conf']).stdout).toBe(
      'web\nsearch svc.cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n',
    )
    const created = it.history.between(0, it.clock.seq).find((f) => f.kind === 'container.created')
    expect(created?.data).toMatchObject({
      mounts: [{ path: '/data', readOnly: true, volume: 'data' }],
    })
    const mounts = it.exec(id, ['/bin/cat', '/proc/mounts']).stdout.split('\n')
    const points = mounts.map((line) => line.split(' ')[1])
    expect(points.slice(-4)).toEqual(['/data', '/etc/hostname', '/etc/resolv.conf', undefined])
  })
})

describe('a container that cannot be started', () => {
  const OCI =
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: ' +
    'runc create failed: unable to start container process: error during container init: '

  test.each([
    {
      command: ['bin/bash'],
      says: 'exec: "bin/bash": stat bin/bash: no such file or directory',
    },
    { command: ['nope'], says: 'exec: "nope": executable file not found in $PATH' },
    { command: ['/etc/passwd'], says: 'exec: "/etc/passwd": permission denied' },
    { command: ['/etc'], says: 'exec: "/etc": is a directory' },
    {
      command: ['/etc/passwd/x'],
      says: 'exec: "/etc/passwd/x": stat /etc/passwd/x: not a directory',
    },
  ])('[CR6] $command: $says', ({ command, says }) => {
    const it = bench()
    const sandbox = it.sandbox()
    expect(() => it.run({ sandbox, image: 'tools:1', command })).toThrow(OCI + says)
  })

  test('a relative command is looked for in the working directory', () => {
    const it = bench({ cmd: ['bin/forever'] })
    const sandbox = it.sandbox()
    expect(() => it.run({ sandbox, image: 'tools:1', workingDir: '/tmp' })).toThrow(
      `${OCI}exec: "bin/forever": stat bin/forever: no such file or directory`,
    )
    expect(it.run({ sandbox, image: 'tools:1' })).toHaveLength(64)
  })

  test('[CR6] a file that is no program ends with 255, and says why in its log', () => {
    const { bench: it, id } = started({ cmd: ['/etc/motd'] })
    it.clock.advanceBy(10)
    expect(it.logOf(id)).toEqual(['stderr exec /etc/motd: exec format error', '(end)'])
    expect(it.events.at(-1)).toMatchObject({ kind: 'exited', code: 255 })
  })

  test('no command at all, and a user that the image does not have', () => {
    const it = bench()
    const sandbox = it.sandbox()
    expect(() => it.run({ sandbox, image: 'tools:1' })).toThrow(
      /^failed to generate container "[0-9a-f]{64}" spec: failed to generate spec: no command specified$/,
    )
    const other = bench({ cmd: ['/bin/env'], user: 'nobody' })
    expect(() => other.run({ sandbox: other.sandbox(), image: 'tools:1' })).toThrow(
      /^failed to create containerd container: mount callback failed on \S+: no users found$/,
    )
  })

  test.each([
    {
      command: ['nope'],
      says: 'executable file `nope` not found in $PATH: No such file or directory',
    },
    {
      command: ['bin/bash'],
      says: 'executable file `bin/bash` not found: No such file or directory',
    },
    { command: ['/etc/passwd'], says: 'open executable: Permission denied' },
    { command: ['/etc'], says: 'open executable: Operation not permitted' },
    { command: ['/etc/passwd/x'], says: 'open executable: Not a directory' },
  ])('[CR13] cri-o does not even create $command: $says', ({ command, says }) => {
    const it = crioBench()
    const sandbox = it.sandbox()
    expect(() => it.run({ sandbox, image: 'tools:1', command })).toThrow(
      `container create failed: ${says}\n`,
    )
    const kinds = it.history.between(0, it.clock.seq).map(({ kind }) => kind)
    expect(kinds).not.toContain('container.created')
  })

  test('[CR13] cri-o has crun say what an exec lacks, to whoever speaks with it', () => {
    const it = crioBench({ cmd: ['/bin/forever'] })
    const id = it.run({ sandbox: it.sandbox(), image: 'tools:1' })
    const lacks = 'executable file `bash` not found in $PATH: No such file or directory\n'
    expect(it.exec(id, ['bash'])).toMatchObject({
      stdout: '',
      stderr: lacks,
      status: { reason: 'NonZeroExitCode', details: { causes: [{ message: '1' }] } },
    })
    expect(it.exec(id, ['bash'], { timeoutSeconds: 1 })).toMatchObject({
      stderr: '',
      status: {
        message: `Internal error occurred: error executing command in container: command error: ${lacks}, stdout: , stderr: , exit code -1`,
      },
    })
  })

  test('a mount that does not fit', () => {
    const it = bench({ cmd: ['/bin/env'] })
    it.kernel.mounts.view().makeDirectories('/pods/data')
    const mounts = [{ hostPath: '/pods/data', containerPath: '/etc/motd', readOnly: false }]
    expect(() => it.run({ sandbox: it.sandbox(), image: 'tools:1', mounts })).toThrow(
      'error mounting "/pods/data" to rootfs at "/etc/motd": mount src=/pods/data, ' +
        'dst=/etc/motd, dstFd=/proc/thread-self/fd/8, flags=MS_BIND|MS_REC: not a directory: ' +
        'Are you trying to mount a directory onto a file (or vice-versa)?',
    )
  })
})

describe('an image', () => {
  test.each([
    [
      'nosuch',
      'failed to pull and unpack image "docker.io/library/nosuch:latest": failed to resolve ' +
        'reference "docker.io/library/nosuch:latest": pull access denied, repository does not ' +
        'exist or may require authorization: server message: insufficient_scope: ' +
        'authorization failed',
    ],
    [
      'tools:2',
      'failed to pull and unpack image "docker.io/library/tools:2": failed to resolve reference ' +
        '"docker.io/library/tools:2": docker.io/library/tools:2: not found',
    ],
    [
      'Tools',
      'failed to parse image reference "Tools": invalid reference format: repository name ' +
        '(library/Tools) must be lowercase',
    ],
  ])('%s cannot be pulled', (image, message) => {
    const it = bench()
    expect(() => it.ask('pullImage', { image })).toThrow(message)
  })

  test('[CR2] takes time by its size, and none when the node has it', () => {
    const it = bench()
    it.ask('pullImage', { image: 'tools:1' })
    expect(it.clock.now).toBe(550)
    it.ask('pullImage', { image: 'tools:1' })
    expect(it.clock.now).toBe(1000)
  })
})

describe('exec', () => {
  const success = { metadata: {}, status: 'Success' }
  const NOT_FOUND =
    'error executing command in container: failed to exec in container: failed to start exec ' +
    '"EXEC": OCI runtime exec failed: exec failed: unable to start container process: ' +
    'exec: "bash": executable file not found in $PATH'

  test('gives output by stream, input with its end, and success', () => {
    const { bench: it, id } = started({ cmd: ['/bin/forever'] })
    expect(it.exec(id, ['cat'], { input: 'typed\n' })).toEqual({
      stdout: 'typed\n',
      stderr: '',
      status: success,
    })
  })

  test('closes with the exit code as Kubernetes’ streaming server does', () => {
    const { bench: it, id } = started({ cmd: ['/bin/forever'] })
    expect(it.exec(id, ['fail', '3', 'oh', 'dear'])).toEqual({
      stdout: '',
      stderr: 'oh dear\n',
      status: {
        metadata: {},
        status: 'Failure',
        message:
          'command terminated with non-zero exit code: ' +
          'error executing command [fail 3 oh dear], exit code 3',
        reason: 'NonZeroExitCode',
        details: { causes: [{ reason: 'ExitCode', message: '3' }] },
      },
    })
  })

  test('of a program that is not there fails in runc’s words', () => {
    const { bench: it, id } = started({ cmd: ['/bin/forever'] })
    const { status } = it.exec(id, ['bash'])
    expect(JSON.stringify(status).replace(/[0-9a-f]{64}/g, 'EXEC')).toBe(
      JSON.stringify({
        metadata: {},
        status: 'Failure',
        message: `Internal error occurred: ${NOT_FOUND}`,
        reason: 'InternalError',
        details: { causes: [{ message: NOT_FOUND }] },
        code: 500,
      }),
    )
  })

  test('on a terminal speaks both ways, knows its size and gets signals', () => {
    const it = runtimeBench([
      imageOf('tools:1', { cmd: ['/bin/forever'] }, { ...FILES, '/bin/ask': ASK }),
    ])
    const id = it.run({ sandbox: it.sandbox(), image: 'tools:1' })
    const options = { stdin: true, stdout: true, stderr: false, tty: true }
    const stream = it.runtime.exec(id, ['ask'], options)
    const heard = listenTo(stream)
    const encode = (text: string) => new TextEncoder().encode(text)
    stream.send({ kind: 'channel', channel: 4, bytes: encode('{"Width":100,"Height":30}') })
    stream.send({ kind: 'channel', channel: 0, bytes: encode('me\r') })
    it.clock.advanceBy(100)
    expect(heard()).toEqual({
      stdout: 'me\r\nname on /dev/pts/0 100x30 xterm? hello me\r\n',
      stderr: '',
      status: undefined,
    })
    stream.send({ kind: 'channel', channel: 0, bytes: Uint8Array.of(3) })
    it.clock.advanceBy(100)
    expect(heard()).toMatchObject({ status: { reason: 'NonZeroExitCode' } })
    expect(heard().stdout).toContain('^C')
  })

  test('that takes too long is killed', () => {
    const { bench: it, id } = started({ cmd: ['/bin/forever'] })
    const before = it.clock.now
    const { status } = it.exec(id, ['forever'], { timeoutSeconds: 5 })
    expect([it.clock.now - before, status]).toEqual([
      5040,
      expect.objectContaining({
        message:
          'Internal error occurred: error executing command in container: ' +
          'failed to exec in container: timeout 5s exceeded: context deadline exceeded',
      }),
    ])
  })

  test('[CR10] is over only when nobody holds its output any more', () => {
    const background: Program = function* (process) {
      process.fork(function* (child): Run {
        yield* sleep(child, 2000)
        yield* write(child, 1, 'late\n')
        return 0
      })
      return exit(0)
    }
    const it = runtimeBench([
      imageOf(
        'tools:1',
        { cmd: ['/bin/forever'] },
        { ...FILES, '/bin/background': { program: background, size: 1 } },
      ),
    ])
    const id = it.run({ sandbox: it.sandbox(), image: 'tools:1' })
    const before = it.clock.now
    expect(it.exec(id, ['background'])).toEqual({ stdout: 'late\n', stderr: '', status: success })
    expect(Math.floor(it.clock.now - before)).toBe(2040)
  })

  test('in a container that has ended is refused', () => {
    const { bench: it, id } = started({ cmd: ['/bin/env'] })
    it.clock.advanceBy(10)
    expect(it.exec(id, ['env']).status).toMatchObject({
      message:
        'Internal error occurred: error executing command in container: ' +
        'failed to exec in container: container is in CONTAINER_EXITED state',
    })
  })
})

describe('attach', () => {
  test('joins the first process: its input, what it writes from now on, its end', () => {
    const it = bench({ cmd: ['/bin/cat'] })
    const id = it.run({ sandbox: it.sandbox(), image: 'tools:1', stdin: true, stdinOnce: true })
    const options = { stdin: true, stdout: true, stderr: true, tty: false }
    const stream = it.runtime.attach(id, options)
    const heard = listenTo(stream)
    stream.send({ kind: 'channel', channel: 0, bytes: new TextEncoder().encode('hello\n') })
    stream.send({ kind: 'channel', channel: 255, bytes: Uint8Array.of(0) })
    it.clock.advanceBy(100)
    expect(heard()).toEqual({
      stdout: 'hello\n',
      stderr: '',
      status: { metadata: {}, status: 'Success' },
    })
    expect(it.logOf(id)).toEqual(['stdout hello', '(end)'])
  })
})

describe('the log', () => {
  test('[CR9] keeps lines, and in parts what is too long or was never finished', () => {
    const long: Program = function* (process) {
      yield* write(process, 1, `${'a'.repeat(16_384)}\n${'b'.repeat(16_385)}\n`)
      yield* write(process, 2, 'no')
      yield* write(process, 2, 't the end')
      return 0
    }
    const it = runtimeBench([
      imageOf('tools:1', { cmd: ['/long'] }, { '/long': { program: long, size: 1 } }),
    ])
    const id = it.run({ sandbox: it.sandbox(), image: 'tools:1' })
    it.clock.advanceBy(100)
    expect(it.logOf(id).map((line) => line.replaceAll(/([ab])\1*/g, '$1…'))).toEqual([
      'stdout a…',
      'stdout b…*',
      'stdout b…',
      'stderr not the end*',
      '(end)',
    ])
  })

  test('is followed until the container ends', () => {
    const { bench: it, id } = started({ cmd: ['/bin/polite'] })
    const lines: string[] = []
    it.runtime.logs(id, true).listen({
      message: ({ bytes, at }) =>
        lines.push(`${new Date(at).toISOString()} ${new TextDecoder().decode(bytes)}`),
      end: () => lines.push('(end)'),
    })
    it.clock.advanceBy(1000)
    it.ask('stopContainer', { container: id, graceSeconds: 30 })
    it.clock.advanceBy(1)
    expect(lines.map((line) => line.replace(/\.[0-9]+Z/, 'Z'))).toEqual([
      '2026-01-01T00:00:00Z ready',
      '2026-01-01T00:00:02Z asked to end by TERM',
      '(end)',
    ])
  })
})

test('a connection can be dialled from inside a sandbox, but not when it is gone', () => {
  const it = bench()
  const sandbox = it.sandbox()
  const ends: (string | undefined)[] = []
  const dial = (): void => {
    it.runtime.dial({ sandbox }, 'localhost', 80).listen({
      message: () => undefined,
      end: (error) => ends.push(error?.message),
    })
    it.clock.advanceBy(10)
  }
  dial()
  it.ask('stopPodSandbox', { sandbox })
  dial()
  expect(ends).toEqual([
    'dial tcp [::1]:80: connect: connection refused',
    `network namespace for sandbox "${sandbox}" is closed`,
  ])
})

/** Asks on its terminal, then waits to be interrupted. */
const ASK: ImageFile = {
  size: 1,
  program: function* (process: Process): Run {
    const { name, size } = process.terminal(0)
    const term = process.env.get('TERM') ?? ''
    yield* write(process, 1, `name on ${name} ${size.cols}x${size.rows} ${term}? `)
    const line = new TextDecoder().decode(yield* read(process, 0))
    yield* write(process, 1, `hello ${line}`)
    return yield* forever(process)
  },
}

function sandboxConfig() {
  return {
    podUid: 'uid-1',
    podName: 'web',
    podNamespace: 'default',
    attempt: 0,
    hostname: 'web',
    hostNetwork: false,
    hostPID: false,
    shareProcessNamespace: false,
    dns: { servers: [], searches: [], options: [] },
    portMappings: [],
    sysctls: [],
  }
}

import { type Bench, benchWith, type ImageFile, type Program, runOn } from '#engine'
import { ASH, BASH, createShell } from '#shell'
import { expect, test } from 'vitest'
import { lab } from './http/test-support.ts'
import { DIFFERENCES } from './tools/fixtures/differences.ts'
import { answerTo, type Names } from './tools/fixtures/name-answers.ts'
import recordedFiles from './tools/fixtures/files.json' with { type: 'json' }
import recordedProcesses from './tools/fixtures/processes.json' with { type: 'json' }
import recordedTools from './tools/fixtures/tools.json' with { type: 'json' }
import { busyboxFiles, networkToolFiles, toolFiles } from './tools/files.ts'
import { busybox, GNU_9 } from './tools/flavour.ts'

interface Recorded {
  readonly flavour: 'gnu' | 'busybox'
  readonly line: string
  readonly stdin?: string
  readonly isApart?: boolean
  readonly etc?: Readonly<Record<string, string>>
  readonly names?: Names
  readonly files?: Readonly<Record<string, string>>
  readonly stdout: string
  readonly stderr: string
  readonly code: number | null
}

const PASSWD =
  'root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n'
const OWNER = { uid: 65534, gid: 65534 }

const SYSTEMS: Readonly<Record<Recorded['flavour'], readonly (readonly [string, ImageFile])[]>> = {
  gnu: [
    ...toolFiles('/usr/bin', GNU_9),
    ['/usr/bin/bash', { program: createShell(BASH), size: 1_265_648, mode: 0o755 }],
    ['/usr/bin/sh', { symlink: 'bash' }],
    ...networkToolFiles('/usr/bin', GNU_9, ['ip', 'nc', 'netstat', 'ss', 'top']),
    ['/bin', { symlink: 'usr/bin' }],
  ],
  busybox: [...busyboxFiles(busybox('1.35.0'), createShell(ASH))],
}

/** The machine on which the fixtures were recorded, as far as they can tell. */
function machine({ flavour, files = {}, etc = {} }: Recorded): Readonly<Record<string, ImageFile>> {
  const own = Object.entries(files).map(([name, text]): [string, ImageFile] => [
    `/work/${name}`,
    { text, mode: text.startsWith('#!') ? 0o755 : 0o644, ...OWNER },
  ])
  return Object.fromEntries<ImageFile>([
    ...SYSTEMS[flavour],
    ['/etc/passwd', { text: PASSWD }],
    ['/etc/group', { text: 'root:x:0:\nnogroup:x:65534:\n' }],
    ...Object.entries(etc).map(([name, text]): [string, ImageFile] => [`/etc/${name}`, { text }]),
    ['/work', { directory: true, ...OWNER }],
    ...own.filter(([path]) => !path.startsWith('/work/dir/')),
    ['/work/dir', { directory: true, ...OWNER }],
    ...own.filter(([path]) => path.startsWith('/work/dir/')),
  ])
}

/** A machine with a network; without anybody who knows a name, unless the line has names. */
function apart(it: Recorded): Bench {
  const place = lab(machine(it), 'web')
  if (it.names !== undefined) {
    place.start(nameServer(it.names))
    place.clock.advanceBy(1000)
  }
  return { clock: place.clock, history: place.history, kernel: place.kernel }
}

function nameServer(names: Names): Program {
  return function* (process) {
    const { sockets } = process
    const fd = sockets.socket('inet', 'datagram')
    sockets.bind(fd, { family: 'inet', address: '127.0.0.1', port: 53 })
    for (;;) {
      yield { do: 'wait', for: [{ fd, for: 'read' }] }
      const received = sockets.tryReceiveFrom(fd)
      if (received === 'again') continue
      sockets.sendTo(fd, answerTo(received.bytes, names), received.from)
    }
  }
}

type Said = Pick<Recorded, 'stdout' | 'stderr' | 'code'>

/** busybox explains itself at length; of that only the beginning is kept: the applet's name. */
const EXPLANATION =
  /BusyBox v[^\n]*\n\n(Usage: \S+)[^\n]*\n(?:(?!BusyBox v|\w+: \S+:|\w+: (?:can't|invalid))[^\n]*\n)*/g

/** What the kernel picks, processes and the ports of those who connect, and how old a file is. */
function unnumbered({ stdout, stderr, code }: Said): Said {
  const plain = (text: string): string =>
    text
      .replaceAll(EXPLANATION, '$1\n')
      .replaceAll(/\t20\d\d-\d\d-\d\d [\d:.]+ \+0000$/gm, '\tTIME')
      .replaceAll(/pid=\d+/g, 'pid=N')
      .replaceAll(/:[3-6]\d{4}\b/g, ':PORT5')
      .replaceAll(/^((?:tcp +)?LISTEN 0 +)\d+ +/gm, '$1BACKLOG ')
  return { stdout: plain(stdout), stderr: plain(stderr), code }
}

function replay(it: Recorded): unknown {
  const isGnu = it.flavour === 'gnu'
  const { stdout, stderr, code } = runOn(
    it.isApart === true ? apart(it) : benchWith(machine(it)),
    isGnu ? '/usr/bin/bash' : '/bin/sh',
    {
      argv: [isGnu ? 'bash' : 'sh', '-c', it.line],
      stdin: it.stdin ?? '',
      cwd: '/work',
      uid: 65534,
      env: { PATH: '/usr/bin:/bin', HOME: '/home/user', LC_ALL: 'C', TZ: 'UTC' },
    },
  )
  return unnumbered({ stdout, stderr, code })
}

const cases: readonly Recorded[] = [
  ...(recordedTools.cases as readonly Recorded[]),
  ...(recordedFiles.cases as readonly Recorded[]),
  ...(recordedProcesses.cases as readonly Recorded[]),
]
const isKnown = ({ flavour, line }: Recorded): boolean => Object.hasOwn(DIFFERENCES[flavour], line)

test.each(cases.filter((it) => !isKnown(it)))('$flavour: $line', (it) => {
  expect(replay(it)).toEqual(unnumbered(it))
})

test.each(cases.filter(isKnown))('$flavour, still different: $line', (it) => {
  expect(replay(it)).not.toEqual(unnumbered(it))
})

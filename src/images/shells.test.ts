import { benchWith, type ImageFile, runOn } from '#engine'
import { ASH, BASH, createShell, DASH } from '#shell'
import { expect, test } from 'vitest'
import { SHELL_DIFFERENCES } from './tools/fixtures/differences.ts'
import recorded from './tools/fixtures/shells.json' with { type: 'json' }
import { toolFiles } from './tools/files.ts'
import { GNU_9 } from './tools/flavour.ts'

interface Recorded {
  readonly shell: string
  readonly line: string
  readonly script?: boolean
  readonly args?: readonly string[]
  readonly stdin?: string
  readonly files?: Readonly<Record<string, string>>
  readonly stdout: string
  readonly stderr: string
  readonly code: number | null
}

const SHELLS = {
  bash: ['/usr/bin/bash', 'bash'],
  dash: ['/usr/bin/sh', 'sh'],
  ash: ['/usr/bin/ash', 'sh'],
} as const

/** The machine on which the fixtures were recorded, as far as they can tell. */
function machine(files: Readonly<Record<string, string>>): Readonly<Record<string, ImageFile>> {
  const owner = { uid: 65534, gid: 65534 }
  return {
    ...Object.fromEntries(toolFiles('/usr/bin', GNU_9)),
    '/usr/bin/bash': { program: createShell(BASH), size: 1_265_648, mode: 0o755 },
    '/usr/bin/sh': { program: createShell(DASH), size: 125_640, mode: 0o755 },
    '/usr/bin/ash': { program: createShell(ASH), size: 808_712, mode: 0o755 },
    '/bin': { symlink: 'usr/bin' },
    '/usr/lib': { directory: true },
    '/etc/passwd': {
      text: 'root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n',
    },
    '/work': { directory: true, ...owner },
    ...Object.fromEntries(
      Object.entries(files).map(([name, text]) => [
        `/work/${name}`,
        { text, mode: text.startsWith('#!') || name === 'script' ? 0o755 : 0o644, ...owner },
      ]),
    ),
  }
}

function replay(it: Recorded): unknown {
  const [path, called] = SHELLS[it.shell as keyof typeof SHELLS]
  const script = it.script === true ? { script: it.line } : {}
  const bench = benchWith(machine({ ...it.files, ...script }))
  const how = it.script === true ? ['./script'] : ['-c', it.line]
  const { stdout, stderr, code } = runOn(bench, path, {
    argv: [called, ...how, ...(it.args ?? [])],
    stdin: it.stdin ?? '',
    cwd: '/work',
    uid: 65534,
    env: { PATH: '/usr/bin:/bin', HOME: '/home/user', LC_ALL: 'C', TZ: 'UTC' },
  })
  return { stdout, stderr: unnumbered(stderr), code }
}

/** bash names the process that a signal ended. */
function unnumbered(text: string): string {
  return text.replaceAll(/^(bash: line \d+: ) *\d+ (?=[A-Z])/gm, '$1PID ')
}

const cases = recorded.cases as readonly Recorded[]
const isKnown = ({ line }: Recorded): boolean => Object.hasOwn(SHELL_DIFFERENCES, line)

test.each(cases.filter((it) => !isKnown(it)))('$shell: $line', (it) => {
  const { stdout, stderr, code } = it
  expect(replay(it)).toEqual({ stdout, stderr: unnumbered(stderr), code })
})

test.each(cases.filter(isKnown))('$shell, still different: $line', (it) => {
  const { stdout, stderr, code } = it
  expect(replay(it)).not.toEqual({ stdout, stderr: unnumbered(stderr), code })
})

// Records what this machine's own shells and tools print, for the tests to compare with.
//
//   npx tsx tools/record-shell.ts [tools]
//
// Runs as root, so that the cases themselves can run as nobody. Needs bash, dash, busybox, GNU
// coreutils, grep, sed, mawk and findutils. Writes
// src/images/tools/fixtures/shells.json and src/images/tools/fixtures/tools.json anew; what changed is seen
// in the diff, and is never adjusted by hand.
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Case } from './record/case.ts'
import { shellLines } from './record/shell-lines.ts'
import { toolLines } from './record/tool-lines.ts'

const SHELLS = {
  bash: ['/usr/bin/bash', 'bash'],
  dash: ['/usr/bin/dash', 'sh'],
  ash: ['/usr/bin/busybox', 'sh'],
} as const

type ShellName = keyof typeof SHELLS

const environment = { PATH: '/usr/bin:/bin', HOME: '/home/user', LC_ALL: 'C', TZ: 'UTC' }

/** Nobody: a slip in a case must not be able to harm the machine it is recorded on. */
const UNPRIVILEGED = 65534

/** One run of a command line, in an empty directory with the case's files. */
function run(shell: ShellName, wanted: Case, applets?: string): object {
  const place = mkdtempSync(join(tmpdir(), 'record-'))
  chownSync(place, UNPRIVILEGED, UNPRIVILEGED)
  try {
    for (const [name, text] of Object.entries(wanted.files ?? {})) put(join(place, name), text)
    const [path, called] = SHELLS[shell]
    const how = wanted.script === true ? ['./script'] : ['-c', wanted.line]
    if (wanted.script === true) {
      put(join(place, 'script'), wanted.line)
      chmodSync(join(place, 'script'), 0o755)
    }
    const command =
      wanted.isApart === true
        ? { file: '/usr/bin/unshare', words: apart(shell, how), who: {} }
        : {
            file: path,
            words: [...how, ...(wanted.args ?? [])],
            who: { argv0: called, uid: UNPRIVILEGED, gid: UNPRIVILEGED },
          }
    const { stdout, stderr, status, signal } = spawnSync(command.file, command.words, {
      ...command.who,
      cwd: place,
      env: applets === undefined ? environment : { ...environment, PATH: applets },
      input: wanted.stdin ?? '',
      encoding: 'utf8',
      timeout: 20_000,
      killSignal: 'SIGKILL',
    })
    if (signal !== null) throw new Error(`${wanted.line}: ended by ${signal}`)
    const here = (text: string): string => text.replaceAll(place, '/work')
    const { line, script, args, stdin, files, isApart } = wanted
    return {
      shell,
      line,
      isApart,
      script,
      args,
      stdin,
      files,
      stdout: here(stdout),
      stderr: here(stderr),
      code: status,
    }
  } finally {
    rmSync(place, { recursive: true })
  }
}

/** In new namespaces of root's, but as nobody, the shell not being process 1. */
function apart(shell: ShellName, how: readonly string[]): readonly string[] {
  const [path] = SHELLS[shell]
  const id = `${UNPRIVILEGED}`
  const nobody = ['/usr/bin/setpriv', `--reuid=${id}`, `--regid=${id}`, '--clear-groups', '--']
  const begin = 'ip link set lo up; hostname web; "$@"; exit $?'
  const fresh = ['--net', '--pid', '--uts', '--mount', '--fork', '--kill-child', '--mount-proc']
  return [
    ...fresh,
    'sh',
    '-c',
    begin,
    'sh',
    ...nobody,
    path,
    ...(shell === 'ash' ? ['sh'] : []),
    ...how,
  ]
}

/** A line stays within its directory: of what lies elsewhere it names only what cannot be harmed. */
function refuseUnlessSafe(line: string): void {
  const harmless = line.replaceAll(/\/dev\/(null|zero|std(in|out|err))\b/g, '')
  const outside =
    /(^|[\s'"=(<>])(~[\w/]|\/(bin|boot|dev|etc|home|lib\w*|mnt|opt|root|run|sbin|srv|sys|tmp|usr|var)\b)|\.\.\//
  if (outside.test(harmless)) throw new Error(`${line}: names what is not its own`)
}

/** All files are as old as the tests' clock says: ls and find show it. */
function put(path: string, text: string): void {
  const made = mkdirSync(dirname(path), { recursive: true })
  if (made !== undefined) chownSync(made, UNPRIVILEGED, UNPRIVILEGED)
  writeFileSync(path, text)
  chmodSync(path, text.startsWith('#!') ? 0o755 : 0o644)
  chownSync(path, UNPRIVILEGED, UNPRIVILEGED)
  utimesSync(path, 1767225600, 1767225600)
}

function version(command: string, args: readonly string[]): string {
  const { stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  return (stdout + stderr).split('\n')[0] ?? ''
}

function debianVersion(name: string): string {
  return spawnSync('dpkg-query', ['-W', '-f', '${Version}', name], { encoding: 'utf8' }).stdout
}

function save(path: string, recorded: object): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `${JSON.stringify(recorded, undefined, 2)}\n`)
}

const only = process.argv[2]

if (only !== 'tools')
  save('src/images/tools/fixtures/shells.json', {
    programs: {
      bash: version('bash', ['--version']),
      dash: `dash ${debianVersion('dash')}`,
      ash: version('busybox', []),
    },
    cases: shellLines.flatMap((wanted) =>
      (wanted.shells ?? (['bash', 'dash', 'ash'] as const)).map((shell) => run(shell, wanted)),
    ),
  })

/** A directory of links, so that the applets are found by their own names. */
const applets = mkdtempSync(join(tmpdir(), 'applets-'))
spawnSync('busybox', ['--install', '-s', applets])
chmodSync(applets, 0o755)

save('src/images/tools/fixtures/tools.json', {
  programs: {
    gnu: version('ls', ['--version']),
    grep: version('grep', ['--version']),
    sed: version('sed', ['--version']),
    awk: `mawk ${debianVersion('mawk')}`,
    find: version('find', ['--version']),
    busybox: version('busybox', []),
  },
  cases: toolLines.flatMap((wanted) => {
    refuseUnlessSafe(wanted.line)
    const { flavours = ['gnu', 'busybox'] } = wanted
    return flavours.map((flavour) =>
      flavour === 'gnu'
        ? { flavour, ...run('bash', wanted) }
        : { flavour, ...run('ash', wanted, applets) },
    )
  }),
})
rmSync(applets, { recursive: true })

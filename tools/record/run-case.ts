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
import type { Case } from './case.ts'

const SHELLS = {
  bash: ['/usr/bin/bash', 'bash'],
  dash: ['/usr/bin/dash', 'sh'],
  ash: ['/usr/bin/busybox', 'sh'],
} as const

export type ShellName = keyof typeof SHELLS

const environment = { PATH: '/usr/bin:/bin', HOME: '/home/user', LC_ALL: 'C', TZ: 'UTC' }

/** Nobody: a slip in a case must not be able to harm the machine it is recorded on. */
const UNPRIVILEGED = 65534

/** One run of a command line by a real shell, in an empty directory with the case's files. */
export function runCase(shell: ShellName, wanted: Case, applets?: string): object {
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

/** All files are as old as the tests' clock says: ls and find show it. */
function put(path: string, text: string): void {
  const made = mkdirSync(dirname(path), { recursive: true })
  if (made !== undefined) chownSync(made, UNPRIVILEGED, UNPRIVILEGED)
  writeFileSync(path, text)
  chmodSync(path, text.startsWith('#!') ? 0o755 : 0o644)
  chownSync(path, UNPRIVILEGED, UNPRIVILEGED)
  utimesSync(path, 1767225600, 1767225600)
}

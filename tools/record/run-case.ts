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

/** What the namespaces of a case need of the machine; nobody else may write there. */
const surroundings = mkdtempSync(join(tmpdir(), 'record-etc-'))
chmodSync(surroundings, 0o755)
process.on('exit', () => {
  rmSync(surroundings, { recursive: true })
})

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
        ? { file: '/usr/bin/unshare', words: apart(shell, how, around(wanted)), who: {} }
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
    const { line, script, args, stdin, files, isApart, etc, names } = wanted
    return {
      shell,
      line,
      isApart,
      etc,
      names,
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
function apart(shell: ShellName, how: readonly string[], before: string): readonly string[] {
  const [path] = SHELLS[shell]
  const id = `${UNPRIVILEGED}`
  const nobody = ['/usr/bin/setpriv', `--reuid=${id}`, `--regid=${id}`, '--clear-groups', '--']
  const begin = `ip link set lo up; hostname web; ${before}"$@"; exit $?`
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

/**
 * What is done in the new namespaces before the line: other files are put over those of /etc, the
 * host gets the addresses that the simulated one has, and a name server is started.
 */
function around({ etc, names }: Case): string {
  const commands: string[] = []
  if (etc !== undefined) {
    for (const [name, text] of Object.entries(etc)) {
      const source = join(surroundings, name)
      writeFileSync(source, text)
      commands.push(`mount --bind ${source} /etc/${name}`)
    }
    commands.push(
      'ip link add cni0 type veth peer name eth0',
      'ip addr add 172.18.0.2/16 dev eth0',
      'ip addr add 10.244.1.1/24 dev cni0',
      'ip link set eth0 up addrgenmode none',
      'ip link set cni0 up addrgenmode none',
    )
  }
  if (names !== undefined) {
    const ready = join(surroundings, 'ready')
    rmSync(ready, { force: true })
    const server = new URL('name-server.ts', import.meta.url).pathname
    commands.push(
      `${process.execPath} --import ${import.meta.resolve('tsx')} ${server} '${JSON.stringify(names)}' ${ready} & while ! [ -e ${ready} ]; do sleep 0.1; done`,
    )
  }
  const all = ['own=$PATH; PATH=/usr/sbin:/usr/bin:/sbin:/bin', ...commands, 'PATH=$own']
  return commands.length === 0 ? '' : all.map((it) => `${it}; `).join('')
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

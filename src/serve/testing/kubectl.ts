import { spawn, spawnSync } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import type { TestServing } from './serving.ts'

/** The real kubectl of a version such as 1.33, where one is installed. */
export function findKubectl(version: string): string | undefined {
  const directories = (process.env['PATH'] ?? '').split(delimiter)
  // What is called kubectl may lie beside others, and be a link to there.
  const linked = directories
    .map((directory) => join(directory, 'kubectl'))
    .filter((path) => existsSync(path))
    .map((path) => dirname(realpathSync(path)))
  return [...directories, ...linked]
    .map((directory) => join(directory, `kubectl.${version}`))
    .find((path) => existsSync(path))
}

export interface Ran {
  readonly stdout: string
  readonly stderr: string
  readonly code: number | null
}

/** A command that runs: what it says can be waited for, and it can be spoken to. */
export interface Running {
  /** Until stdout and stderr together have said that since the last wait; fails when it ends before. */
  says(words: string): Promise<string>
  type(text: string): void
  /** No more input. */
  closeInput(): void
  kill(signal?: NodeJS.Signals): void
  readonly done: Promise<Ran>
}

const PATIENCE_MS = 15_000

/** Starts a command for a served cluster, in its directory. */
export function start(
  serving: TestServing,
  [command = '', ...args]: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Running {
  const child = spawn(command, args, {
    cwd: serving.directory,
    env: { ...process.env, KUBECONFIG: serving.kubeconfig, HOME: serving.directory, ...env },
  })
  const said = { stdout: '', stderr: '' }
  let all = ''
  let heard = 0
  let code: number | null | undefined
  const news = new Set<() => void>()
  const tell = () => {
    for (const hear of news) hear()
  }
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text
      all += text
      tell()
    })
  child.stdin.on('error', () => undefined)
  const overdue = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
  const done = new Promise<Ran>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (ended) => {
      clearTimeout(overdue)
      code = ended
      tell()
      resolve({ ...said, code })
    })
  })
  return {
    says: (words) =>
      new Promise((resolve, reject) => {
        const hear = () => {
          const at = all.indexOf(words, heard)
          if (at >= 0) {
            heard = at + words.length
            resolve(all.slice(0, heard))
          } else if (code !== undefined)
            reject(new Error(`${command} ended without saying "${words}", but:\n${all}`))
          else return
          news.delete(hear)
        }
        news.add(hear)
        hear()
      }),
    type: (text) => child.stdin.write(text),
    closeInput: () => child.stdin.end(),
    kill: (signal = 'SIGTERM') => child.kill(signal),
    done,
  }
}

/** Runs a command to its end. */
export async function run(
  serving: TestServing,
  command: readonly string[],
  options: { readonly input?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Ran> {
  const running = start(serving, command, options.env)
  if (options.input !== undefined) running.type(options.input)
  running.closeInput()
  return running.done
}

/** What runs a command on a terminal of its own: util-linux's script, else python; or nothing. */
export const onTerminal: ((command: readonly string[]) => readonly string[]) | undefined =
  hasProgram('script', ['--version'])
    ? (command) => ['script', '-qec', command.map(quoted).join(' '), '/dev/null']
    : hasProgram('python3', ['--version'])
      ? (command) => ['python3', '-c', 'import pty, sys; pty.spawn(sys.argv[1:])', ...command]
      : undefined

function hasProgram(name: string, args: readonly string[]): boolean {
  return spawnSync(name, args, { stdio: 'ignore' }).status === 0
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`
}

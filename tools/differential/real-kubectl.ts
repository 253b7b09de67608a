import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Outcome, withoutLog } from './outcome.ts'

const SDK = '/usr/lib/google-cloud-sdk/bin'
const NAMES = ['33', '32', '31'].map((minor) => `${SDK}/kubectl.1.${minor}`)

/** The newest kubectl of this machine that the comparison knows; undefined without one. */
export function findKubectl(): string | undefined {
  return NAMES.find((path) => existsSync(path))
}

/** A home directory with a real kubectl on its path. */
export class RealMachine {
  readonly #home = mkdtempSync(join(tmpdir(), 'differential-'))

  constructor(kubectl: string, files: Readonly<Record<string, string>>) {
    for (const [name, text] of Object.entries(files)) {
      const path = join(this.#home, name)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, text)
    }
    mkdirSync(join(this.#home, 'bin'))
    symlinkSync(kubectl, join(this.#home, 'bin/kubectl'))
  }

  /** Runs a line in a shell; `onWait` is called ten times a second while it goes on. */
  run(line: string, onWait: () => void = () => undefined): Promise<Outcome> {
    const path = `${join(this.#home, 'bin')}:/usr/bin:/bin`
    const env = { PATH: path, HOME: this.#home, TERM: 'dumb', TZ: 'UTC' }
    const child = spawn('/bin/sh', ['-c', line], { cwd: this.#home, env, detached: true })
    child.stdin.end()
    const texts = { stdout: '', stderr: '' }
    child.stdout.on('data', (chunk: Buffer) => (texts.stdout += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (texts.stderr += chunk.toString()))
    const waiting = setInterval(onWait, 100)
    const impatience = setTimeout(() => end(child.pid), PATIENCE_MS)
    return new Promise((done) => {
      child.on('close', (code) => {
        clearInterval(waiting)
        clearTimeout(impatience)
        done({ stdout: texts.stdout, stderr: withoutLog(texts.stderr), code })
      })
    })
  }

  remove(): void {
    rmSync(this.#home, { recursive: true })
  }
}

const PATIENCE_MS = 60_000

/** Ends the shell that was started here, and what it has started. */
function end(pid: number | undefined): void {
  if (pid !== undefined) process.kill(-pid)
}

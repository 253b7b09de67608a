import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

interface Started {
  readonly child: ChildProcess
  /** What it has printed once it listens, or when it has ended. */
  readonly words: Promise<string>
  readonly ended: Promise<{ readonly code: number | null; readonly stderr: string }>
  readonly kubeconfig: string
}

/** As `npm run serve` starts it. */
function startMain(...args: readonly string[]): Started {
  const directory = mkdtempSync(join(tmpdir(), 'main-'))
  const kubeconfig = join(directory, 'kubeconfig')
  const main = ['--import', 'tsx', 'src/serve/main.ts', '--kubeconfig', kubeconfig, ...args]
  const child = spawn(process.execPath, main)
  let stdout = ''
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const words = new Promise<string>((done) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
      if (stdout.includes('Ctrl-C')) done(stdout)
    })
    child.on('close', () => done(stdout))
  })
  const ended = new Promise<{ code: number | null; stderr: string }>((done) => {
    child.on('close', (code) => done({ code, stderr }))
  })
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
    rmSync(directory, { recursive: true })
  })
  return { child, words, ended, kubeconfig }
}

test('it says how to use it, writes the kubeconfig for its owner alone, and ends on SIGINT', async () => {
  const args = ['--port', '0', '--nodes', '3', '--clock', 'manual']
  const { child, words, ended, kubeconfig } = startMain(...args)
  const said = await words
  const [url = ''] = /http:\S+/.exec(said) ?? []
  expect(said).toBe(`A simulated Kubernetes v1.36.0 with 3 nodes listens on ${url}

  export KUBECONFIG=${kubeconfig}
  kubectl get nodes

Simulated time stands still. Ten seconds pass with:
  curl -X POST -d '{"seconds": 10}' ${url}/apis/glasspod.dev/v1/clock/advance
Ctrl-C stops it.
`)
  expect(readFileSync(kubeconfig, 'utf8')).toContain(`server: ${url}\n`)
  expect((statSync(kubeconfig).mode & 0o777).toString(8)).toBe('600')
  // Somebody watches meanwhile.
  const watch = await fetch(`${url}/api/v1/pods?watch=true`)
  child.kill('SIGINT')
  expect(await ended).toEqual({ code: 0, stderr: '' })
  await expect(watch.text()).rejects.toThrow()
})

test('at another address it asks for a token that it prints; SIGTERM ends it', async () => {
  const { child, words, ended, kubeconfig } = startMain('--port', '0', '--address', '0.0.0.0')
  const said = await words
  const [, token = 'none'] = /the token (\S+) /.exec(said) ?? []
  expect(token).toMatch(/^[\w-]{32}$/)
  expect(readFileSync(kubeconfig, 'utf8')).toContain(`token: ${token}\n`)
  child.kill('SIGTERM')
  expect((await ended).code).toBe(0)
})

test('a port that is taken, and an option that is wrong, are told of without a stack', async () => {
  const taken = createServer()
  const port = await new Promise<number>((done) => {
    taken.listen(0, '127.0.0.1', () => {
      const address = taken.address()
      done(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
  onTestFinished(() => void taken.close())
  const [busy, wrong] = [startMain('--port', `${port}`), startMain('--clock', 'sun')]
  expect(await busy.ended).toEqual({
    code: 1,
    stderr: `cannot serve: listen EADDRINUSE: address already in use 127.0.0.1:${port}\n`,
  })
  const { code, stderr } = await wrong.ended
  expect([code, stderr.split('\n')[0]]).toEqual([1, '--clock takes wall or manual, not "sun"'])
})

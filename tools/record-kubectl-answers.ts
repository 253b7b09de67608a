// Records what a real kubectl prints when the simulated API server answers it, for the tests of our
// own kubectl to compare with.
//
//   npx tsx tools/record-kubectl-answers.ts /path/to/kubectl
//
// Writes the outputs in src/kubectl/fixtures/answers.json anew: files, setup and lines stay. What
// changed is seen in the diff: what `describe cm` prints of several keys is in no order.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { tmpdir } from 'node:os'
import { Clock, createApiServer, History, Random } from '../src/engine/index.ts'
import { apiOverHttp } from './record/api-over-http.ts'

const FIXTURE = 'src/kubectl/fixtures/answers.json'

interface Answers {
  readonly kubectl: string
  readonly epoch: string
  readonly now: string
  readonly files: Readonly<Record<string, string>>
  /** `METHOD path`, and the body: what is there before the first line. */
  readonly setup: readonly (readonly [request: string, body: object])[]
  readonly cases: readonly { readonly args: readonly string[] }[]
}

const [kubectl] = process.argv.slice(2)
if (kubectl === undefined) throw new Error('usage: tsx tools/record-kubectl-answers.ts KUBECTL')
const wanted = JSON.parse(readFileSync(FIXTURE, 'utf8')) as Answers

const place = mkdtempSync(join(tmpdir(), 'record-'))
// It speaks of itself by the name that it is called by.
const program = join(place, 'kubectl')
symlinkSync(resolve(kubectl), program)
for (const [name, text] of Object.entries(wanted.files)) {
  mkdirSync(dirname(join(place, name)), { recursive: true })
  writeFileSync(join(place, name), text)
}

const epochMs = Date.parse(wanted.epoch)
const clock = new Clock()
const server = createApiServer({
  clock,
  history: new History(clock),
  random: new Random(2),
  epochMs,
  connectionTo: () => undefined,
})
for (const [request, body] of wanted.setup) {
  const [method = '', path = ''] = request.split(' ')
  const headers = { 'content-type': 'application/json' }
  const user = 'system:masters'
  server.open({ method, path, query: [], headers, body, user }, ({ code }) => {
    if (code >= 300) throw new Error(`${request}: ${code}`)
  })
  clock.advanceBy(1000)
}

function advance(): void {
  clock.advanceTo(Date.now() - epochMs)
}

advance()
const now = new Date(epochMs + clock.now).toISOString()
const http = apiOverHttp(server, advance)
await new Promise<void>((done) => http.listen(0, '127.0.0.1', done))
const ticking = setInterval(advance, 50)
const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`

/** What the client library logs beside the command's own words; it bears the time. */
const LOG_LINE = /^[EW]\d{4} .*\n/gm

/** What has no end of its own, as there are no nodes here, is given up and left out. */
const PATIENCE_MS = 5000

interface Outcome {
  readonly stdout: string
  readonly stderr: string
  readonly code: number | null
}

function run(args: readonly string[]): Promise<Outcome> {
  const env = { PATH: '', HOME: place }
  const child = spawn(program, ['--server', url, ...args], { cwd: place, env })
  child.stdin.end()
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  return new Promise((done) => {
    const impatience = setTimeout(() => child.kill(), PATIENCE_MS)
    child.on('close', (code) => {
      clearTimeout(impatience)
      done({ stdout, stderr: stderr.replaceAll(LOG_LINE, ''), code })
    })
  })
}

const { stdout } = await run(['version', '--client', '-o', 'json'])
const { clientVersion } = JSON.parse(stdout) as { clientVersion: { gitVersion: string } }
const cases: object[] = []
for (const each of wanted.cases) {
  const outcome = await run(each.args)
  if (outcome.code === null) console.error(`left out: ${each.args.join(' ')}`)
  else cases.push({ ...each, ...outcome })
}
writeFileSync(
  FIXTURE,
  `${JSON.stringify({ ...wanted, kubectl: clientVersion.gitVersion, now, cases }, undefined, 2)}\n`,
)
clearInterval(ticking)
http.close()
http.closeAllConnections()

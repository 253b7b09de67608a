// Records what a real kubectl prints, for the tests to compare with. Needs no cluster.
//
//   node tools/record-kubectl.mjs /path/to/kubectl
//
// Writes src/manifest/fixtures and src/kubectl/fixtures anew; what changed is seen in the diff.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const [kubectl] = process.argv.slice(2)
if (kubectl === undefined) throw new Error('usage: node tools/record-kubectl.mjs KUBECTL')
const place = mkdtempSync(join(tmpdir(), 'record-'))

/** What the client library logs beside the command's own words; it bears the time. */
const LOG_LINE = /^[EW]\d{4} .*\n/gm

/** One run, in an empty directory with these files and without a cluster. */
function run(args, files = {}) {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(place, name), text)
  const env = { PATH: '', HOME: place, KUBECONFIG: '/dev/null' }
  const { stdout, stderr, status } = spawnSync(kubectl, args, { cwd: place, env, encoding: 'utf8' })
  return { stdout, stderr: stderr.replaceAll(LOG_LINE, ''), code: status }
}

const version = JSON.parse(run(['version', '--client', '-o', 'json']).stdout).clientVersion
  .gitVersion

function save(path, recorded) {
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, `${JSON.stringify({ kubectl: version, ...recorded }, undefined, 2)}\n`)
}

function wanted(path) {
  return JSON.parse(readFileSync(path, 'utf8'))
}

// Texts that are no YAML, and the words for it.
const syntax = wanted('src/manifest/fixtures/syntax.json')
save('src/manifest/fixtures/syntax.json', {
  command: 'label --local -f x.yaml a=b',
  cases: syntax.cases.map(({ text }) => {
    const { stderr } = run(['label', '--local', '-f', 'x.yaml', 'a=b'], { 'x.yaml': text })
    return { text, stderr }
  }),
})

// Scalars as they are read, and as they are written.
const scalars = wanted('src/manifest/fixtures/scalars.json')
save('src/manifest/fixtures/scalars.json', {
  command: 'label --local -f x.yaml a=b -o json',
  cases: scalars.cases.map(({ text }) => {
    const yaml = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata: ${text}\n`
    const args = ['label', '--local', '-f', 'x.yaml', 'a=b', '-o', 'json']
    return { text, json: JSON.parse(run(args, { 'x.yaml': yaml }).stdout).data ?? null }
  }),
})

const written = wanted('src/manifest/fixtures/written.json')
save('src/manifest/fixtures/written.json', {
  command: 'label --local -f x.json a=b -o yaml',
  object: written.object,
  yaml: run(['label', '--local', '-f', 'x.json', 'a=b', '-o', 'yaml'], {
    'x.json': JSON.stringify(written.object),
  }).stdout,
})

// Command lines that come to nothing before a server is asked.
const lines = wanted('src/kubectl/fixtures/command-lines.json')
save('src/kubectl/fixtures/command-lines.json', {
  command: 'as in each case, without a cluster',
  cases: lines.cases.map(({ args }) => ({ args, ...run(args, lines.files) })),
  files: lines.files,
})

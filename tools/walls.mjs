// Runs dependency-cruiser and insists that it saw something: with a compiler it cannot use, it
// reports "0 modules, no violations" and looks green.
import { spawnSync } from 'node:child_process'

const { status, stdout, stderr } = spawnSync(
  process.execPath,
  ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', 'src', '--output-type', 'err-long'],
  { encoding: 'utf8' },
)
process.stdout.write(stdout)
process.stderr.write(stderr)
const modules = Number(/(\d+) modules/.exec(stdout)?.[1] ?? 0)
if (modules === 0) console.error('No module was looked at, so nothing is proved.')
process.exitCode = modules === 0 ? 1 : (status ?? 1)

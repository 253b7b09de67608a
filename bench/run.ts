// npm run bench: what the engine costs, as ratios to a peer measured in the same run. Each bench
// is a process of its own, so that none warms the next or leaves it garbage.
//
//   npm run bench                 all of them
//   npm run bench -- crash-loop   one
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const SUFFIX = '.bench.ts'

const all = readdirSync(here)
  .filter((name) => name.endsWith(SUFFIX))
  .map((name) => name.slice(0, -SUFFIX.length))
const asked = process.argv.slice(2)
for (const name of asked.length === 0 ? all : asked) {
  console.log(`\n${name}`)
  const args = ['--expose-gc', '--import', 'tsx', `${here}${name}${SUFFIX}`]
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}

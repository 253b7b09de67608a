// npm run bench: what the engine costs, as ratios to a peer measured in the same run. Each bench
// is a process of its own, so that none warms the next or leaves it garbage. Ours and the peer are
// bundled together, as a page ships both: a loader that compiles only ours while it runs
// (tsx names every function anew) would be measured with it.
//
//   npm run bench                 all of them
//   npm run bench -- crash-loop   one
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const here = fileURLToPath(new URL('.', import.meta.url))
// Inside node_modules, so that what is not bundled is found.
const outDir = fileURLToPath(new URL('../node_modules/.tmp/bench', import.meta.url))
const SUFFIX = '.bench.ts'

const all = readdirSync(here)
  .filter((name) => name.endsWith(SUFFIX))
  .map((name) => name.slice(0, -SUFFIX.length))
const asked = process.argv.slice(2)
for (const name of asked.length === 0 ? all : asked) {
  console.log(`\n${name}`)
  const args = ['--expose-gc', await bundled(name)]
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}

/** The path of the bench in one bundle with all that it measures. */
async function bundled(name: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    ssr: { noExternal: ['@ngrok/webernetes'] },
    build: {
      outDir: `${outDir}/${name}`,
      emptyOutDir: true,
      minify: false,
      target: 'es2023',
      ssr: `${here}${name}${SUFFIX}`,
      rolldownOptions: { output: { entryFileNames: 'bench.mjs', chunkFileNames: '[name].mjs' } },
    },
  })
  return `${outDir}/${name}/bench.mjs`
}

// npm test: every check there is, in order, cheap ones first. All run even if one fails; the last
// line counts tests, and each other check as one.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { installBrowserIfNeeded } from './browser.mjs'
import { installIfNeeded } from './install.mjs'
import { tallyPlaywright, tallyVitest } from './report.mjs'

/** @typedef {import('./report.mjs').Tally} Tally */
/** @typedef {{ name: string, program: string, args: string[], needsBuild?: boolean, needsBrowser?: boolean, tally?: (report: any) => Tally }} Check */
/** @typedef {Tally & { name: string, note: string, seconds: number }} Outcome */

const reports = 'node_modules/.tmp/reports'
const longestMs = 10 * 60_000

/** @type {Check[]} */
const checks = [
  { name: 'format', program: 'prettier/bin/prettier.cjs', args: ['--check', '.'] },
  { name: 'types', program: 'typescript/bin/tsc', args: ['-b'] },
  { name: 'lint', program: 'eslint/bin/eslint.js', args: ['.'] },
  { name: 'walls', program: '../tools/walls.mjs', args: [] },
  { name: 'unused', program: 'knip/bin/knip.js', args: ['--no-config-hints'] },
  {
    name: 'unit',
    program: 'vitest/vitest.mjs',
    args: [
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reports}/unit.json`,
    ],
    tally: tallyVitest,
  },
  { name: 'build', program: 'vite/bin/vite.js', args: ['build'] },
  { name: 'size', program: 'size-limit/bin.js', args: [], needsBuild: true },
  {
    name: 'e2e',
    program: '@playwright/test/cli.js',
    args: ['test', '--reporter=list,json'],
    needsBuild: true,
    needsBrowser: true,
    tally: tallyPlaywright,
  },
]

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
installIfNeeded()
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })

/** @type {Outcome[]} */
const outcomes = []
for (const check of checks) outcomes.push(run(check))
summarize()

/**
 * @param {Check} check
 * @returns {Outcome}
 */
function run(check) {
  console.log(`\n── ${check.name} ${'─'.repeat(60 - check.name.length)}`)
  const startedAt = Date.now()
  const { passed, failed, skipped, note } = attempt(check)
  const seconds = Math.round((Date.now() - startedAt) / 1000)
  return { name: check.name, passed, failed, skipped, note, seconds }
}

/**
 * @param {Check} check
 * @returns {Tally & { note: string }}
 */
function attempt(check) {
  if (check.needsBuild === true && outcomes.some((o) => o.name === 'build' && o.failed > 0)) {
    return { passed: 0, failed: 1, skipped: [], note: 'not run: nothing was built' }
  }
  if (check.needsBrowser === true && !installBrowserIfNeeded()) {
    return {
      passed: 0,
      failed: 1,
      skipped: [],
      note: 'not run: no Chrome or Chromium, and none could be installed',
    }
  }
  const { status, signal } = spawnSync(
    process.execPath,
    [`node_modules/${check.program}`, ...check.args],
    {
      stdio: 'inherit',
      timeout: longestMs,
      env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: `${reports}/e2e.json` },
    },
  )
  const note = signal === null ? '' : `stopped by ${signal}`
  return { ...tallyOf(check, status === 0), note }
}

/**
 * A runner that fails without a failing test (a crash, no tests at all) still counts as a failure.
 * @param {Check} check
 * @param {boolean} isGreen
 * @returns {Tally}
 */
function tallyOf(check, isGreen) {
  const alone = { passed: isGreen ? 1 : 0, failed: isGreen ? 0 : 1, skipped: [] }
  if (check.tally === undefined) return alone
  try {
    const tally = check.tally(JSON.parse(readFileSync(`${reports}/${check.name}.json`, 'utf8')))
    return isGreen ? tally : { ...tally, failed: Math.max(1, tally.failed) }
  } catch {
    return { ...alone, passed: 0, failed: 1 } // No report was written, so nothing is proved.
  }
}

function summarize() {
  const skipped = outcomes.flatMap((outcome) => outcome.skipped)
  if (skipped.length > 0) console.log(`\nSKIPPED, so not proved here:\n  ${skipped.join('\n  ')}`)
  console.log('')
  for (const { name, passed, failed, note, seconds } of outcomes) {
    const verdict = failed === 0 ? 'ok    ' : 'FAILED'
    const count = passed + failed > 1 ? `${passed} passed, ${failed} failed` : ''
    console.log(
      `${verdict} ${name.padEnd(7)} ${String(seconds).padStart(4)} s  ${count} ${note}`.trimEnd(),
    )
  }
  const sum = (/** @type {'passed' | 'failed'} */ key) =>
    outcomes.reduce((total, outcome) => total + outcome[key], 0)
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`)
  process.exitCode = sum('failed') === 0 ? 0 : 1
}

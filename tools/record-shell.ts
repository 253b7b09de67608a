// Records what this machine's own shells and tools print, for the tests to compare with.
//
//   npx tsx tools/record-shell.ts [shells|tools|files|processes]
//
// Runs as root, so that the cases themselves can run as nobody. Needs bash, dash, busybox, GNU
// coreutils, diffutils, procps, net-tools, util-linux, grep, sed, mawk and findutils. Writes the
// fixture of that name in src/images/tools/fixtures, or all of them, anew; what changed is seen in
// the diff, and is never adjusted by hand.
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { ToolCase } from './record/case.ts'
import { fileLines } from './record/file-lines.ts'
import { processLines } from './record/process-lines.ts'
import { runCase } from './record/run-case.ts'
import { shellLines } from './record/shell-lines.ts'
import { toolLines } from './record/tool-lines.ts'

/** A line stays within its directory: of what lies elsewhere it names only what cannot be harmed. */
function refuseUnlessSafe(line: string): void {
  const harmless = line.replaceAll(/\/dev\/(null|zero|std(in|out|err))\b/g, '')
  const outside =
    /(^|[\s'"=(<>])(~[\w/]|\/(bin|boot|dev|etc|home|lib\w*|mnt|opt|root|run|sbin|srv|sys|tmp|usr|var)\b)|\.\.\//
  if (outside.test(harmless)) throw new Error(`${line}: names what is not its own`)
}

function version(command: string, args: readonly string[]): string {
  const { stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  return (stdout + stderr).split('\n')[0] ?? ''
}

function debianVersion(name: string): string {
  return spawnSync('dpkg-query', ['-W', '-f', '${Version}', name], { encoding: 'utf8' }).stdout
}

function save(path: string, recorded: object): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `${JSON.stringify(recorded, undefined, 2)}\n`)
}

const FIXTURES = 'src/images/tools/fixtures'
const only = process.argv[2]

if (only === undefined || only === 'shells')
  save(`${FIXTURES}/shells.json`, {
    programs: {
      bash: version('bash', ['--version']),
      dash: `dash ${debianVersion('dash')}`,
      ash: version('busybox', []),
    },
    cases: shellLines.flatMap((wanted) =>
      (wanted.shells ?? (['bash', 'dash', 'ash'] as const)).map((shell) => runCase(shell, wanted)),
    ),
  })

/** A directory of links, so that the applets are found by their own names. */
const applets = mkdtempSync(join(tmpdir(), 'applets-'))
spawnSync('busybox', ['--install', '-s', applets])
chmodSync(applets, 0o755)

const programs = {
  gnu: version('ls', ['--version']),
  grep: version('grep', ['--version']),
  sed: version('sed', ['--version']),
  awk: `mawk ${debianVersion('mawk')}`,
  find: version('find', ['--version']),
  busybox: version('busybox', []),
}

for (const [name, lines] of Object.entries({
  tools: toolLines,
  files: fileLines,
  processes: processLines,
}))
  if (only === undefined || only === name)
    save(`${FIXTURES}/${name}.json`, { programs, cases: lines.flatMap(recorded) })
rmSync(applets, { recursive: true })

function recorded(wanted: ToolCase): readonly object[] {
  refuseUnlessSafe(wanted.line)
  const { flavours = ['gnu', 'busybox'] } = wanted
  return flavours.map((flavour) =>
    flavour === 'gnu'
      ? { flavour, ...runCase('bash', wanted) }
      : { flavour, ...runCase('ash', wanted, applets) },
  )
}

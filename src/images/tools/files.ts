import type { ImageFile, Process, Program, Run } from '#engine'
import { write } from '#engine'
import { programOf } from './call.ts'
import type { Flavour } from './flavour.ts'
import { NETWORK_TOOLS, TOOLS } from './table.ts'

/** The size of a tool that has a file of its own, as `ls -l` shows it: about what GNU's are. */
const SIZE = 43_416

/** All tools as programs of their own in one directory, as GNU's are installed. */
export function toolFiles(
  directory: string,
  flavour: Flavour,
): readonly (readonly [string, ImageFile])[] {
  return [...TOOLS].map(([name, tool]) => [
    `${directory}/${name}`,
    { program: programOf(tool, { flavour }), size: SIZE, mode: 0o755 },
  ])
}

/** Some of the tools that not every image has, as programs of their own. */
export function networkToolFiles(
  directory: string,
  flavour: Flavour,
  names: readonly string[],
): readonly (readonly [string, ImageFile])[] {
  return [...NETWORK_TOOLS]
    .filter(([name]) => names.includes(name))
    .map(([name, tool]) => [
      `${directory}/${name}`,
      { program: programOf(tool, { flavour }), size: SIZE, mode: 0o755 },
    ])
}

/** Of iproute2, which busybox does not have. */
const NOT_IN_BUSYBOX = ['ss']

/** busybox: one program, with a name for each of its applets. */
export function busyboxFiles(
  flavour: Flavour,
  shell: Program,
): readonly (readonly [string, ImageFile])[] {
  const applets = new Map<string, Program>([
    ['sh', shell],
    ...[...TOOLS, ...NETWORK_TOOLS]
      .filter(([name]) => !NOT_IN_BUSYBOX.includes(name))
      .map(([name, tool]) => [name, programOf(tool, { flavour })] as const),
  ])
  const names = [...applets.keys()].sort()
  const program: Program = (process) => runApplet(process, applets, flavour)
  return [
    ['/bin/busybox', { program, size: 1_022_016, mode: 0o755 }],
    ...names.map((name) => [`/bin/${name}`, { symlink: 'busybox' }] as const),
  ]
}

function* runApplet(
  process: Process,
  applets: ReadonlyMap<string, Program>,
  flavour: Flavour,
): Run {
  const called = nameOf(process.argv[0])
  const applet = applets.get(called)
  if (applet !== undefined) return yield* applet(process)
  const [, name, ...args] = process.argv
  if (name === undefined) {
    const names = [...applets.keys()].sort().join(', ')
    yield* write(
      process,
      1,
      `BusyBox v${flavour.version} () multi-call binary.\n\nCurrently defined functions:\n\t${names}\n`,
    )
    return 0
  }
  const asked = applets.get(nameOf(name))
  if (asked === undefined) {
    yield* write(process, 2, `${name}: applet not found\n`)
    return 127
  }
  process.setTitle([name, ...args])
  return yield* asked(process)
}

/** A login shell is called with a dash before its name. */
function nameOf(called = ''): string {
  return (called.split('/').at(-1) ?? '').replace(/^-/, '')
}

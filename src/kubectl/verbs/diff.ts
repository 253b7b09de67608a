import type { Run } from '#engine'
import { writeYaml } from '#manifest'
import { collect, type Target } from '../api/collect.ts'
import { asJson, withoutManagedFields } from '../api/json.ts'
import type { KubeObject } from '../api/objects.ts'
import { type Cli, err } from '../cli.ts'
import { defineCommand } from '../command.ts'
import { isStatus, raiseAll, usageError } from '../failure.ts'
import { findLive, merged } from './diff/merged.ts'
import { masked } from './diff/masked.ts'
import { runDiffProgram } from './diff/program.ts'
import { makeTemporary, type Temporary } from './diff/temporary.ts'
import { checkDiffFlags, DIFF_FLAGS, type DiffFlags } from './diff-flags.ts'

export const diff = defineCommand({
  name: 'diff',
  use: 'diff -f FILENAME',
  summary: 'Diff the live version against a would-be applied version.',
  examples: [
    { what: 'What would change if the file were applied', line: 'kubectl diff -f ./pod.yaml' },
    { what: 'The same for what a pipe brings', line: 'cat pod.yaml | kubectl diff -f -' },
  ],
  flags: DIFF_FLAGS,
  failsAbove1: true,
  *run(cli, { flags, changed, args }) {
    if (args.length > 0) throw usageError(cli.commandPath, `Unexpected args: [${args.join(' ')}]`)
    checkDiffFlags(flags)
    const isServerSide = flags['server-side'] && !changed.has('field-manager')
    const manager = isServerSide ? 'kubectl' : flags['field-manager']
    const found = yield* collect(cli, {
      args: [],
      filename: flags.filename,
      kustomize: flags.kustomize,
      recursive: flags.recursive,
      selector: flags.selector,
      fetch: 'never',
    })
    raiseAll(found.errors.slice(0, 1))
    const live = makeTemporary(cli.process, 'LIVE')
    const wanted = makeTemporary(cli.process, 'MERGED')
    try {
      for (const target of found.targets)
        yield* compareOne(cli, target, { flags, manager, live, wanted })
      yield* runDiffProgram(cli.process, live.path, wanted.path)
    } finally {
      live.remove()
      wanted.remove()
    }
  },
})

interface Comparison {
  readonly flags: DiffFlags
  readonly manager: string
  readonly live: Temporary
  readonly wanted: Temporary
}

/** The last time the object is taken as it comes, whoever changes it meanwhile. */
const MOST_TRIES = 4

function* compareOne(cli: Cli, target: Target, comparison: Comparison): Run<void> {
  const { flags, manager } = comparison
  for (let tries = 1; ; tries++) {
    const live = yield* findLive(cli, target)
    try {
      const isLocked = tries < MOST_TRIES
      const after = yield* merged(cli, target, { live, isLocked, flags, manager })
      writePair(target, comparison, { live, after })
      if (live?.metadata?.deletionTimestamp !== undefined)
        yield* err(
          cli,
          `Warning: Detected changes to resource ${target.name} which is currently being deleted.\n`,
        )
      return
    } catch (error) {
      if (!isStatus(error, 'Conflict') || tries === MOST_TRIES) throw error
    }
  }
}

function writePair(
  target: Target,
  { flags, live: liveFiles, wanted }: Comparison,
  { live, after }: { readonly live: KubeObject | undefined; readonly after: KubeObject },
): void {
  const kept = (object: KubeObject) =>
    flags['show-managed-fields'] ? object : withoutManagedFields(object)
  const isHidden = !flags['show-secrets'] && after.apiVersion === 'v1' && after.kind === 'Secret'
  const both = { live: live === undefined ? undefined : kept(live), after: kept(after) }
  const shown = isHidden ? masked(both) : both
  liveFiles.write(fileNameOf(target), yamlOf(shown.live))
  wanted.write(fileNameOf(target), yamlOf(shown.after))
}

function fileNameOf({ mapping, namespace, name }: Target): string {
  const { group, version, kind } = mapping
  return [...(group === '' ? [] : [group]), version, kind, namespace, name].join('.')
}

function yamlOf(object: KubeObject | undefined): string {
  return object === undefined ? '' : writeYaml(asJson(object))
}

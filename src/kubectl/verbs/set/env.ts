import { type Container, type EnvVar, readAll, type Run } from '#engine'
import { warn } from '../../api/api.ts'
import type { Target } from '../../api/collect.ts'
import type { KubeObject } from '../../api/objects.ts'
import type { Cli } from '../../cli.ts'
import { defineCommand, type Given } from '../../command.ts'
import { CommandError } from '../../failure.ts'
import { bool, string, stringArray, stringSlice } from '../../flags/flag.ts'
import { FILENAME_FLAGS, SELECTOR_FLAG } from '../../flags/shared-flags.ts'
import { objectsToSet, refuseLocalOnServer, SET_FLAGS, setEach } from './changed-objects.ts'
import { listEnv } from './env-list.ts'
import { envFrom } from './env-sources.ts'
import { changedEnv, type EnvChange, parseEnv, refuseOverwrites, splitEnv } from './env-words.ts'
import { hasContainer, podSpecOf, withContainers, withPodSpec } from './pod-template.ts'

const FLAGS = {
  ...FILENAME_FLAGS,
  ...SELECTOR_FLAG,
  ...SET_FLAGS,
  containers: string({ short: 'c', initial: '*', usage: 'Containers to change; * is any name.' }),
  env: stringArray({ short: 'e', usage: 'KEY=VALUE to set; - reads them from standard input.' }),
  from: string({ usage: 'ConfigMap or Secret whose keys become variables.' }),
  keys: stringSlice({ usage: 'Only these keys of what --from names.' }),
  list: bool({ usage: 'Print the environment, as it is or would be.' }),
  overwrite: bool({ initial: true, usage: 'Replace values that are there.' }),
  prefix: string({ usage: 'What the names begin with.' }),
  resolve: bool({ usage: 'With --list: the values of keys, not where they come from.' }),
}

type Flags = Given<typeof FLAGS>['flags']

export const env = defineCommand({
  name: 'env',
  use: 'set env RESOURCE/NAME KEY_1=VAL_1 ... KEY_N=VAL_N',
  summary: 'Update environment variables on a pod template.',
  examples: [
    { what: 'Set one', line: 'kubectl set env deployment/web LOG_LEVEL=debug' },
    { what: 'Take it away', line: 'kubectl set env deployment/web LOG_LEVEL-' },
    {
      what: 'One for each key of a ConfigMap',
      line: 'kubectl set env deployment/web --from=configmap/settings',
    },
    { what: 'What is set now', line: 'kubectl set env pod/web --list' },
  ],
  flags: FLAGS,
  *run(cli, { flags, args }) {
    if (flags.all && flags.selector !== '')
      throw new CommandError('cannot set --all and --selector at the same time')
    const { names, words } = splitEnv(args)
    checkFlags(flags, names)
    const change = yield* changeOf(cli, flags, words)
    const { selector, kustomize, recursive } = flags
    const targets = yield* objectsToSet(cli, flags, { args: names, selector, kustomize, recursive })
    yield* warnOfNone(cli, targets, flags.containers)
    const changed = (target: Target) => withEnv(target, flags, change)
    if (flags.list) yield* listEnv(cli, targets, { flags, changed })
    else yield* setEach(cli, { targets, change: changed, way: wayOf(flags), errors: [] })
  },
})

function checkFlags(flags: Flags, names: readonly string[]): void {
  refuseLocalOnServer(flags)
  if (flags.filename.length === 0 && names.length === 0)
    throw new CommandError(
      'one or more resources must be specified as <resource> <name> or <resource>/<name>',
    )
  if (flags.list && flags.output !== '')
    throw new CommandError('--list and --output may not be specified together')
  if (flags.keys.length > 0 && flags.from === '')
    throw new CommandError(
      'when specifying --keys, a configmap or secret must be provided with --from',
    )
}

function* changeOf(cli: Cli, flags: Flags, words: readonly string[]): Run<EnvChange> {
  const all = [...flags.env, ...words]
  const stdin = all.includes('-') ? yield* readAll(cli.process, 0) : new Uint8Array()
  const { set, removed } = parseEnv(all, () => new TextDecoder().decode(stdin))
  const named = [...set, ...(yield* envFrom(cli, flags))]
  return { set: named.map((each) => prefixed(each, flags.prefix)), removed }
}

function prefixed(variable: EnvVar, prefix: string): EnvVar {
  return { ...variable, name: `${prefix}${variable.name}` }
}

function* warnOfNone(cli: Cli, targets: readonly Target[], pattern: string): Run<void> {
  for (const { mapping, name, object = {} } of targets) {
    const spec = podSpecOf(mapping.kind, object)
    if (spec === undefined || hasContainer(spec, pattern)) continue
    const whose = `${mapping.kind}/${name}`
    yield* warn(cli.process, `${whose} does not have any containers matching "${pattern}"`)
  }
}

function withEnv(target: Target, flags: Flags, change: EnvChange): KubeObject {
  return withPodSpec(target, (spec) =>
    withContainers(spec, flags.containers, (container) => {
      const before = container.env ?? []
      if (!flags.overwrite) refuseOverwrites(before, change)
      return withoutEmpty({ ...container, env: changedEnv(before, change) })
    }),
  )
}

function withoutEmpty(container: Container): Container {
  if (container.env?.length !== 0) return container
  const kept = Object.entries(container).filter(([field]) => field !== 'env')
  return Object.fromEntries(kept) as Partial<Container> as Container
}

function wayOf(flags: Flags) {
  const failure = 'failed to patch env update to pod template:'
  return { flags, done: 'env updated', failure, isAlwaysSent: false }
}

import type { Container, Pod, Run } from '#engine'
import { nextChange } from '../api/changes.ts'
import { warn } from '../api/api.ts'
import { collect, type Target } from '../api/collect.ts'
import { type Cli, err, out } from '../cli.ts'
import { defineCommand, type Given } from '../command.ts'
import { CommandError, raiseAll } from '../failure.ts'
import { attachTo } from '../remote/attach.ts'
import { copyLogs } from '../remote/copy-logs.ts'
import { asPod } from '../remote/pod-of.ts'
import { needsName, podCopy } from './debug-copy.ts'
import { DEBUG_FLAGS, type DebugFlags } from './debug-flags.ts'
import { debugContainer, nodeDebugPod } from './debug-pods.ts'

export const debug = defineCommand({
  name: 'debug',
  use: 'debug (POD | TYPE[[.VERSION].GROUP]/NAME) [ -- COMMAND [args...] ]',
  summary: 'Create debugging sessions for troubleshooting workloads and nodes.',
  examples: [
    {
      what: 'A shell beside the containers of a Pod',
      line: 'kubectl debug -it web --image=busybox --target=server',
    },
    {
      what: 'A Pod that looks into a node',
      line: 'kubectl debug -it node/worker-1 --image=busybox',
    },
  ],
  flags: DEBUG_FLAGS,
  *run(cli, given) {
    const { flags, args, argsBeforeDash = args.length } = given
    const names = args.slice(0, argsBeforeDash)
    const command = args.slice(argsBeforeDash)
    const attaches = given.changed.has('attach') ? flags.attach : flags.stdin
    yield* checkFlags(cli, given, { names, hasCommand: command.length > 0 })
    const found = yield* collect(cli, {
      args:
        names.length === 0 ? [] : names.map((name) => (name.includes('/') ? name : `pods/${name}`)),
      filename: flags.filename,
      fetch: 'named',
    })
    raiseAll(found.errors)
    for (const target of found.targets) {
      const { pod, container } = yield* debugOne(cli, target, {
        ...{ flags, command },
        isSharingSaid: given.changed.has('share-processes'),
      })
      if (attaches && container !== '') yield* join(cli, pod, { container, flags })
    }
  },
})

function* checkFlags(
  cli: Cli,
  { flags, changed }: Given<typeof DEBUG_FLAGS>,
  { names, hasCommand }: { readonly names: readonly string[]; readonly hasCommand: boolean },
): Run<void> {
  if (changed.has('attach') && flags.attach && flags.image === '' && flags.container === '')
    throw new CommandError(
      'you must specify --container or create a new container using --image in order to attach.',
    )
  checkCopyFlags(flags, hasCommand)
  if (flags.image !== '' && !isImage(flags.image))
    throw new CommandError(`invalid image name "${flags.image}": invalid reference format`)
  if (names.length === 0 && flags.filename.length === 0)
    throw new CommandError('NAME or filename is required for debug')
  if (!['', 'Always', 'IfNotPresent', 'Never'].includes(flags['image-pull-policy']))
    throw new CommandError(`invalid image pull policy: ${flags['image-pull-policy']}`)
  if (!['general', 'baseline', 'netadmin'].includes(flags.profile))
    throw new CommandError(`the profile "${flags.profile}" is not supported here`)
  for (const [name, image] of flags['set-image'])
    if (!isImage(image))
      throw new CommandError(
        `invalid image name "${image}" for container "${name}": invalid reference format`,
      )
  if (flags.target !== '' && flags['copy-to'] !== '')
    throw new CommandError(
      '--target is incompatible with --copy-to. Use --share-processes instead.',
    )
  if (flags.target !== '' && !flags.quiet)
    yield* out(
      cli,
      `Targeting container "${flags.target}". If you don't see processes from this container it may be because the container runtime doesn't support this feature.\n`,
    )
  if (flags.tty && !flags.stdin)
    throw new CommandError('-i/--stdin is required for containers with -t/--tty=true')
}

function isImage(name: string): boolean {
  return /^[a-zA-Z0-9][\w.:/@-]*$/.test(name)
}

function checkCopyFlags(flags: DebugFlags, hasCommand: boolean): void {
  const complaint = complaintAbout(flags, hasCommand)
  if (complaint !== undefined) throw new CommandError(complaint)
}

function complaintAbout(flags: DebugFlags, hasCommand: boolean): string | undefined {
  const setsImages = flags['set-image'].length > 0
  if (flags['copy-to'] !== '') {
    if (flags.image === '' && !setsImages && !hasCommand)
      return 'you must specify --image, --set-image or command arguments.'
    if (hasCommand && flags.container === '' && flags.image === '')
      return 'you must specify an existing container or a new image when specifying args.'
    return undefined
  }
  if (flags.replace) return '--replace may only be used with --copy-to.'
  if (flags['same-node']) return '--same-node may only be used with --copy-to.'
  if (setsImages) return '--set-image may only be used with --copy-to.'
  return flags.image === '' ? 'you must specify --image when not using --copy-to.' : undefined
}

interface Debugging {
  readonly flags: DebugFlags
  readonly command: readonly string[]
  readonly isSharingSaid: boolean
}

interface Debugged {
  readonly pod: Pod
  readonly container: string
}

function* debugOne(cli: Cli, target: Target, debugging: Debugging): Run<Debugged> {
  switch (target.mapping.kind) {
    case 'Pod': {
      const pod = asPod(target.object ?? {})
      if (debugging.flags['copy-to'] !== '') return yield* inCopy(cli, pod, debugging)
      return yield* besidePod(cli, pod, debugging)
    }
    case 'Node':
      return yield* onNode(cli, target.name, debugging)
    default: {
      const { group, version, kind } = target.mapping
      throw new CommandError(`"${group}/${version}, Kind=${kind}" not supported by debug`)
    }
  }
}

/** An ephemeral container: it sees what the Pod shares, and goes with it. */
function* besidePod(cli: Cli, pod: Pod, { flags, command }: Debugging): Run<Debugged> {
  const name = yield* containerName(cli, pod, flags)
  const container = debugContainer({ name, command }, flags)
  const { metadata } = pod
  const made = yield* cli.api.call({
    method: 'PATCH',
    path: `/api/v1/namespaces/${metadata.namespace}/pods/${metadata.name}/ephemeralcontainers`,
    contentType: 'application/strategic-merge-patch+json',
    body: {
      spec: {
        ephemeralContainers: [
          { ...container, ...(flags.target === '' ? {} : { targetContainerName: flags.target }) },
        ],
      },
    },
  })
  return { pod: asPod(made), container: name }
}

/** A copy of the Pod, which may be changed as the original may not. */
function* inCopy(cli: Cli, pod: Pod, debugging: Debugging): Run<Debugged> {
  const { flags } = debugging
  const newName = needsName(flags) ? yield* containerName(cli, pod, flags) : ''
  const { body, container } = podCopy(pod, { ...debugging, newName })
  const path = `/api/v1/namespaces/${pod.metadata.namespace}/pods`
  const made = yield* cli.api.call({ method: 'POST', path, body })
  if (flags.replace)
    yield* cli.api.call({
      method: 'DELETE',
      path: `${path}/${pod.metadata.name}`,
      body: { kind: 'DeleteOptions', apiVersion: 'v1', gracePeriodSeconds: 0 },
    })
  return { pod: asPod(made), container }
}

function* containerName(cli: Cli, { spec }: Pod, flags: DebugFlags): Run<string> {
  if (flags.container !== '') return flags.container
  const { containers, initContainers = [], ephemeralContainers = [] } = spec
  const taken = new Set(
    [...containers, ...initContainers, ...ephemeralContainers].map((it) => it.name),
  )
  let name = `debugger-${suffix(cli)}`
  while (taken.has(name)) name = `debugger-${suffix(cli)}`
  if (!flags.quiet) yield* out(cli, `Defaulting debug container name to ${name}.\n`)
  return name
}

function* onNode(cli: Cli, node: string, { flags, command }: Debugging): Run<Debugged> {
  const name = `node-debugger-${node}-${suffix(cli)}`
  const container = flags.container === '' ? 'debugger' : flags.container
  if (!flags.quiet)
    yield* out(cli, `Creating debugging pod ${name} with container ${container} on node ${node}.\n`)
  const made = yield* cli.api.call({
    method: 'POST',
    path: `/api/v1/namespaces/${cli.namespace}/pods`,
    body: nodeDebugPod({ name, node, container, command }, flags),
  })
  return { pod: asPod(made), container }
}

/** Letters and digits that make no words. */
const LETTERS = 'bcdfghjklmnpqrstvwxz2456789'

function suffix({ process }: Cli): string {
  return Array.from({ length: 5 }, () => LETTERS[process.randomBelow(LETTERS.length)]).join('')
}

function* join(
  cli: Cli,
  pod: Pod,
  { container, flags }: { readonly container: string; readonly flags: DebugFlags },
): Run<void> {
  const running = yield* untilStarted(cli, pod, { container, isQuiet: flags.quiet })
  const { name, namespace } = running.metadata
  if (stateOf(running, container)?.running !== undefined) {
    const { stdin, tty, quiet: isQuiet } = flags
    try {
      yield* attachTo(cli, running, { container, stdin, tty, isQuiet, command: 'kubectl attach' })
      return
    } catch (error) {
      if (!(error instanceof CommandError)) throw error
      yield* err(
        cli,
        `warning: couldn't attach to pod/${name}, falling back to streaming logs: ${error.message}\n`,
      )
    }
  }
  yield* copyLogs(cli, [{ namespace, pod: name, container }], {
    ...{ query: [], follow: false, withPrefix: false, ignoresErrors: false, patience: 0 },
  })
}

function stateOf({ status }: Pod, container: string) {
  const {
    containerStatuses = [],
    initContainerStatuses = [],
    ephemeralContainerStatuses = [],
  } = status
  const all = [...initContainerStatuses, ...containerStatuses, ...ephemeralContainerStatuses]
  return all.find(({ name }: Pick<Container, 'name'>) => name === container)?.state
}

function* untilStarted(
  cli: Cli,
  { metadata }: Pod,
  { container, isQuiet }: { readonly container: string; readonly isQuiet: boolean },
): Run<Pod> {
  const watch = yield* cli.api.stream({
    method: 'GET',
    path: `/api/v1/namespaces/${metadata.namespace}/pods`,
    query: [
      ['fieldSelector', `metadata.name=${metadata.name}`],
      ['watch', 'true'],
    ],
  })
  try {
    for (;;) {
      const change = yield* nextChange(cli.process, watch, Infinity)
      if (change === undefined || change === 'timeout' || change.type === 'DELETED')
        throw new CommandError(`pods "" not found`)
      const pod = asPod(change.object)
      const state = stateOf(pod, container)
      if (state?.running !== undefined || state?.terminated !== undefined) return pod
      const message = state?.waiting?.message ?? ''
      if (!isQuiet && message !== '') yield* warn(cli.process, `container ${container}: ${message}`)
    }
  } finally {
    watch.cancel()
  }
}

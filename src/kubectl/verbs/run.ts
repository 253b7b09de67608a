import type { Pod, Run } from '#engine'
import { nextChange } from '../api/changes.ts'
import { withLastApplied } from '../api/last-applied.ts'
import type { KubeObject } from '../api/objects.ts'
import { type Cli, err, out } from '../cli.ts'
import { defineCommand, type Given } from '../command.ts'
import { CommandError, isStatus, usageError, WordedError } from '../failure.ts'
import { dryRunOf } from '../flags/shared-flags.ts'
import { logWarning } from '../klog.ts'
import { printerFor } from '../printers/printer.ts'
import { attachTo } from '../remote/attach.ts'
import { copyLogs } from '../remote/copy-logs.ts'
import { asPod } from '../remote/pod-of.ts'
import { RUN_FLAGS, type RunFlags } from './run-flags.ts'
import { podFor, restartPolicyOf, serviceFor } from './run-pod.ts'
import { operationOf, readTextFile } from './shared.ts'

export const run = defineCommand({
  name: 'run',
  use: 'run NAME --image=image [--env="key=value"] [--port=port] [--dry-run=server|client] [--overrides=inline-json] [--command] -- [COMMAND] [args...]',
  summary: 'Create and run a particular image in a pod.',
  listed: 'Run a particular image on the cluster',
  examples: [
    { what: 'A Pod with one container', line: 'kubectl run web --image=nginx' },
    {
      what: 'A shell in a Pod of its own',
      line: 'kubectl run -it shell --image=busybox --rm -- sh',
    },
  ],
  flags: RUN_FLAGS,
  *run(cli, given) {
    const { flags } = given
    const attaches = given.changed.has('attach') ? flags.attach : flags.stdin
    checkFlags(cli, given, attaches)
    const [name = '', ...words] = given.args
    const pod = podFor(flags, { name, words, commandPath: cli.commandPath })
    const created = yield* createPod(cli, flags, pod)
    if (flags.expose) yield* exposePod(cli, flags, name)
    if (attaches) yield* joinAndClean(cli, flags, asPod(created))
    else yield* printCreated(cli, flags, created)
  },
})

function checkFlags(
  cli: Cli,
  { flags, args, argsBeforeDash }: Given<typeof RUN_FLAGS>,
  attaches: boolean,
): void {
  const path = cli.commandPath
  if (args.length === 0 || argsBeforeDash === 0) throw usageError(path, 'NAME is required for run')
  if (flags['pod-running-timeout'] <= 0)
    throw usageError(path, '--pod-running-timeout must be higher than zero')
  if (flags.image === '') throw new CommandError('--image is required')
  if (!/^[a-zA-Z0-9][\w.:/@-]*$/.test(flags.image))
    throw new CommandError(`Invalid image name "${flags.image}": invalid reference format`)
  if (flags.tty && !flags.stdin)
    throw usageError(path, '-i/--stdin is required for containers with -t/--tty=true')
  if (flags.expose && flags.port === '')
    throw usageError(path, '--port must be set when exposing a service')
  if (!attaches && flags.rm)
    throw usageError(path, '--rm should only be used for attached containers')
  if (attaches && dryRunOf(flags['dry-run']).dryRun !== 'none')
    throw usageError(
      path,
      "--dry-run=[server|client] can't be used with attached containers options (--attach, --stdin, or --tty)",
    )
  if (!['', 'Always', 'IfNotPresent', 'Never'].includes(flags['image-pull-policy']))
    throw usageError(path, `invalid image pull policy: ${flags['image-pull-policy']}`)
}

function* createPod(cli: Cli, flags: RunFlags, pod: KubeObject): Run<KubeObject> {
  const { warning } = dryRunOf(flags['dry-run'])
  if (warning !== undefined) yield* logWarning(cli.process, 'helpers.go:719', warning)
  const body = flags['save-config'] ? withLastApplied(pod) : pod
  return yield* createNew(cli, flags, { plural: 'pods', object: body })
}

function* createNew(
  cli: Cli,
  flags: RunFlags,
  { plural, object }: { readonly plural: 'pods' | 'services'; readonly object: KubeObject },
): Run<KubeObject> {
  const { dryRun } = dryRunOf(flags['dry-run'])
  if (dryRun === 'client') return object
  return yield* cli.api.call({
    method: 'POST',
    path: `/api/v1/namespaces/${cli.namespace}/${plural}`,
    query: [
      ...(dryRun === 'server' ? [['dryRun', 'All'] as const] : []),
      ['fieldManager', flags['field-manager']],
    ],
    body: object,
  })
}

/** The Service comes first in what is printed: so the real kubectl does it. */
function* exposePod(cli: Cli, flags: RunFlags, name: string): Run<void> {
  const object = serviceFor(flags, name)
  yield* printCreated(cli, flags, yield* createNew(cli, flags, { plural: 'services', object }))
  // The printer would put one between two objects, and the command another one.
  if (flags.output === 'yaml') yield* out(cli, '---\n---\n')
}

function* printCreated(cli: Cli, flags: RunFlags, pod: KubeObject): Run<void> {
  const { dryRun } = dryRunOf(flags['dry-run'])
  const readFile = (path: string) => readTextFile(cli.process, path)
  const operation = operationOf('created', dryRun)
  const printer = printerFor({ flags, operation, readFile, fields: 'type' })
  yield* out(cli, printer.print(pod))
}

function* joinAndClean(cli: Cli, flags: RunFlags, pod: Pod): Run<void> {
  try {
    yield* join(cli, flags, pod)
  } catch (error) {
    if (error instanceof CommandError && flags.rm) yield* removeCreated(cli, flags, pod)
    throw error
  }
  if (flags.rm) yield* removeCreated(cli, flags, pod)
}

function* join(cli: Cli, flags: RunFlags, pod: Pod): Run<void> {
  const until = cli.process.now + flags['pod-running-timeout']
  const running = yield* untilPod(cli, pod, {
    until,
    isEnough: (each) => hasEnded(each) || isReady(each),
  })
  yield* printLog(cli, running)
  if (!hasEnded(running)) yield* attachOrPrint(cli, flags, running)
  const policy = restartPolicyOf(flags, cli.commandPath)
  if (flags['leave-stdin-open'] || policy === 'Always') return
  const isEnough = policy === 'Never' ? hasEnded : (each: Pod) => each.status.phase === 'Succeeded'
  reportEnd(
    yield* untilPod(cli, pod, { until: cli.process.now + flags['pod-running-timeout'], isEnough }),
  )
}

function* attachOrPrint(cli: Cli, flags: RunFlags, pod: Pod): Run<void> {
  const { stdin, tty, quiet: isQuiet } = flags
  try {
    yield* attachTo(cli, pod, { container: '', stdin, tty, isQuiet, command: 'kubectl attach' })
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    const { name } = pod.metadata
    yield* err(
      cli,
      `warning: couldn't attach to pod/${name}, falling back to streaming logs: ${error.message}\n`,
    )
    yield* printLog(cli, pod)
  }
}

function hasEnded({ status }: Pod): boolean {
  return status.phase === 'Succeeded' || status.phase === 'Failed'
}

function isReady({ status }: Pod): boolean {
  return (
    status.phase === 'Running' &&
    status.conditions?.some(({ type, status: state }) => type === 'Ready' && state === 'True') ===
      true
  )
}

function* printLog(cli: Cli, { metadata, spec }: Pod): Run<void> {
  const container = spec.containers[0]?.name ?? ''
  const source = { namespace: metadata.namespace, pod: metadata.name, container }
  yield* copyLogs(cli, [source], {
    query: [],
    follow: false,
    withPrefix: false,
    ignoresErrors: false,
    patience: 0,
  })
}

/** What the container ended with is what kubectl ends with. */
function reportEnd({ metadata, status }: Pod): void {
  if (status.phase === 'Succeeded') return
  const place = `pod ${metadata.namespace}/${metadata.name}`
  if (status.phase !== 'Failed')
    throw new CommandError(`${place} left in phase ${status.phase ?? ''}`)
  const terminated = status.containerStatuses?.[0]?.state.terminated
  if (terminated === undefined || terminated.exitCode === 0)
    throw new CommandError(`${place} failed with unknown exit code`)
  const { reason = '', message = '', exitCode } = terminated
  throw new WordedError(`${place} terminated (${reason})\n${message}`, exitCode)
}

function* untilPod(
  cli: Cli,
  { metadata }: Pod,
  { until, isEnough }: { readonly until: number; readonly isEnough: (pod: Pod) => boolean },
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
      const change = yield* nextChange(cli.process, watch, until)
      if (change === 'timeout' || change === undefined)
        throw new CommandError('timed out waiting for the condition')
      if (change.type === 'DELETED') throw new CommandError(`pods "${metadata.name}" not found`)
      const pod = asPod(change.object)
      if (isEnough(pod)) return pod
    }
  } finally {
    watch.cancel()
  }
}

/** The Service of the Pod goes with it; what is gone already is not missed. */
function* removeCreated(cli: Cli, flags: RunFlags, { metadata }: Pod): Run<void> {
  yield* remove(cli, flags, { ...metadata, kind: 'pod' })
  if (flags.expose) yield* remove(cli, flags, { ...metadata, kind: 'service' })
}

function* remove(
  cli: Cli,
  { quiet: isQuiet }: RunFlags,
  of: { readonly kind: 'pod' | 'service'; readonly namespace: string; readonly name: string },
): Run<void> {
  const { kind, namespace, name } = of
  try {
    yield* cli.api.call({
      method: 'DELETE',
      path: `/api/v1/namespaces/${namespace}/${kind}s/${name}`,
      body: { kind: 'DeleteOptions', apiVersion: 'v1', propagationPolicy: 'Background' },
    })
  } catch (error) {
    if (isStatus(error, 'NotFound')) return
    throw error
  }
  if (!isQuiet) yield* out(cli, `${kind} "${name}" deleted from ${namespace} namespace\n`)
}

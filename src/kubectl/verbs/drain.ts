import { type Pod, type Run, sleep } from '#engine'
import { warn } from '../api/api.ts'
import type { Target } from '../api/collect.ts'
import { isList } from '../api/objects.ts'
import { type Cli, err, out } from '../cli.ts'
import { defineCommand, type Given } from '../command.ts'
import { CommandError, isStatus, ManyErrors, raiseAll } from '../failure.ts'
import { dryRunOf } from '../flags/shared-flags.ts'
import { asPod } from '../remote/pod-of.ts'
import { drainVerdict, grouped } from './drain-pods.ts'
import { DRAIN_FLAGS, nodesOf, sayOf, setUnschedulable } from './node-targets.ts'
import { operationOf } from './shared.ts'

type Flags = Given<typeof DRAIN_FLAGS>['flags']

const RETRY_MS = 5000
const WAIT_MS = 1000

export const drain = defineCommand({
  name: 'drain',
  use: 'drain NODE',
  summary: 'Drain node in preparation for maintenance.',
  examples: [
    { what: 'Empty a node of Pods that controllers make anew', line: 'kubectl drain worker-1' },
    { what: 'Of all Pods', line: 'kubectl drain worker-1 --force --delete-emptydir-data' },
  ],
  flags: DRAIN_FLAGS,
  *run(cli, { flags, args, changed }) {
    const isSelected = changed.has('selector')
    const nodes = yield* nodesOf(cli, args, { flags, isSelected, use: 'drain NODE' })
    yield* setUnschedulable(cli, nodes, { flags, wanted: true })
    const failed: { readonly name: string; readonly error: CommandError }[] = []
    for (const node of nodes) {
      try {
        yield* drainNode(cli, node, flags)
        yield* sayOf(cli, node.name, operationOf('drained', dryRunOf(flags['dry-run']).dryRun))
      } catch (error) {
        if (!(error instanceof CommandError)) throw error
        yield* err(
          cli,
          `error: unable to drain node "${node.name}" due to error: ${error.message}, continuing command...\n`,
        )
        failed.push({ name: node.name, error })
      }
    }
    if (failed.length === 0) return
    const names = failed.map(({ name }) => ` ${name}\n`).join('')
    yield* err(cli, `There are pending nodes to be drained:\n${names}`)
    // Each on a line of its own, without `error:` even when there is only one.
    throw new ManyErrors(failed.map(({ error }) => error))
  },
})

function* drainNode(cli: Cli, { name }: Target, flags: Flags): Run<void> {
  const selector = flags['pod-selector']
  const list = yield* cli.api.get('/api/v1/pods', [
    ['fieldSelector', `spec.nodeName=${name}`],
    ...(selector === '' ? [] : [['labelSelector', selector] as const]),
    ['limit', String(flags['chunk-size'])],
  ])
  const pods = isList(list) ? list.items.map(asPod) : []
  const verdicts = pods.map((pod) => ({ pod, ...drainVerdict(pod, flags) }))
  const errors = grouped(verdicts.map(({ pod, error }) => ({ pod, what: error })))
  raiseAll(errors.map((text) => new CommandError(`cannot delete ${text}`)))
  const warnings = grouped(verdicts.map(({ pod, warning }) => ({ pod, what: warning })))
  if (warnings.length > 0) yield* warn(cli.process, warnings.join('; '))
  const going = verdicts.filter(({ goes }) => goes).map(({ pod }) => pod)
  yield* sendAway(cli, going, flags)
}

function* sendAway(cli: Cli, pods: readonly Pod[], flags: Flags): Run<void> {
  const { dryRun } = dryRunOf(flags['dry-run'])
  const until = flags.timeout === 0 ? Infinity : cli.process.now + flags.timeout
  const errors: CommandError[] = []
  for (const { metadata } of pods) {
    const place = `${metadata.namespace}/${metadata.name}`
    if (!flags['disable-eviction'] || dryRun === 'client')
      yield* out(cli, `${operationOf(`evicting pod ${place}`, dryRun)}\n`)
    if (dryRun === 'client') continue
    try {
      yield* sendOne(cli, metadata, { flags, until })
    } catch (error) {
      if (!(error instanceof CommandError)) throw error
      errors.push(error)
    }
  }
  if (dryRun === 'none') yield* untilAllGone(cli, pods, { flags, until })
  raiseAll(errors)
}

interface Sending {
  readonly flags: Flags
  readonly until: number
}

/** An eviction that would break a budget is tried again. */
function* sendOne(
  cli: Cli,
  { namespace, name }: Pod['metadata'],
  { flags, until }: Sending,
): Run<void> {
  const grace = flags['grace-period']
  const options = {
    kind: 'DeleteOptions',
    apiVersion: 'v1',
    ...(grace < 0 ? {} : { gracePeriodSeconds: grace }),
    ...(dryRunOf(flags['dry-run']).dryRun === 'server' ? { dryRun: ['All'] } : {}),
  }
  const path = `/api/v1/namespaces/${namespace}/pods/${name}`
  const eviction = {
    apiVersion: 'policy/v1',
    kind: 'Eviction',
    metadata: { name, namespace },
    deleteOptions: options,
  }
  for (;;) {
    try {
      if (flags['disable-eviction']) yield* cli.api.call({ method: 'DELETE', path, body: options })
      else yield* cli.api.call({ method: 'POST', path: `${path}/eviction`, body: eviction })
      return
    } catch (error) {
      if (isStatus(error, 'NotFound')) return
      const what = `error when evicting pods/"${name}" -n "${namespace}"`
      if (!isStatus(error, 'TooManyRequests') || cli.process.now + RETRY_MS > until)
        throw error instanceof CommandError ? new CommandError(`${what}: ${error.message}`) : error
      yield* err(cli, `${what} (will retry after 5s): ${error.message}\n`)
      yield* sleep(cli.process, RETRY_MS)
    }
  }
}

/** Says of each Pod when it is gone, in the order in which they go. */
function* untilAllGone(cli: Cli, pods: readonly Pod[], { flags, until }: Sending): Run<void> {
  let waiting = pods
  for (;;) {
    const left: Pod[] = []
    for (const pod of waiting)
      if (yield* isThere(cli, pod)) left.push(pod)
      else yield* out(cli, `pod/${pod.metadata.name} ${doneBy(flags)}\n`)
    const [first] = left
    if (first === undefined) return
    if (cli.process.now + WAIT_MS > until) throw overdue(first, flags.timeout)
    waiting = left
    yield* sleep(cli.process, WAIT_MS)
  }
}

function doneBy(flags: Flags): string {
  return flags['disable-eviction'] ? 'deleted' : 'evicted'
}

function overdue({ metadata: { name, namespace } }: Pod, timeoutMs: number): CommandError {
  return new CommandError(
    `error when waiting for pod "${name}" in namespace "${namespace}" to terminate: global timeout reached: ${timeoutMs / 1000}s`,
  )
}

/** Whether it is that very Pod, and no other of its name. */
function* isThere(cli: Cli, { metadata }: Pod): Run<boolean> {
  const { namespace, name, uid } = metadata
  try {
    const now = yield* cli.api.get(`/api/v1/namespaces/${namespace}/pods/${name}`)
    return now.metadata?.uid === uid
  } catch (error) {
    if (isStatus(error, 'NotFound')) return false
    throw error
  }
}

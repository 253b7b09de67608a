import type { Run } from '#engine'
import type { Cli } from '../cli.ts'
import { CommandError, isStatus } from '../failure.ts'
import type { Target } from './collect.ts'
import { pathOf } from './discovery.ts'
import { nextChange } from './changes.ts'
import type { Exchange } from './exchange.ts'
import type { KubeObject } from './objects.ts'

export interface Deleted {
  readonly target: Target
  /** Of what was deleted: another object of that name is another object. */
  readonly uid: string
}

/** Waits until every one of them is no more; `timeoutMs` 0 waits as long as it takes. */
export function* waitUntilGone(
  cli: Cli,
  deleted: readonly Deleted[],
  timeoutMs: number,
): Run<void> {
  const until = timeoutMs === 0 ? Infinity : cli.process.now + timeoutMs
  for (const each of deleted) yield* waitForOne(cli, each, until)
}

function* waitForOne(cli: Cli, { target, uid }: Deleted, until: number): Run<void> {
  const { mapping, namespace, name } = target
  const object = yield* find(cli, target)
  if (object === undefined || (uid !== '' && object.metadata?.uid !== uid)) return
  const watch = yield* cli.api.stream({
    method: 'GET',
    path: pathOf(mapping, { namespace }),
    query: [
      ['fieldSelector', `metadata.name=${name}`],
      ['resourceVersion', object.metadata?.resourceVersion ?? ''],
      ['watch', 'true'],
    ],
  })
  try {
    const isGone = yield* sawDeletion(cli, watch, until)
    if (!isGone)
      throw new CommandError(`timed out waiting for the condition on ${mapping.resource}/${name}`)
  } finally {
    watch.cancel()
  }
}

function* find(cli: Cli, { mapping, namespace, name }: Target): Run<KubeObject | undefined> {
  try {
    return yield* cli.api.get(pathOf(mapping, { namespace, name }))
  } catch (error) {
    if (isStatus(error, 'NotFound')) return undefined
    throw error
  }
}

function* sawDeletion(cli: Cli, watch: Exchange, until: number): Run<boolean> {
  for (;;) {
    const change = yield* nextChange(cli.process, watch, until)
    if (change === 'timeout') return false
    if (change === undefined || change.type === 'DELETED') return true
  }
}

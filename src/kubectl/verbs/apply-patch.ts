import { type Run, sleep } from '#engine'
import { isJsonObject, readDocuments } from '#manifest'
import type { Target } from '../api/collect.ts'
import { pathOf } from '../api/discovery.ts'
import { asJson } from '../api/json.ts'
import { lastAppliedOf, withLastApplied } from '../api/last-applied.ts'
import type { KubeObject } from '../api/objects.ts'
import type { Cli } from '../cli.ts'
import { CommandError, isStatus } from '../failure.ts'
import type { JsonObject } from '../patch/diff.ts'
import { patchLocally } from '../patch/local-patch.ts'
import { threeWayPatch } from '../patch/three-way.ts'
import { type ApplyContext, writeQuery } from './apply-context.ts'

export interface Patched {
  readonly object: KubeObject
  /** There was nothing to change. */
  readonly isEmpty: boolean
}

export interface PatchFailure {
  readonly patch: JsonObject
  readonly error: CommandError
}

interface Place {
  readonly context: ApplyContext
  readonly live: KubeObject
}

const MOST_ATTEMPTS = 5

/** Changes the live object by what the manifest has changed; again when somebody was faster. */
export function* applyPatch(
  cli: Cli,
  target: Target,
  { context, live }: Place,
): Run<Patched | PatchFailure> {
  let current = live
  for (let attempt = 0; ; attempt++) {
    const patch = patchFor(target, current)
    if (Object.keys(patch).length === 0) return { object: current, isEmpty: true }
    if (context.dryRun === 'client')
      return { object: patchLocally(current, patch, 'strategic'), isEmpty: false }
    try {
      return { object: yield* send(cli, target, { context, patch }), isEmpty: false }
    } catch (error) {
      if (!(error instanceof CommandError)) throw error
      const isConflict = isStatus(error, 'Conflict')
      if (isConflict && attempt < MOST_ATTEMPTS) {
        if (attempt > 1) yield* sleep(cli.process, 1000)
        current = yield* cli.api.get(pathOf(target.mapping, target))
      } else if (context.flags.force && (isConflict || isStatus(error, 'Invalid')))
        return { object: yield* replace(cli, target, context), isEmpty: false }
      else return { patch, error }
    }
  }
}

function patchFor({ mapping, object = {} }: Target, current: KubeObject): JsonObject {
  return threeWayPatch({
    kind: mapping.kind,
    original: originalOf(current),
    modified: asJson(withLastApplied(object)),
    current: asJson(current),
  })
}

function originalOf(live: KubeObject): JsonObject | undefined {
  const [document] = readDocuments(lastAppliedOf(live) ?? '')
  return document?.ok === true && isJsonObject(document.value) ? document.value : undefined
}

function* send(
  cli: Cli,
  { mapping, namespace, name }: Target,
  { context, patch }: { readonly context: ApplyContext; readonly patch: JsonObject },
): Run<KubeObject> {
  return yield* cli.api.call({
    method: 'PATCH',
    path: pathOf(mapping, { namespace, name }),
    query: writeQuery(context),
    body: patch,
    contentType: 'application/strategic-merge-patch+json',
  })
}

/** What may not be changed is deleted at once and made anew. */
function* replace(cli: Cli, target: Target, context: ApplyContext): Run<KubeObject> {
  const { mapping, namespace, name, object = {} } = target
  const path = pathOf(mapping, { namespace, name })
  const body = { kind: 'DeleteOptions', apiVersion: 'v1', propagationPolicy: 'Background' }
  yield* cli.api.call({ method: 'DELETE', path, body: { ...body, gracePeriodSeconds: 0 } })
  while (yield* isThere(cli, path)) yield* sleep(cli.process, 1000)
  return yield* cli.api.call({
    method: 'POST',
    path: pathOf(mapping, { namespace }),
    query: writeQuery(context),
    body: withLastApplied(object),
  })
}

function* isThere(cli: Cli, path: string): Run<boolean> {
  try {
    yield* cli.api.get(path)
    return true
  } catch (error) {
    if (isStatus(error, 'NotFound')) return false
    throw error
  }
}

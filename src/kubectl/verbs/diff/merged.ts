import type { Run } from '#engine'
import { isJsonObject, readDocuments } from '#manifest'
import type { Query } from '../../api/api.ts'
import type { Target } from '../../api/collect.ts'
import { pathOf } from '../../api/discovery.ts'
import { asJson } from '../../api/json.ts'
import { lastAppliedOf, withoutLastApplied } from '../../api/last-applied.ts'
import type { KubeObject } from '../../api/objects.ts'
import type { Cli } from '../../cli.ts'
import { CommandError, isStatus } from '../../failure.ts'
import type { JsonObject } from '../../patch/diff.ts'
import { threeWayPatch } from '../../patch/three-way.ts'

export function* findLive(
  cli: Cli,
  { mapping, namespace, name }: Target,
): Run<KubeObject | undefined> {
  if (name === '') throw new CommandError('resource name may not be empty')
  try {
    return yield* cli.api.get(pathOf(mapping, { namespace, name }))
  } catch (error) {
    if (isStatus(error, 'NotFound')) return undefined
    throw error
  }
}

export interface Merge {
  readonly live: KubeObject | undefined
  /** Refused when the live object is not what it was. */
  readonly isLocked: boolean
  readonly flags: { readonly 'server-side': boolean; readonly 'force-conflicts': boolean }
  readonly manager: string
}

/** The object as it would be if it were applied: the server tries, and keeps nothing. */
export function* merged(cli: Cli, target: Target, merge: Merge): Run<KubeObject> {
  const { mapping, namespace, name, object = {} } = target
  const { live, flags, manager } = merge
  const query: Query = [
    ['dryRun', 'All'],
    ['fieldManager', manager],
  ]
  if (flags['server-side'])
    return yield* cli.api.call({
      method: 'PATCH',
      path: pathOf(mapping, { namespace, name }),
      query: [...query, ['force', String(flags['force-conflicts'])]],
      body: object,
      contentType: 'application/apply-patch+yaml',
    })
  if (live === undefined)
    return yield* cli.api.call({
      method: 'POST',
      path: pathOf(mapping, { namespace }),
      query,
      body: object,
    })
  const patch = patchFor(target, live)
  if (Object.keys(patch).length === 0) return live
  return yield* cli.api.call({
    method: 'PATCH',
    path: pathOf(mapping, { namespace, name }),
    query,
    body: merge.isLocked ? locked(patch, live) : patch,
    contentType: 'application/strategic-merge-patch+json',
  })
}

/** As apply does it, but for the note of what was applied. */
function patchFor({ mapping, object = {} }: Target, live: KubeObject): JsonObject {
  const [document] = readDocuments(lastAppliedOf(live) ?? '')
  const isNoted = document?.ok === true && isJsonObject(document.value)
  return threeWayPatch({
    kind: mapping.kind,
    original: isNoted ? document.value : undefined,
    modified: asJson(withoutLastApplied(object)),
    current: asJson(live),
  })
}

function locked(patch: JsonObject, { metadata }: KubeObject): JsonObject {
  const changed = isJsonObject(patch['metadata']) ? patch['metadata'] : {}
  return { ...patch, metadata: { ...changed, resourceVersion: metadata?.resourceVersion ?? '' } }
}

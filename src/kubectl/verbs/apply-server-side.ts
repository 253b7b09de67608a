import type { Run } from '#engine'
import type { Target } from '../api/collect.ts'
import { pathOf } from '../api/discovery.ts'
import type { KubeObject } from '../api/objects.ts'
import type { Cli } from '../cli.ts'
import { CommandError, isStatus } from '../failure.ts'
import { migrateToServerSide } from './apply-migration.ts'
import { type Applied, type ApplyContext, writeQuery } from './apply-context.ts'

/** The server merges, and remembers who owns which field. */
export function* applyOnServer(cli: Cli, target: Target, context: ApplyContext): Run<Applied> {
  const applied = yield* applyOnce(cli, target, context)
  const isMigrated = yield* migrateToServerSide(cli, target, { applied, context })
  const object = isMigrated ? yield* applyOnce(cli, target, context) : applied
  return { object, operation: 'serverside-applied' }
}

function* applyOnce(cli: Cli, target: Target, context: ApplyContext): Run<KubeObject> {
  const { mapping, namespace, name, object = {} } = target
  const { flags } = context
  try {
    return yield* cli.api.call({
      method: 'PATCH',
      path: pathOf(mapping, { namespace, name, subresource: flags.subresource }),
      query: [...writeQuery(context), ['force', String(flags['force-conflicts'])]],
      body: object,
      contentType: 'application/apply-patch+yaml',
    })
  } catch (error) {
    if (isStatus(error, 'Conflict')) throw new CommandError(`${error.message}\n${WAYS_OUT}`)
    throw error
  }
}

const WAYS_OUT = `Please review the fields above--they currently have other managers. Here
are the ways you can resolve this warning:
* If you intend to manage all of these fields, please re-run the apply
  command with the \`--force-conflicts\` flag.
* If you do not intend to manage all of the fields, please edit your
  manifest to remove references to the fields that should keep their
  current managers.
* You may co-own fields by updating your manifest to match the existing
  value; in this case, you'll become the manager if the other manager(s)
  stop managing the field (remove it from their configuration).
See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts`

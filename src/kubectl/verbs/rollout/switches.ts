import type { Deployment, Run } from '#engine'
import { changeEach } from '../../api/change-each.ts'
import type { Target } from '../../api/collect.ts'
import { pathOf } from '../../api/discovery.ts'
import { asKind } from '../../api/typed.ts'
import { type Cli, out } from '../../cli.ts'
import { type Command, defineCommand } from '../../command.ts'
import { CommandError } from '../../failure.ts'
import { fieldManagerFlag, OUTPUT_FLAGS } from '../../flags/shared-flags.ts'
import { printerFor } from '../../printers/printer.ts'
import { readTextFile } from '../shared.ts'
import { failedOn, rolloutTargets, TARGET_FLAGS } from './rollout-targets.ts'

interface Switch {
  readonly name: string
  readonly summary: string
  /** What its example does. */
  readonly example: string
  readonly done: string
  /** How it is said that such a kind cannot be switched so. */
  readonly unsupported: string
  /** Why it cannot be done now; undefined: it can. */
  readonly refusal: (deployment: Deployment) => string | undefined
  readonly patch: (now: Date) => object
}

export const pause = commandFor({
  name: 'pause',
  summary: 'Mark the provided resource as paused.',
  example: 'Change it as often as needed before anything is rolled out',
  done: 'paused',
  unsupported: 'pausing is not supported',
  refusal: ({ spec }) => (spec.paused === true ? 'is already paused' : undefined),
  patch: () => ({ spec: { paused: true } }),
})

export const resume = commandFor({
  name: 'resume',
  summary: 'Resume a paused resource.',
  example: 'Roll out what has changed meanwhile',
  done: 'resumed',
  unsupported: 'resuming is not supported',
  refusal: ({ spec }) => (spec.paused === true ? undefined : 'is not paused'),
  patch: () => ({ spec: { paused: null } }),
})

export const restart = commandFor({
  name: 'restart',
  summary: 'Restart a resource.',
  example: 'New Pods in place of all',
  done: 'restarted',
  unsupported: 'restarting is not supported',
  refusal: ({ spec }) =>
    spec.paused === true ? "can't restart paused deployment (run rollout resume first)" : undefined,
  patch: (now) => ({
    spec: {
      template: {
        metadata: {
          annotations: {
            'kubectl.kubernetes.io/restartedAt': `${now.toISOString().slice(0, 19)}Z`,
          },
        },
      },
    },
  }),
})

function commandFor(each: Switch): Command {
  const flags = { ...TARGET_FLAGS, ...OUTPUT_FLAGS, ...fieldManagerFlag('kubectl-rollout') }
  return defineCommand({
    name: each.name,
    use: `rollout ${each.name} RESOURCE`,
    summary: each.summary,
    examples: [{ what: each.example, line: `kubectl rollout ${each.name} deployment/web` }],
    flags,
    *run(cli, given) {
      const found = yield* rolloutTargets(cli, given.args, given.flags)
      const readFile = (path: string) => readTextFile(cli.process, path)
      const operation = each.done
      const printer = printerFor({ flags: given.flags, operation, readFile, fields: 'type' })
      yield* changeEach(found, function* (target) {
        const changed = yield* switched(cli, target, {
          each,
          manager: given.flags['field-manager'],
        })
        yield* out(cli, printer.print(changed))
      })
    },
  })
}

function* switched(
  cli: Cli,
  { mapping, namespace, name, object = {} }: Target,
  { each, manager }: { readonly each: Switch; readonly manager: string },
): Run<Record<string, unknown>> {
  const refusal =
    mapping.kind === 'Deployment' ? each.refusal(asKind(object, 'Deployment')) : each.unsupported
  if (refusal !== undefined) throw failedOn(mapping, name, refusal)
  try {
    return yield* cli.api.call({
      method: 'PATCH',
      path: pathOf(mapping, { namespace, name }),
      query: [['fieldManager', manager]],
      contentType: 'application/strategic-merge-patch+json',
      body: each.patch(new Date(cli.process.wallClock)),
    })
  } catch (error) {
    throw error instanceof CommandError
      ? new CommandError(`failed to patch: ${error.message}`)
      : error
  }
}

import type { Container } from '#engine'
import { defineCommand } from '../../command.ts'
import { CommandError } from '../../failure.ts'
import { string } from '../../flags/flag.ts'
import { FILENAME_FLAGS, SELECTOR_FLAG } from '../../flags/shared-flags.ts'
import { amountIn } from '../amount-word.ts'
import {
  objectsToSet,
  refuseLocalOnServer,
  refuseNames,
  SET_FLAGS,
  setEach,
} from './changed-objects.ts'
import { hasContainer, withContainers, withPodSpec } from './pod-template.ts'

type Amounts = ReadonlyMap<string, string>

export const resources = defineCommand({
  name: 'resources',
  use: 'set resources (-f FILENAME | TYPE NAME)  ([--limits=LIMITS & --requests=REQUESTS]',
  summary: 'Update resource requests/limits on objects with pod templates.',
  examples: [
    {
      what: 'Half a core at most, and a gigabyte of memory',
      line: 'kubectl set resources deployment web --limits=cpu=500m,memory=1Gi',
    },
  ],
  flags: {
    ...FILENAME_FLAGS,
    ...SELECTOR_FLAG,
    ...SET_FLAGS,
    containers: string({ short: 'c', initial: '*', usage: 'Containers to change; * is any name.' }),
    limits: string({ usage: 'What they may take at most, as cpu=100m,memory=256Mi.' }),
    requests: string({ usage: 'What they ask for, as cpu=100m,memory=256Mi.' }),
  },
  *run(cli, { flags, args }) {
    refuseNames(flags, args)
    const { selector, kustomize, recursive, containers } = flags
    const targets = yield* objectsToSet(cli, flags, { args, selector, kustomize, recursive })
    refuseLocalOnServer(flags)
    if (flags.all && selector !== '')
      throw new CommandError('cannot set --all and --selector at the same time')
    if (flags.limits === '' && flags.requests === '')
      throw new CommandError(
        'you must specify an update to requests or limits (in the form of --requests/--limits)',
      )
    const [limits, requests] = [amountsIn(flags.limits), amountsIn(flags.requests)]
    const errors: CommandError[] = []
    const way = {
      flags,
      done: 'resource requirements updated',
      failure: 'failed to patch resources update to pod template',
      isAlwaysSent: false,
    }
    const change = (container: Container) => withAmounts(container, { limits, requests })
    yield* setEach(cli, {
      targets,
      errors,
      way,
      change: (target) =>
        withPodSpec(target, (spec) => {
          if (!hasContainer(spec, containers))
            errors.push(new CommandError(`error: unable to find container named ${containers}`))
          return withContainers(spec, containers, change)
        }),
    })
  },
})

/** `cpu=100m,memory=256Mi`. */
function amountsIn(text: string): Amounts {
  if (text === '') return new Map()
  return new Map(text.split(',').map(amountIn))
}

function withAmounts(
  container: Container,
  { limits, requests }: Readonly<Record<'limits' | 'requests', Amounts>>,
): Container {
  const { resources: before = {} } = container as Partial<Container>
  return {
    ...container,
    resources: {
      ...before,
      ...(limits.size === 0 ? {} : { limits: joined(before.limits, limits) }),
      ...(requests.size === 0 ? {} : { requests: joined(before.requests, requests) }),
    },
  }
}

function joined(
  before: Readonly<Record<string, string>> | undefined,
  amounts: Amounts,
): Readonly<Record<string, string>> {
  return Object.fromEntries([...Object.entries(before ?? {}), ...amounts])
}

import type { Run } from '#engine'
import type { Target } from '../../api/collect.ts'
import type { KubeObject } from '../../api/objects.ts'
import type { Cli } from '../../cli.ts'
import { defineCommand, type Given } from '../../command.ts'
import { CommandError, raiseAll } from '../../failure.ts'
import { FILENAME_FLAGS, SELECTOR_FLAG } from '../../flags/shared-flags.ts'
import {
  objectsToSet,
  refuseLocalOnServer,
  refuseNames,
  SET_FLAGS,
  setEach,
} from './changed-objects.ts'
import { hasContainer, type PodSpecPart, withContainers, withPodSpec } from './pod-template.ts'

const FLAGS = { ...FILENAME_FLAGS, ...SELECTOR_FLAG, ...SET_FLAGS }

type Flags = Given<typeof FLAGS>['flags']
type Images = ReadonlyMap<string, string>

export const image = defineCommand({
  name: 'image',
  use: 'set image (-f FILENAME | TYPE NAME) CONTAINER_NAME_1=CONTAINER_IMAGE_1 ... CONTAINER_NAME_N=CONTAINER_IMAGE_N',
  summary: 'Update the image of a pod template.',
  examples: [
    { what: 'Another version of nginx', line: 'kubectl set image deployment/web nginx=nginx:1.29' },
  ],
  flags: FLAGS,
  *run(cli, { flags, args }) {
    const { resources, images } = split(args)
    refuseNames(flags, resources)
    const { selector, kustomize, recursive } = flags
    const wanted = { args: resources, selector, kustomize, recursive }
    const targets = yield* objectsToSet(cli, flags, wanted)
    raiseAll(problemsOf(flags, resources, images))
    refuseLocalOnServer(flags)
    yield* setImages(cli, targets, { flags, images })
  },
})

/** Resources first, then pairs; a pair that says nothing takes away, which images cannot. */
function split(args: readonly string[]): { resources: readonly string[]; images: Images } {
  const isPair = (word: string): boolean => word.includes('=') || word.endsWith('-')
  const first = args.findIndex(isPair)
  const resources = first < 0 ? args : args.slice(0, first)
  const pairs = first < 0 ? [] : args.slice(first)
  const late = pairs.find((word) => !isPair(word))
  if (late !== undefined)
    throw new CommandError(`all resources must be specified before image changes: ${late}`)
  const images = new Map<string, string>()
  for (const pair of pairs) {
    const at = pair.indexOf('=')
    if (at <= 0) throw new CommandError(`invalid image format: ${pair}`)
    images.set(pair.slice(0, at), pair.slice(at + 1))
  }
  return { resources, images }
}

function problemsOf(flags: Flags, resources: readonly string[], images: Images): CommandError[] {
  const problems: string[] = []
  if (flags.all && flags.selector !== '')
    problems.push('cannot set --all and --selector at the same time')
  if (resources.length === 0 && flags.filename.length === 0 && flags.kustomize === '')
    problems.push(
      'one or more resources must be specified as <resource> <name> or <resource>/<name>',
    )
  if (images.size === 0) problems.push('at least one image update is required')
  else if (images.size > 1 && images.has('*'))
    problems.push(
      'all containers are already specified by *, but saw more than one container_name=container_image pairs',
    )
  return problems.map((problem) => new CommandError(problem))
}

interface Setting {
  readonly flags: Flags
  readonly images: Images
}

function* setImages(cli: Cli, targets: readonly Target[], { flags, images }: Setting): Run<void> {
  const errors: CommandError[] = []
  const way = {
    flags,
    done: 'image updated',
    failure: 'failed to patch image update to pod template:',
    isAlwaysSent: false,
  }
  const change = (target: Target) => withImages(target, images, errors)
  yield* setEach(cli, { targets, change, way, errors })
}

function withImages(target: Target, images: Images, errors: CommandError[]): KubeObject {
  return withPodSpec(target, (spec) => {
    let changed: PodSpecPart = spec
    for (const [name, wanted] of images) {
      if (!hasContainer(spec, name))
        errors.push(new CommandError(`error: unable to find container named "${name}"`))
      changed = withContainers(changed, name, (container) => ({ ...container, image: wanted }))
    }
    return changed
  })
}

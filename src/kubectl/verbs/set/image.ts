import type { Container, Run } from '#engine'
import { changeEach } from '../../api/change-each.ts'
import { collect, type Target } from '../../api/collect.ts'
import { pathOf } from '../../api/discovery.ts'
import type { KubeObject } from '../../api/objects.ts'
import { type Cli, out } from '../../cli.ts'
import { defineCommand, type Given } from '../../command.ts'
import { CommandError, raiseAll } from '../../failure.ts'
import { bool } from '../../flags/flag.ts'
import {
  DRY_RUN_FLAG,
  dryRunOf,
  fieldManagerFlag,
  FILENAME_FLAGS,
  OUTPUT_FLAGS,
  SELECTOR_FLAG,
} from '../../flags/shared-flags.ts'
import { printerFor } from '../../printers/printer.ts'
import { operationOf, readTextFile } from '../shared.ts'

const FLAGS = {
  ...FILENAME_FLAGS,
  ...SELECTOR_FLAG,
  ...DRY_RUN_FLAG,
  ...OUTPUT_FLAGS,
  ...fieldManagerFlag('kubectl-set'),
  all: bool({ usage: 'Every object of the types, in the namespace.' }),
  local: bool({ usage: 'Change what is in the files only; ask no server.' }),
}

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
    const found = yield* collect(cli, {
      args: resources,
      filename: flags.filename,
      kustomize: flags.kustomize,
      recursive: flags.recursive,
      selector: flags.selector,
      all: flags.all,
      fetch: flags.local ? 'never' : 'latest',
    })
    raiseAll(problemsOf(flags, resources, images))
    yield* changeEach(found, (target) => setImages(cli, target, { flags, images }))
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

function* setImages(cli: Cli, target: Target, { flags, images }: Setting): Run<void> {
  const { mapping, namespace, name, object = {} } = target
  const spec = podSpecOf(object)
  if (spec === undefined)
    throw new CommandError(
      `error: ${mapping.resource}/${name} the object is not a pod or does not have a pod template: ${mapping.kind}`,
    )
  const changed = changedContainers(spec.spec, images)
  const missing = [...images.keys()].filter((each) => !isKnown(spec.spec, each))
  if (changed !== undefined) {
    const { dryRun } = dryRunOf(flags['dry-run'])
    const operation = operationOf('image updated', dryRun)
    const readFile = (path: string) => readTextFile(cli.process, path)
    const printer = printerFor({ flags, operation, readFile })
    const isLocal = flags.local || dryRun === 'client'
    const updated: KubeObject = isLocal
      ? spec.withSpec(changed)
      : yield* cli.api.call({
          method: 'PATCH',
          path: pathOf(mapping, { namespace, name }),
          query: [
            ...(dryRun === 'server' ? [['dryRun', 'All'] as const] : []),
            ['fieldManager', flags['field-manager']],
          ],
          contentType: 'application/strategic-merge-patch+json',
          body: spec.patch(namesAndImages(changed)),
        })
    yield* out(cli, printer.print(updated))
  }
  raiseAll(
    missing.map((each) => new CommandError(`error: unable to find container named "${each}"`)),
  )
}

type Containers = Readonly<Record<'containers' | 'initContainers', readonly Container[]>>

function changedContainers(spec: Containers, images: Images): Containers | undefined {
  const set = (container: Container): Container => {
    const wanted = images.get(container.name) ?? images.get('*')
    if (wanted === undefined || wanted === container.image) return container
    return { ...container, image: wanted }
  }
  const containers = spec.containers.map(set)
  const initContainers = spec.initContainers.map(set)
  const before = [...spec.containers, ...spec.initContainers]
  const isSame = [...containers, ...initContainers].every((each, at) => each === before[at])
  return isSame ? undefined : { containers, initContainers }
}

function isKnown({ containers, initContainers }: Containers, name: string): boolean {
  return name === '*' || [...containers, ...initContainers].some((each) => each.name === name)
}

function namesAndImages({ containers, initContainers }: Containers): object {
  const only = (list: readonly Container[]) =>
    list.map(({ name, image: of }) => ({ name, image: of }))
  return {
    containers: only(containers),
    ...(initContainers.length === 0 ? {} : { initContainers: only(initContainers) }),
  }
}

interface PodSpecPlace {
  readonly spec: Containers
  readonly patch: (spec: object) => object
  readonly withSpec: (spec: Containers) => KubeObject
}

/** Where an object keeps the spec of its Pods: a Pod in itself, all others in their template. */
function podSpecOf(object: KubeObject): PodSpecPlace | undefined {
  const spec = (object['spec'] ?? {}) as {
    readonly template?: { readonly spec?: Partial<Containers> }
  }
  const isPod = object.kind === 'Pod'
  const inner = isPod ? (spec as Partial<Containers>) : spec.template?.spec
  if (inner === undefined) return undefined
  const { containers = [], initContainers = [] } = inner
  const without = (changed: Containers): object =>
    initContainers.length === 0 ? { containers: changed.containers } : changed
  return {
    spec: { containers, initContainers },
    patch: (changed) => ({ spec: isPod ? changed : { template: { spec: changed } } }),
    withSpec: (changed) => {
      const whole = { ...inner, ...without(changed) }
      const template = { ...spec.template, spec: whole }
      return { ...object, spec: isPod ? whole : { ...spec, template } }
    },
  }
}

import type { Container, EnvVar, EnvVarSource, Run } from '#engine'
import type { Target } from '../../api/collect.ts'
import type { KubeObject } from '../../api/objects.ts'
import { type Cli, err, out } from '../../cli.ts'
import { resourceOfContainer } from '../../describe/container-resource.ts'
import { fieldOf } from '../../describe/pod-field.ts'
import { CommandError } from '../../failure.ts'
import { keyValue, sourceText } from './env-sources.ts'
import { fitsPattern, podSpecOf } from './pod-template.ts'

interface Listing {
  readonly flags: { readonly containers: string; readonly resolve: boolean }
  /** What an object becomes. */
  readonly changed: (target: Target) => KubeObject
}

/** Prints the environment of all containers: values, and in a comment where others come from. */
export function* listEnv(
  cli: Cli,
  targets: readonly Target[],
  { flags, changed }: Listing,
): Run<void> {
  for (const target of targets) {
    const object = changedOrNone(target, changed)
    if (object === undefined) continue
    const { containers = [], initContainers = [] } = podSpecOf(target.mapping.kind, object) ?? {}
    for (const container of [...containers, ...initContainers]) {
      if (!fitsPattern(container.name, flags.containers)) continue
      const { name } = target
      yield* out(cli, `# ${target.mapping.kind} ${name}, container ${container.name}\n`)
      yield* listOne(cli, { object, container, resolves: flags.resolve })
    }
  }
}

/** What does not fit is passed over in a list. */
function changedOrNone(target: Target, changed: Listing['changed']): KubeObject | undefined {
  try {
    return changed(target)
  } catch (error) {
    if (error instanceof CommandError) return undefined
    throw error
  }
}

interface Listed {
  readonly object: KubeObject
  readonly container: Container
  readonly resolves: boolean
}

function* listOne(cli: Cli, listed: Listed): Run<void> {
  const problems = new Map<string, string[]>()
  for (const variable of listed.container.env ?? []) {
    const { name, valueFrom } = variable
    if (valueFrom === undefined) yield* out(cli, `${name}=${variable.value ?? ''}\n`)
    else yield* listReference(cli, { name, valueFrom }, { ...listed, problems })
  }
  const texts = [...problems].map(
    ([problem, names]) => `error retrieving reference for ${names.sort().join(', ')}: ${problem}\n`,
  )
  yield* err(cli, texts.sort().join(''))
}

function* listReference(
  cli: Cli,
  { name, valueFrom }: Pick<EnvVar, 'name'> & { readonly valueFrom: EnvVarSource },
  listed: Listed & { readonly problems: Map<string, string[]> },
): Run<void> {
  if (listed.resolves) {
    try {
      yield* out(cli, `${name}=${yield* valueOf(cli, valueFrom, listed)}\n`)
      return
    } catch (error) {
      if (!(error instanceof CommandError)) throw error
      const names = listed.problems.get(error.message) ?? []
      listed.problems.set(error.message, [...names, name])
    }
  }
  yield* out(cli, `# ${name} from ${sourceText(valueFrom)}\n`)
}

function* valueOf(cli: Cli, source: EnvVarSource, { object, container }: Listed): Run<string> {
  const { secretKeyRef, configMapKeyRef, fieldRef, resourceFieldRef } = source
  if (secretKeyRef !== undefined) return yield* keyValue(cli, 'secret', secretKeyRef)
  if (configMapKeyRef !== undefined) return yield* keyValue(cli, 'config map', configMapKeyRef)
  if (fieldRef !== undefined) return fieldValue(object, fieldRef.fieldPath)
  if (resourceFieldRef !== undefined) return resourceOfContainer(container, resourceFieldRef)
  throw new CommandError('invalid valueFrom')
}

/** Only what an object says of itself is known here. */
function fieldValue(object: KubeObject, path: string): string {
  if (!/^metadata\.(annotations|labels|name|namespace|uid)(\['.*'\])?$/.test(path))
    throw new CommandError(`unsupported fieldPath: ${path}`)
  return fieldOf(object.metadata ?? {}, path)
}

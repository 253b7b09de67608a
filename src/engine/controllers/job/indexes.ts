import type { Job, Pod, PodTemplateSpec } from '../../api/generated/types.ts'

const INDEX = 'batch.kubernetes.io/job-completion-index'
const LONGEST_HOSTNAME = 63

export function isIndexed({ spec }: Job): boolean {
  return spec.completionMode === 'Indexed'
}

/** The index of a Pod; undefined when it has none. */
export function indexOf({ metadata }: Pod): number | undefined {
  const text = metadata.annotations?.[INDEX] ?? ''
  return /^\d+$/.test(text) ? Number(text) : undefined
}

/** Reads `0-2,5`. */
export function parseIndexes(text: string): ReadonlySet<number> {
  const indexes = new Set<number>()
  for (const range of text.split(',').filter((it) => it !== '')) {
    const [first = 0, last = first] = range.split('-').map(Number)
    for (let index = first; index <= last; index++) indexes.add(index)
  }
  return indexes
}

/** Writes `0-2,5`; two that follow each other are `3,4`. */
export function formatIndexes(indexes: ReadonlySet<number>): string {
  const runs: [number, number][] = []
  for (const index of [...indexes].sort((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last?.[1] === index - 1) last[1] = index
    else runs.push([index, index])
  }
  const text = ([first, last]: readonly [number, number]) =>
    first === last ? `${first}` : last === first + 1 ? `${first},${last}` : `${first}-${last}`
  return runs.map(text).join(',')
}

/** The lowest indexes that are neither done nor under way. */
export function freeIndexes(
  { spec }: Job,
  taken: ReadonlySet<number>,
  count: number,
): readonly number[] {
  const free: number[] = []
  for (let index = 0; index < (spec.completions ?? 0) && free.length < count; index++)
    if (!taken.has(index)) free.push(index)
  return free
}

/** One index of a Job, and what else its Pod is annotated with. */
interface Place {
  readonly name: string
  readonly index: number
  readonly notes: Readonly<Record<string, string>>
}

/** The template for one index: known by label, annotation, hostname and an environment variable. */
export function templateFor({ name, index, notes }: Place, template: PodTemplateSpec) {
  const { metadata, spec } = template
  const withIndex = (entries: Readonly<Record<string, string>> | undefined) =>
    Object.fromEntries([...Object.entries(entries ?? {}), [INDEX, `${index}`]])
  const variable = {
    name: 'JOB_COMPLETION_INDEX',
    valueFrom: { fieldRef: { fieldPath: `metadata.labels['${INDEX}']` } },
  }
  const told = <T extends { readonly env?: readonly { readonly name: string }[] }>(it: T) => ({
    ...it,
    env: [...(it.env ?? []).filter((env) => env.name !== variable.name), variable],
  })
  return {
    metadata: {
      ...metadata,
      labels: withIndex(metadata.labels),
      annotations: { ...withIndex(metadata.annotations), ...notes },
    },
    spec: {
      ...spec,
      hostname: spec.hostname ?? `${name}-${index}`.slice(0, LONGEST_HOSTNAME),
      containers: spec.containers.map(told),
      ...(spec.initContainers === undefined
        ? {}
        : { initContainers: spec.initContainers.map(told) }),
    },
  }
}

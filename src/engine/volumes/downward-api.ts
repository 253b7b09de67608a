import type {
  Container,
  DownwardAPIVolumeFile,
  DownwardAPIVolumeSource,
  Pod,
} from '../api/generated/types.ts'
import { fieldValue, resourceValue, type Surroundings } from './field-value.ts'
import { MountFailure, type Payload, type PayloadFile } from './payload.ts'
import type { VolumeKind } from './volume-kind.ts'

export const downwardApiVolume: VolumeKind<DownwardAPIVolumeSource> = {
  plugin: 'downward-api',
  payload: ({ items = [], defaultMode = 0o644 }, { pod, surroundings }) =>
    downwardApiFiles({ items, mode: defaultMode }, pod, surroundings),
}

/** One file for each field of the Pod, or resource of a container, that is asked for. */
export function downwardApiFiles(
  source: { readonly items: readonly DownwardAPIVolumeFile[]; readonly mode: number },
  pod: Pod,
  surroundings: Surroundings,
): Payload {
  const files = source.items.map((item): [string, PayloadFile] => {
    const bytes = new TextEncoder().encode(valueOf(item, pod, surroundings))
    return [item.path, { bytes, mode: item.mode ?? source.mode }]
  })
  return new Map(files)
}

function valueOf(
  { fieldRef, resourceFieldRef }: DownwardAPIVolumeFile,
  pod: Pod,
  surroundings: Surroundings,
): string {
  const value =
    fieldRef === undefined
      ? resourceFieldRef &&
        resourceValue(
          resourceFieldRef,
          containerNamed(pod, resourceFieldRef.containerName ?? ''),
          surroundings,
        )
      : fieldValue(fieldRef.fieldPath, pod, surroundings)
  if (value === undefined)
    throw new MountFailure(`unsupported fieldPath: ${fieldRef?.fieldPath ?? ''}`)
  return value
}

function containerNamed({ spec }: Pod, name: string): Container {
  const found = [...(spec.initContainers ?? []), ...spec.containers].find((it) => it.name === name)
  if (found === undefined) throw new MountFailure(`container ${name} not found`)
  return found
}

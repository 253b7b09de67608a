import type { Pod, Volume } from '../api/generated/types.ts'

/**
 * Why a Pod cannot go anywhere for its claims; undefined where it has none. There are no claims:
 * whoever names one waits for it. Source: plugins/volumebinding, PreFilter.
 */
export function missingClaim({ metadata, spec }: Pod): string | undefined {
  return (spec.volumes ?? []).map((volume) => missingFor(metadata.name, volume)).find(isText)
}

function missingFor(
  pod: string,
  { name, persistentVolumeClaim, ephemeral }: Volume,
): string | undefined {
  if (persistentVolumeClaim !== undefined)
    return `persistentvolumeclaim "${persistentVolumeClaim.claimName}" not found`
  if (ephemeral === undefined) return undefined
  return `waiting for ephemeral volume controller to create the persistentvolumeclaim "${pod}-${name}"`
}

function isText(it: string | undefined): boolean {
  return it !== undefined
}

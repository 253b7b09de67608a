import { goJson } from '../printers/json.ts'
import type { KubeObject } from './objects.ts'

export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration'

/** The object with its own configuration noted in an annotation, for the next `apply`. */
export function withLastApplied(object: KubeObject): KubeObject {
  const bare = withoutLastApplied(object)
  const annotations = [
    ...Object.entries(bare.metadata?.annotations ?? {}),
    [LAST_APPLIED, `${goJson(bare)}\n`] as const,
  ]
  return {
    ...object,
    metadata: { ...object.metadata, annotations: Object.fromEntries(annotations) },
  }
}

/** What is noted leaves itself out; an object without annotations gets an empty map, as in Go. */
export function withoutLastApplied(object: KubeObject): KubeObject {
  const annotations = Object.entries(object.metadata?.annotations ?? {})
  const others = annotations.filter(([key]) => key !== LAST_APPLIED)
  return { ...object, metadata: { ...object.metadata, annotations: Object.fromEntries(others) } }
}

export function lastAppliedOf(object: KubeObject): string | undefined {
  return new Map(Object.entries(object.metadata?.annotations ?? {})).get(LAST_APPLIED)
}

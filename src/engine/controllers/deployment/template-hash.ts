import type { PodTemplateSpec } from '../../api/generated/types.ts'
import { isSame } from '../../apiserver/same.ts'

/** The label that tells the Pods of one template of a Deployment from those of another. */
export const TEMPLATE_HASH = 'pod-template-hash'

/** Letters and digits that spell no words. Source: apimachinery util/rand, SafeEncodeString. */
const SAFE = 'bcdfghjklmnpqrstvwxz2456789'

/**
 * A short name for a template. The algorithm (32 bits of FNV-1a, as safe letters) is the real one's;
 * what goes into it is the template as JSON, not as Go prints it, so that the letters differ.
 */
export function templateHash(template: PodTemplateSpec, collisions: number): string {
  const counted = collisions === 0 ? '' : `#${collisions}`
  const digits = `${fnv1a(canonical(template) + counted)}`
  return digits.replace(/\d/g, (digit) => SAFE.charAt(digit.charCodeAt(0) % SAFE.length))
}

/** Whether two templates are the same but for that label. */
export function isSameTemplate(a: PodTemplateSpec, b: PodTemplateSpec): boolean {
  return isSame(withoutHash(a), withoutHash(b))
}

export function withHash(template: PodTemplateSpec, hash: string): PodTemplateSpec {
  const labels = Object.fromEntries([
    ...Object.entries(template.metadata.labels ?? {}),
    [TEMPLATE_HASH, hash],
  ])
  return { ...template, metadata: { ...template.metadata, labels } }
}

function withoutHash(template: PodTemplateSpec): PodTemplateSpec {
  const labels = Object.entries(template.metadata.labels ?? {})
  const others = labels.filter(([name]) => name !== TEMPLATE_HASH)
  return { ...template, metadata: { ...template.metadata, labels: Object.fromEntries(others) } }
}

/** JSON with the fields of every object in the order of their names. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  const fields = Object.entries(value).filter(([, it]) => it !== undefined)
  const sorted = fields.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${sorted.map(([name, it]) => `${JSON.stringify(name)}:${canonical(it)}`).join()}}`
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    hash ^= text.charCodeAt(index)
    hash = Math.imul(hash, 0x01000193)
  }
  return hash >>> 0
}

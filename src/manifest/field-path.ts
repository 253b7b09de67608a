import type { Span } from './node.ts'
import { type MappingNode, type Node, resolved } from './node.ts'

export type PathStep = string | number

/** `spec.containers[0].ports`, `metadata.labels[a.b/c]`: the steps of a path as the API writes it. */
export function stepsOf(path: string): readonly PathStep[] {
  const steps: PathStep[] = []
  for (const [, name, bracketed] of path.matchAll(/([^.[\]]+)|\[([^\]]*)\]/g)) {
    if (name !== undefined) steps.push(name)
    else if (bracketed !== undefined) steps.push(inBrackets(bracketed))
  }
  return steps
}

function inBrackets(text: string): PathStep {
  if (/^\d+$/.test(text)) return Number(text)
  return text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text
}

/** Where a field stands; when it is absent, its nearest parent that does. */
export interface FieldSpans {
  readonly isThere: boolean
  /** The key, or for an item of a list the item. */
  readonly key: Span
  readonly value: Span
}

export function findField(root: Node, steps: readonly PathStep[]): FieldSpans {
  let node = root
  let found: FieldSpans = { isThere: true, key: root, value: root }
  for (const step of steps) {
    const next = childOf(node, step)
    if (next === undefined) return { ...found, isThere: false }
    node = next.value
    found = { isThere: true, key: next.key, value: next.value }
  }
  return found
}

function childOf(parent: Node, step: PathStep): { key: Span; value: Node } | undefined {
  const node = resolved(parent)
  switch (node.kind) {
    case 'scalar':
      return undefined
    case 'sequence': {
      const item = typeof step === 'number' ? node.items[step] : undefined
      return item === undefined ? undefined : { key: item, value: item }
    }
    case 'mapping':
      return entryOf(node, String(step))
  }
}

/** The last of equal keys counts; what is merged in counts when nothing else has the key. */
function entryOf(node: MappingNode, key: string): { key: Span; value: Node } | undefined {
  const own = node.entries.findLast((entry) => !entry.isMerge && entry.key === key)
  if (own !== undefined) return { key: own.keySpan, value: own.value }
  for (const entry of node.entries) {
    const merged = entry.isMerge ? childOf(entry.value, key) : undefined
    if (merged !== undefined) return { key: entry.keySpan, value: entry.value }
  }
  return undefined
}

import { type MappingNode, type Node, resolved, type Span } from './node.ts'

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
export interface FoundField {
  readonly isThere: boolean
  /** The key, or for an item of a list the item; nothing for the document itself. */
  readonly key?: Span
  readonly value: Node
}

export function findField(root: Node, steps: readonly PathStep[]): FoundField {
  let found: FoundField = { isThere: true, value: root }
  for (let at = 0; at < steps.length;) {
    const child = childAt(found.value, steps, at)
    if (child === undefined) return { ...found, isThere: false }
    found = { isThere: true, key: child.key, value: child.value }
    at += child.steps
  }
  return found
}

interface Child {
  readonly key: Span
  readonly value: Node
  /** How many steps of the path lead to it. */
  readonly steps: number
}

function childAt(parent: Node, steps: readonly PathStep[], at: number): Child | undefined {
  const node = resolved(parent)
  const step = steps[at]
  switch (node.kind) {
    case 'scalar':
      return undefined
    case 'sequence': {
      const item = typeof step === 'number' ? node.items[step] : undefined
      return item === undefined ? undefined : { key: item, value: item, steps: 1 }
    }
    case 'mapping':
      return entryAt(node, steps, at)
  }
}

/** A key may have dots in it and yet stand in a path without brackets. */
const MOST_DOTS = 8

function entryAt(node: MappingNode, steps: readonly PathStep[], at: number): Child | undefined {
  const end = Math.min(steps.length, at + MOST_DOTS)
  for (let to = at + 1; to <= end; to++) {
    const entry = entryOf(node, steps.slice(at, to).join('.'))
    if (entry !== undefined) return { ...entry, steps: to - at }
  }
  return undefined
}

/** The last of equal keys counts; what is merged in counts when nothing else has the key. */
function entryOf(node: MappingNode, key: string): Omit<Child, 'steps'> | undefined {
  const own = node.entries.findLast((entry) => !entry.isMerge && entry.key === key)
  if (own !== undefined) return { key: own.keySpan, value: own.value }
  for (const entry of node.entries) {
    const merged = entry.isMerge ? mergedEntryOf(entry.value, key) : undefined
    if (merged !== undefined) return merged
  }
  return undefined
}

function mergedEntryOf(source: Node, key: string): Omit<Child, 'steps'> | undefined {
  const node = resolved(source)
  if (node.kind === 'mapping') return entryOf(node, key)
  if (node.kind === 'scalar') return undefined
  for (const item of node.items) {
    const entry = mergedEntryOf(item, key)
    if (entry !== undefined) return entry
  }
  return undefined
}

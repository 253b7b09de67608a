import type { Entry, Node } from './node.ts'

/** The keys that stand in their mapping already, as written: the later of them counts. */
export function repeatedKeys(root: Node, most: number): readonly Entry[] {
  const found: Entry[] = []
  const visit = (node: Node): void => {
    if (found.length >= most) return
    if (node.kind === 'sequence') node.items.forEach(visit)
    if (node.kind !== 'mapping') return
    const seen = new Set<string>()
    for (const entry of node.entries) {
      if (!entry.isMerge && seen.has(entry.key)) found.push(entry)
      seen.add(entry.key)
      visit(entry.value)
    }
  }
  visit(root)
  return found.slice(0, most)
}

import { type Node, resolved } from './node.ts'
import { Unreadable } from './problem.ts'
import type { Scalar } from './scalars.ts'

/** `<<` without quotes: the entries of its value are taken over. */
export function isMergeKey(key: Node): boolean {
  return key.kind === 'scalar' && key.isPlain && key.value === '<<'
}

/** JSON knows only text as a key: numbers and booleans are written out, the rest is refused. */
export function keyText(keyNode: Node, value: Node): string {
  const key = resolved(keyNode)
  if (key.kind !== 'scalar')
    throw new Unreadable(`yaml: invalid map key: ${goSyntax(key)}`, keyNode.start)
  if (key.value === null) {
    const seen = `key: <nil>, value: ${goSyntax(value)}`
    throw new Unreadable(`unsupported map key of type: %!s(<nil>), ${seen}`, keyNode.start)
  }
  return typeof key.value === 'number' ? numberText(key.value) : String(key.value)
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return '.nan'
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf'
  return String(Number.isInteger(value) ? value : Math.fround(value))
}

/** A value as Go's %#v shows it: kubectl's message for a key that is a mapping has it so. */
function goSyntax(given: Node): string {
  const node = resolved(given)
  switch (node.kind) {
    case 'scalar':
      return goScalar(node.value)
    case 'sequence':
      return `[]interface {}{${node.items.map(goSyntax).join(', ')}}`
    case 'mapping': {
      const entries = node.entries
        .map(({ key, value }) => `"${key}":${goSyntaxInside(value)}`)
        .sort()
      return `map[interface {}]interface {}{${entries.join(', ')}}`
    }
  }
}

function goSyntaxInside(node: Node): string {
  const value = resolved(node)
  return value.kind === 'scalar' && value.value === null ? 'interface {}(nil)' : goSyntax(value)
}

function goScalar(value: Scalar): string {
  if (value === null) return '<nil>'
  return typeof value === 'string' ? JSON.stringify(value) : String(value)
}

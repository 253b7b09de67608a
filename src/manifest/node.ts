import type { Scalar } from './scalars.ts'

/** A piece of the text: offsets into the whole text, the end exclusive. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A document as it was written: everything with its place, nothing merged yet. */
export type Node = ScalarNode | MappingNode | SequenceNode | AliasNode

export interface ScalarNode extends Span {
  readonly kind: 'scalar'
  readonly value: Scalar
  /** Written without quotes and without a tag. */
  readonly isPlain: boolean
}

export interface Entry {
  readonly key: string
  readonly keySpan: Span
  readonly value: Node
  /** `<<: *base`: the value's entries stand for this one. */
  readonly isMerge: boolean
}

export interface MappingNode extends Span {
  readonly kind: 'mapping'
  readonly entries: readonly Entry[]
}

export interface SequenceNode extends Span {
  readonly kind: 'sequence'
  readonly items: readonly Node[]
}

export interface AliasNode extends Span {
  readonly kind: 'alias'
  readonly target: Node
}

/** The node itself, or what an alias stands for. */
export function resolved(node: Node): Exclude<Node, AliasNode> {
  return node.kind === 'alias' ? resolved(node.target) : node
}

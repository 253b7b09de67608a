import type { JsonValue } from './json-value.ts'
import type { MappingNode, Node } from './node.ts'
import { Unreadable } from './problem.ts'
import type { Scalar } from './scalars.ts'

/** The value of a document as kubectl hands it to the API server: aliases and merges done. */
export function valueOf(root: Node): JsonValue {
  return new Reader().value(root)
}

class Reader {
  #read = 0
  #readByAlias = 0
  #aliasDepth = 0

  value(node: Node): JsonValue {
    this.#count(node)
    switch (node.kind) {
      case 'scalar':
        return finite(node.value, node.start)
      case 'sequence':
        return node.items.map((item) => this.value(item))
      case 'mapping':
        return Object.fromEntries(this.#entries(node))
      case 'alias': {
        this.#aliasDepth++
        const value = this.value(node.target)
        this.#aliasDepth--
        return value
      }
    }
  }

  #entries(node: MappingNode): Map<string, JsonValue> {
    const entries = new Map<string, JsonValue>()
    for (const { key, value, isMerge } of node.entries) {
      if (isMerge) this.#merge(value, entries)
      else entries.set(key, this.value(value))
    }
    return entries
  }

  #merge(from: Node, into: Map<string, JsonValue>): void {
    const isAlias = from.kind === 'alias'
    const source = isAlias ? from.target : from
    if (isAlias) this.#aliasDepth++
    this.#count(source)
    if (source.kind === 'mapping') {
      for (const [key, value] of this.#entries(source)) into.set(key, value)
    } else if (source.kind === 'sequence' && !isAlias) {
      for (const item of source.items.toReversed()) this.#mergeOne(item, into)
    } else throw new Unreadable(NO_MAP_TO_MERGE, from.start)
    if (isAlias) this.#aliasDepth--
  }

  #mergeOne(item: Node, into: Map<string, JsonValue>): void {
    const target = item.kind === 'alias' ? item.target : item
    if (target.kind !== 'mapping') throw new Unreadable(NO_MAP_TO_MERGE, item.start)
    this.#merge(item, into)
  }

  /** go-yaml's measure against a few lines that stand for millions of values. */
  #count(node: Node): void {
    this.#read++
    if (this.#aliasDepth > 0) this.#readByAlias++
    if (this.#readByAlias <= 100 || this.#read <= 1000) return
    if (this.#readByAlias / this.#read > allowedAliasRatio(this.#read))
      throw new Unreadable('yaml: document contains excessive aliasing', node.start)
  }
}

const NO_MAP_TO_MERGE = 'yaml: map merge requires map or sequence of maps as the value'

function allowedAliasRatio(read: number): number {
  const low = 400_000
  const high = 4_000_000
  if (read <= low) return 0.99
  if (read >= high) return 0.1
  return 0.99 - (0.89 * (read - low)) / (high - low)
}

function finite(value: Scalar, offset: number): Scalar {
  if (typeof value !== 'number' || Number.isFinite(value)) return value
  const name = Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf'
  throw new Unreadable(`json: unsupported value: ${name}`, offset)
}

import { isJsonList, isJsonObject, type JsonValue } from '#manifest'
import { CommandError } from '../failure.ts'
import { goJson, goJsonIndented, withSortedKeys } from './json.ts'
import { goText } from './go-text.ts'
import type { JsonPathNode, SliceBound } from './jsonpath-parse.ts'

export interface JsonPathOptions {
  readonly allowsMissingKeys: boolean
  /** Each result as a JSON array of its own. */
  readonly asJson: boolean
}

/** What a template prints for a value. */
export function evaluate(
  nodes: readonly JsonPathNode[],
  value: JsonValue,
  options: JsonPathOptions,
): string {
  const results = new Evaluation(options).block(nodes, value).results
  return results.map((found) => textOf(found, options)).join('')
}

/** Every value that a path without text leads to. */
export function findValues(
  nodes: readonly JsonPathNode[],
  value: JsonValue,
  options: JsonPathOptions,
): readonly JsonValue[] {
  return new Evaluation(options).block(nodes, value).results.flat()
}

type Values = readonly JsonValue[]

function textOf(found: Values, { asJson }: JsonPathOptions): string {
  if (asJson) return goJsonIndented(withSortedKeys(found))
  return found
    .map((value) => (typeof value === 'object' && value !== null ? goJson(value) : goText(value)))
    .join(' ')
}

class Evaluation {
  readonly #options: JsonPathOptions
  #depth = 0

  constructor(options: JsonPathOptions) {
    this.#options = options
  }

  /** Up to the end of the block, and how many nodes that were. */
  block(nodes: readonly JsonPathNode[], value: JsonValue): { results: Values[]; length: number } {
    const results: Values[] = []
    for (let at = 0; at < nodes.length; at++) {
      const node = nodes[at]
      if (node === undefined) break
      const { word, rest } = keywordOf(node)
      if (word === 'end') {
        if (this.#depth === 0) throw new CommandError('not in range, nothing to end')
        return { results, length: at + 1 }
      }
      if (word === 'range') {
        const found = this.#walkAll([value], rest)
        const loop = this.#range(nodes.slice(at + 1), found)
        results.push(...loop.results)
        at += loop.length
      } else results.push(this.#walk([value], node))
    }
    return { results, length: nodes.length }
  }

  /** A range without values is walked once all the same, to find its end. */
  #range(rest: readonly JsonPathNode[], values: Values): { results: Values[]; length: number } {
    this.#depth++
    const rounds = (values.length > 0 ? values : [null]).map((each) => this.block(rest, each))
    this.#depth--
    const results = values.length > 0 ? rounds.flatMap((round) => round.results) : []
    return { results, length: rounds[0]?.length ?? 0 }
  }

  #walkAll(values: Values, nodes: readonly JsonPathNode[]): Values {
    return nodes.reduce<Values>((found, node) => this.#walk(found, node), values)
  }

  #walk(values: Values, node: JsonPathNode): Values {
    switch (node.is) {
      case 'list':
        return this.#walkAll(values, node.nodes)
      case 'text':
        return [node.text]
      case 'constant':
        return values.map(() => node.value)
      case 'field':
        return this.#field(values, node.name)
      case 'slice':
        return values.flatMap((value) => (value === null ? [] : slice(value, node.bounds)))
      case 'wildcard':
        return values.flatMap(childrenOf)
      case 'recursive':
        return values.flatMap(descend)
      case 'union':
        return node.alternatives.flatMap((each) => this.#walkAll(values, each))
      case 'filter':
        return values.flatMap((value) => this.#filter(value, node))
      case 'identifier':
        throw new CommandError(`unrecognized identifier ${node.name}`)
    }
  }

  #field(values: Values, name: string): Values {
    if (values.length === 0) return []
    const found = values.flatMap((value) =>
      isJsonObject(value) && Object.hasOwn(value, name) ? [value[name] ?? null] : [],
    )
    if (found.length === 0 && !this.#options.allowsMissingKeys)
      throw new CommandError(`${name} is not found`)
    return found
  }

  #filter(value: JsonValue, node: JsonPathNode & { is: 'filter' }): Values {
    if (!isJsonList(value))
      throw new CommandError(`${goText(value)} is not array or slice and cannot be filtered`)
    return value.filter((item) => {
      if (node.operator === 'exists') return this.#exists(item, node.left)
      const left = one(this.#walkAll([item], node.left))
      const right = one(this.#walkAll([item], node.right))
      return left !== undefined && right !== undefined && compare(left, right, node.operator)
    })
  }

  #exists(item: JsonValue, path: readonly JsonPathNode[]): boolean {
    const quiet = new Evaluation({ ...this.#options, allowsMissingKeys: true })
    return quiet.#walkAll([item], path).length > 0
  }
}

/** `range` or `end`, when the action begins with that, and what follows in it. */
function keywordOf(node: JsonPathNode): { word: string; rest: readonly JsonPathNode[] } {
  const [first, ...rest] = node.is === 'list' ? node.nodes : []
  return { word: first?.is === 'identifier' ? first.name : '', rest }
}

function one(values: Values): JsonValue | undefined {
  if (values.length > 1) throw new CommandError('can only compare one element at a time')
  return values[0]
}

function compare(left: JsonValue, right: JsonValue, operator: string): boolean {
  const kinds = [typeof left, typeof right]
  if (kinds.some((kind) => kind === 'object')) throw new CommandError('invalid type for comparison')
  if (kinds[0] !== kinds[1]) throw new CommandError('incompatible types for comparison')
  const order = (left ?? '') < (right ?? '') ? -1 : (left ?? '') > (right ?? '') ? 1 : 0
  switch (operator) {
    case '==':
      return order === 0
    case '!=':
      return order !== 0
    case '<':
      return order < 0
    case '<=':
      return order <= 0
    case '>':
      return order > 0
    case '>=':
      return order >= 0
    default:
      throw new CommandError(`unrecognized filter operator ${operator}`)
  }
}

/** Values of an object by key, items of a list, letters of a text. */
function childrenOf(value: JsonValue): Values {
  if (isJsonList(value)) return value
  if (typeof value === 'string') return Array.from(value)
  if (!isJsonObject(value)) return []
  const entries = Object.entries(value)
  return entries.sort(([left], [right]) => (left < right ? -1 : 1)).map(([, child]) => child)
}

function descend(value: JsonValue): Values {
  const children = typeof value === 'string' ? [] : childrenOf(value)
  return children.length === 0 ? [] : [value, ...children.flatMap(descend)]
}

function slice(
  value: JsonValue,
  [from, to, by]: readonly [SliceBound, SliceBound, SliceBound],
): Values {
  if (!isJsonList(value)) throw new CommandError(`${goTypeOf(value)} is not array or slice`)
  const { length } = value
  const start = from.isKnown ? (from.value < 0 ? from.value + length : from.value) : 0
  const given = to.isKnown ? to.value : length
  const end = given < 0 || (given === 0 && to.isDerived) ? given + length : given
  if (start === end) return []
  if (start >= length || start < 0) throw outOfBounds(start, length)
  if (end > length || end < 0) throw outOfBounds(end - 1, length)
  if (start > end)
    throw new CommandError(`starting index ${start} is greater than ending index ${end}`)
  if (by.isKnown && by.value <= 0) throw new CommandError('step must be > 0')
  const step = by.isKnown ? by.value : 1
  return value.slice(start, end).filter((_, at) => at % step === 0)
}

function outOfBounds(index: number, length: number): CommandError {
  return new CommandError(`array index out of bounds: index ${index}, length ${length}`)
}

function goTypeOf(value: JsonValue): string {
  if (isJsonObject(value)) return 'map[string]interface {}'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64'
  return 'string'
}

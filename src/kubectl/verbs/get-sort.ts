import type { JsonValue } from '#manifest'
import type { Target } from '../api/collect.ts'
import { isTable, type KubeObject, type TableRow } from '../api/objects.ts'
import { CommandError } from '../failure.ts'
import { relaxedPath } from '../printers/custom-columns.ts'
import { goText } from '../printers/go-text.ts'
import { findValues } from '../printers/jsonpath-evaluate.ts'
import { type JsonPathNode, parseTemplate } from '../printers/jsonpath-parse.ts'

/** The same, in the order of a field; what does not have it comes first. */
export function sortedBy(targets: readonly Target[], expression: string): readonly Target[] {
  const path = relaxedPath(expression)
  const nodes = parseTemplate(path)
  const tables = targets.filter(({ object }) => object !== undefined && isTable(object))
  if (tables.length > 0) return targets.map((target) => withSortedRows(target, nodes, path))
  if (targets.length < 2) return targets
  return sorted(targets, ({ object }) => fieldOf(object, nodes), path)
}

function withSortedRows(target: Target, nodes: readonly JsonPathNode[], path: string): Target {
  const { object } = target
  if (object === undefined || !isTable(object)) return target
  const rows = sorted<TableRow>(object.rows, (row) => fieldOf(row.object, nodes), path)
  return { ...target, object: { ...object, rows } }
}

function fieldOf(
  object: KubeObject | undefined,
  nodes: readonly JsonPathNode[],
): JsonValue | undefined {
  const options = { allowsMissingKeys: true, asJson: false }
  return findValues(nodes, (object ?? null) as JsonValue, options)[0]
}

function sorted<T>(
  items: readonly T[],
  keyOf: (item: T) => JsonValue | undefined,
  path: string,
): readonly T[] {
  const keyed = items.map((item) => ({ item, key: keyOf(item) }))
  if (items.length > 0 && keyed.every(({ key }) => key === undefined))
    throw new CommandError(`couldn't find any field with path "${path}" in the list of objects`)
  return keyed.sort((left, right) => compare(left.key, right.key)).map(({ item }) => item)
}

function compare(left: JsonValue | undefined, right: JsonValue | undefined): number {
  if (left === undefined || right === undefined)
    return (left === undefined ? 0 : 1) - (right === undefined ? 0 : 1)
  if (typeof left === 'number' && typeof right === 'number') return left - right
  const [first, second] = [goText(left), goText(right)]
  return first < second ? -1 : first > second ? 1 : 0
}

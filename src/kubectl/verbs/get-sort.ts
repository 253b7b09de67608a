import { compareQuantities, parseQuantity } from '#engine'
import type { JsonValue } from '#manifest'
import type { Target } from '../api/collect.ts'
import type { KubeObject, Table } from '../api/objects.ts'
import { CommandError } from '../failure.ts'
import { relaxedPath } from '../printers/custom-columns.ts'
import { goSorted } from '../printers/go-sort.ts'
import { goText } from '../printers/go-text.ts'
import { findValues } from '../printers/jsonpath-evaluate.ts'
import { type JsonPathNode, parseTemplate } from '../printers/jsonpath-parse.ts'

/** The objects in the order of a field; what does not have it comes first. */
export function sortedTargets(targets: readonly Target[], expression: string): readonly Target[] {
  if (targets.length === 0) return targets
  const path = relaxedPath(expression)
  const nodes = parseTemplate(path)
  return sorted(targets, ({ object }) => fieldOf(object, nodes)) ?? notFound(path)
}

/** The same table in the order of a field of its objects; nothing when none can have the field. */
export function sortedTable(table: Table, expression: string): Table | undefined {
  if (table.rows.length < 2) return table
  const nodes = pathNodes(expression)
  if (nodes === undefined) return undefined
  const rows = sorted(table.rows, (row) => fieldOf(row.object, nodes))
  return rows === undefined ? undefined : { ...table, rows }
}

function pathNodes(expression: string): readonly JsonPathNode[] | undefined {
  try {
    return parseTemplate(relaxedPath(expression))
  } catch (error) {
    if (error instanceof CommandError) return undefined
    throw error
  }
}

function notFound(path: string): never {
  throw new CommandError(`couldn't find any field with path "${path}" in the list of objects`)
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
): readonly T[] | undefined {
  const keyed = items.map((item) => ({ item, key: keyOf(item) }))
  if (keyed.every(({ key }) => key === undefined)) return undefined
  return goSorted(keyed, isLess).map(({ item }) => item)
}

interface Keyed {
  readonly key: JsonValue | undefined
}

function isLess({ key: left }: Keyed, { key: right }: Keyed): boolean {
  if (left === undefined) return true
  if (right === undefined) return false
  if (typeof left === 'number' && typeof right === 'number') return left < right
  const [first, second] = [goText(left), goText(right)]
  if (isQuantity(first) && isQuantity(second)) return compareQuantities(first, second) < 0
  return first < second
}

function isQuantity(text: string): boolean {
  return !('error' in parseQuantity(text))
}

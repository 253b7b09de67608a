import { kindName, type ResourceMapping } from '../api/discovery.ts'
import {
  isTable,
  type KubeObject,
  type Table,
  type TableColumn,
  type TableRow,
} from '../api/objects.ts'
import type { JsonValue } from '#manifest'
import { goText } from './go-text.ts'
import { ageOf } from './duration.ts'
import type { TabWriter } from './tab-writer.ts'

export interface TableOptions {
  readonly isWide: boolean
  readonly noHeaders: boolean
  readonly withNamespace: boolean
  /** Names become type/name. */
  readonly kind: ResourceMapping | undefined
  readonly columnLabels: readonly string[]
  readonly showLabels: boolean
  /** For ages of objects that came without a table, in ms since 1970. */
  readonly now: number
}

/** Prints tables of the server; column heads only when they are new. */
export class TablePrinter {
  readonly #options: TableOptions
  #lastColumns: readonly TableColumn[] = []
  #hasPrintedHeaders = false

  constructor(options: TableOptions) {
    this.#options = options
  }

  /** `event`: ADDED and the like, a column of its own. */
  print(object: KubeObject, writer: TabWriter, event?: string): void {
    const table = isTable(object) ? object : tableOfMetadata(object, this.#options.now)
    const given = table.columnDefinitions
    const isKnown = given.length === 0 || sameColumns(given, this.#lastColumns)
    const columns = given.length === 0 ? this.#lastColumns : given
    if (!isKnown) this.#hasPrintedHeaders = false
    const noHeaders = this.#options.noHeaders || this.#hasPrintedHeaders
    this.#lastColumns = columns
    if (table.rows.length === 0) return
    this.#hasPrintedHeaders = true
    const shown = decorated(columns, table.rows, this.#options)
    const all = event === undefined ? shown : withEvent(shown, event)
    if (!noHeaders) writer.write(line(all.columns.map(({ name }) => name.toUpperCase())))
    for (const cells of all.rows) writer.write(line(cells.map(cellText)))
  }
}

interface Decorated {
  readonly columns: readonly TableColumn[]
  readonly rows: readonly (readonly unknown[])[]
}

function decorated(
  columns: readonly TableColumn[],
  rows: readonly TableRow[],
  options: TableOptions,
): Decorated {
  const isShown = columns.map(({ priority = 0 }) => options.isWide || priority === 0)
  const pick = <T>(all: readonly T[]) => all.filter((_, at) => isShown[at] === true)
  const nameColumn =
    options.kind === undefined
      ? -1
      : columns.findIndex(({ format, type }) => format === 'name' && type === 'string')
  return {
    columns: [
      ...(options.withNamespace ? [text('Namespace')] : []),
      ...pick(columns),
      ...options.columnLabels.map((label) => text((label.split('/').at(-1) ?? '').toUpperCase())),
      ...(options.showLabels ? [text('Labels')] : []),
    ],
    rows: rows.map(({ cells, object }) => [
      ...(options.withNamespace ? [object?.metadata?.namespace] : []),
      ...pick(cells.map((cell, at) => (at === nameColumn ? typed(options, cell) : cell))),
      ...labelCells(object, options),
    ]),
  }
}

function typed({ kind }: TableOptions, name: unknown): string {
  return `${kind === undefined ? '' : kindName(kind)}/${cellText(name)}`
}

function labelCells(object: KubeObject | undefined, options: TableOptions): readonly string[] {
  const labels = new Map(Object.entries(object?.metadata?.labels ?? {}))
  const chosen = options.columnLabels.map((label) => labels.get(label) ?? '')
  return options.showLabels ? [...chosen, formatLabels(labels)] : chosen
}

/** `a=1,b=2`, by key; `<none>` for none. */
export function formatLabels(labels: ReadonlyMap<string, string>): string {
  if (labels.size === 0) return '<none>'
  const pairs = [...labels].map(([key, value]) => `${key}=${value}`)
  return pairs.sort().join(',')
}

const EVENTS = new Map([
  ['ADDED', 'ADDED   '],
  ['MODIFIED', 'MODIFIED'],
  ['DELETED', 'DELETED '],
  ['ERROR', 'ERROR   '],
])

function withEvent({ columns, rows }: Decorated, event: string): Decorated {
  const cell = EVENTS.get(event) ?? event
  return { columns: [text('Event'), ...columns], rows: rows.map((cells) => [cell, ...cells]) }
}

function text(name: string): TableColumn {
  return { name, type: 'string' }
}

function line(cells: readonly string[]): string {
  return `${cells.join('\t')}\n`
}

/** One line only: a cell with more is cut and marked. Escape codes are made visible. */
function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  const [first = '', ...more] = goText(cell as JsonValue).split(/[\f\n\r]/)
  return (more.length > 0 ? `${first}...` : first).replaceAll('\x1b', '^[')
}

function sameColumns(left: readonly TableColumn[], right: readonly TableColumn[]): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}

/** What is shown of an object for which the server made no table. */
function tableOfMetadata(object: KubeObject, now: number): Table {
  const { name = '', creationTimestamp } = object.metadata ?? {}
  return {
    columnDefinitions: [
      { name: 'Name', type: 'string', format: 'name' },
      { name: 'Age', type: 'string' },
    ],
    rows: [{ cells: [name, ageOf(creationTimestamp, now)], object }],
  }
}

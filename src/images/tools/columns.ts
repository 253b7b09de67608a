import { cellWidth } from '#shell'

export interface ColumnsStyle {
  readonly width: number
  /** All columns are as wide as the widest, as in busybox. */
  readonly isEven: boolean
  /** Filled line by line. */
  readonly isAcross: boolean
}

/** Cells side by side, filled column by column, as ls(1) shows names on a terminal. */
export function inColumns(cells: readonly string[], style: ColumnsStyle): string {
  if (cells.length === 0) return ''
  const { columns, widths } = style.isEven ? evenLayout(cells, style) : tightLayout(cells, style)
  const rows = Math.ceil(cells.length / columns)
  return Array.from({ length: rows }, (_, row) =>
    lineOf(cells, { row, rows, columns, widths, style }),
  ).join('')
}

interface Layout {
  readonly columns: number
  readonly widths: readonly number[]
}

function evenLayout(cells: readonly string[], { width }: ColumnsStyle): Layout {
  const widest = Math.max(...cells.map(cellWidth)) + 2
  const columns = Math.max(1, Math.floor(width / widest))
  return { columns, widths: Array.from({ length: columns }, () => widest) }
}

/** The most columns, each as wide as it needs, that fit. */
function tightLayout(cells: readonly string[], style: ColumnsStyle): Layout {
  for (
    let columns = Math.min(cells.length, Math.max(1, Math.floor(style.width / 3)));
    columns > 1;
    columns--
  ) {
    const rows = Math.ceil(cells.length / columns)
    if (!style.isAcross && Math.ceil(cells.length / rows) < columns) continue
    const widths = Array.from(
      { length: columns },
      (_, column) =>
        Math.max(
          ...inColumn(cells, { column, columns, rows, isAcross: style.isAcross }).map(cellWidth),
        ) + (column === columns - 1 ? 0 : 2),
    )
    if (widths.reduce((sum, it) => sum + it, 0) < style.width) return { columns, widths }
  }
  return { columns: 1, widths: [0] }
}

function inColumn(
  cells: readonly string[],
  place: {
    readonly column: number
    readonly columns: number
    readonly rows: number
    readonly isAcross: boolean
  },
): readonly string[] {
  const { column, columns, rows, isAcross } = place
  if (isAcross) return cells.filter((_, index) => index % columns === column)
  return cells.slice(column * rows, (column + 1) * rows)
}

function lineOf(
  cells: readonly string[],
  place: Layout & { readonly row: number; readonly rows: number; readonly style: ColumnsStyle },
): string {
  const { row, rows, columns, widths, style } = place
  const shown = Array.from(
    { length: columns },
    (_, column) => cells[style.isAcross ? row * columns + column : column * rows + row],
  ).filter((cell) => cell !== undefined)
  return `${shown
    .map((cell, column) =>
      column === shown.length - 1
        ? cell
        : cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - cellWidth(cell))),
    )
    .join('')}\n`
}

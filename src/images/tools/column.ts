import type { Tool } from './call.ts'
import { eachFile, readLines } from './input.ts'
import { parseOptions } from './options.ts'

/** column -t: a table; without it the lines as they are, one below the other. */
export const column: Tool = function* (call) {
  const options = parseOptions(call, {
    flags: 't',
    takes: 'so',
    long: { table: 't', separator: 's' },
  })
  const rows: string[][] = []
  const mark = options.value('s')
  const isWell = yield* eachFile(call, options.operands, {
    words: { cannotOpen: (path, error) => `cannot open ${path}: ${error.message}` },
    use: function* (fd) {
      for (const { text } of yield* readLines(call, fd)) {
        if (text.trim() === '') continue
        rows.push(mark === undefined ? text.trim().split(/[ \t]+/) : text.split(mark))
      }
    },
  })
  if (!options.has('t')) {
    for (const row of rows) yield* call.print(`${row.join(mark ?? ' ')}\n`)
    return isWell ? 0 : 1
  }
  const widths: number[] = []
  for (const row of rows)
    row.forEach((cell, at) => (widths[at] = Math.max(widths[at] ?? 0, cell.length)))
  const gap = options.value('o') ?? '  '
  for (const row of rows) {
    const cells = row.map((cell, at) =>
      at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0),
    )
    yield* call.print(`${cells.join(gap)}\n`)
  }
  return isWell ? 0 : 1
}

import type { Tool } from './call.ts'
import { eachFile, LineInput, PLAIN_WORDS } from './input.ts'
import { parseOptions } from './options.ts'

export const fold: Tool = function* (call) {
  const options = parseOptions(call, {
    flags: 'bs',
    takes: 'w',
    long: { bytes: 'b', spaces: 's', width: 'w' },
    numberMeans: 'w',
  })
  const width = Number(options.value('w') ?? 80)
  const isWell = yield* eachFile(call, options.operands, {
    words: PLAIN_WORDS,
    use: function* (fd) {
      const input = new LineInput(call, fd)
      for (let line = yield* input.next(); line !== undefined; line = yield* input.next()) {
        const rows = folded(line.text, { width, atSpaces: options.has('s') })
        yield* call.print(rows.join('\n') + (line.isEnded ? '\n' : ''))
      }
    },
  })
  return isWell ? 0 : 1
}

function folded(
  line: string,
  { width, atSpaces }: { readonly width: number; readonly atSpaces: boolean },
): readonly string[] {
  const rows: string[] = []
  const all = Array.from(line)
  let start = 0
  while (all.length - start > width) {
    const row = all.slice(start, start + width)
    const space = atSpaces ? row.lastIndexOf(' ') : -1
    rows.push(row.slice(0, space < 0 ? width : space + 1).join(''))
    start += space < 0 ? width : space + 1
  }
  rows.push(all.slice(start).join(''))
  return rows
}

/** Tabs become spaces. */
export const expand: Tool = function* (call) {
  const options = parseOptions(call, {
    flags: 'i',
    takes: 't',
    long: { initial: 'i', tabs: 't' },
    numberMeans: 't',
  })
  const size = Number(options.value('t') ?? 8)
  const isWell = yield* eachFile(call, options.operands, {
    words: PLAIN_WORDS,
    use: function* (fd) {
      const input = new LineInput(call, fd)
      for (let line = yield* input.next(); line !== undefined; line = yield* input.next()) {
        let out = ''
        for (const char of line.text)
          out += char === '\t' ? ' '.repeat(size - (out.length % size)) : char
        yield* call.print(line.isEnded ? `${out}\n` : out)
      }
    },
  })
  return isWell ? 0 : 1
}

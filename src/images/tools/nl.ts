import type { Tool } from './call.ts'
import { eachFile, LineInput, PLAIN_WORDS } from './input.ts'
import { parseOptions } from './options.ts'

/** Numbers the lines that are not empty, or all of them with -ba. */
export const nl: Tool = function* (call) {
  const options = parseOptions(call, {
    flags: 'p',
    takes: 'bsvwin',
    long: {
      'body-numbering': 'b',
      'number-separator': 's',
      'starting-line-number': 'v',
      'number-width': 'w',
      'line-increment': 'i',
      'number-format': 'n',
    },
  })
  const style = options.value('b') ?? 't'
  const separator = options.value('s') ?? '\t'
  const width = Number(options.value('w') ?? 6)
  let number = Number(options.value('v') ?? 1)
  const isWell = yield* eachFile(call, options.operands, {
    words: PLAIN_WORDS,
    use: function* (fd) {
      const input = new LineInput(call, fd)
      for (let line = yield* input.next(); line !== undefined; line = yield* input.next()) {
        const isNumbered = style === 'a' || (style === 't' && line.text !== '')
        const lead = isNumbered
          ? formatted(number, width, options.value('n')) + separator
          : ' '.repeat(width + separator.length)
        if (isNumbered) number += Number(options.value('i') ?? 1)
        yield* call.print(`${lead}${line.text}\n`)
      }
    },
  })
  return isWell ? 0 : 1
}

function formatted(number: number, width: number, format: string | undefined): string {
  const text = `${number}`
  if (format === 'ln') return text.padEnd(width)
  return text.padStart(width, format === 'rz' ? '0' : ' ')
}

import type { Tool } from './call.ts'
import { eachFile, type InputWords, PLAIN_WORDS, readLines } from './input.ts'
import { parseOptions } from './options.ts'

const WORDS: InputWords = {
  cannotOpen: (path, error) => `failed to open '${path}' for reading: ${error.message}`,
  cannotRead: (path, error) => `${path}: read error: ${error.message}`,
}

/** The last line first; a last line without its newline keeps to itself. */
export const tac: Tool = function* (call) {
  const { operands } = parseOptions(call, {})
  const isWell = yield* eachFile(call, operands, {
    words: call.isBusybox ? PLAIN_WORDS : WORDS,
    use: function* (fd) {
      const lines = yield* readLines(call, fd)
      for (const line of lines.toReversed())
        yield* call.print(line.isEnded ? `${line.text}\n` : line.text)
    },
  })
  return isWell ? 0 : 1
}

/** The characters of each line backwards. */
export const rev: Tool = function* (call) {
  const { operands } = parseOptions(call, {})
  const isWell = yield* eachFile(call, operands, {
    words: call.isBusybox
      ? PLAIN_WORDS
      : { cannotOpen: (path, error) => `cannot open ${path}: ${error.message}` },
    use: function* (fd) {
      for (const line of yield* readLines(call, fd)) {
        const text = Array.from(line.text).reverse().join('')
        yield* call.print(line.isEnded ? `${text}\n` : text)
      }
    },
  })
  return isWell ? 0 : 1
}

import { write } from '#engine'
import { Refusal, type Tool } from './call.ts'
import { LineInput, openInput } from './input.ts'
import { parseOptions } from './options.ts'
import { sizeIn } from './sizes.ts'

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/** A file in pieces of so many lines or bytes: xaa, xab, … */
export const split: Tool = function* (call) {
  const options = parseOptions(call, {
    takes: 'lb',
    long: { lines: 'l', bytes: 'b' },
    numberMeans: 'l',
  })
  const { process } = call
  const [path = '-', prefix = 'x'] = options.operands
  const letter = options.last('l', 'b') ?? 'l'
  const size = sizeIn(options.value(letter) ?? '1000')
  if (size === undefined || size === 0)
    throw new Refusal(`invalid number of lines: ${call.quote(options.value(letter) ?? '')}`)
  const fd = yield* openInput(call, path, {
    cannotOpen: (name, error) => `cannot open '${name}' for reading: ${error.message}`,
  })
  if (fd === undefined) return 1
  const input = new LineInput(call, fd)
  let count = 0
  let piece = ''
  const put = function* (text: string) {
    const name = `${prefix}${LETTERS.charAt(Math.floor(count / 26))}${LETTERS.charAt(count % 26)}`
    count++
    const out = process.open(name, { write: true, create: true, truncate: true }, 0o666)
    yield* write(process, out, text)
    process.close(out)
  }
  let lines = 0
  for (let line = yield* input.next(); line !== undefined; line = yield* input.next()) {
    piece += line.isEnded ? `${line.text}\n` : line.text
    lines++
    while (letter === 'b' && piece.length >= size) {
      yield* put(piece.slice(0, size))
      piece = piece.slice(size)
    }
    if (letter === 'l' && lines === size) {
      yield* put(piece)
      piece = ''
      lines = 0
    }
  }
  if (piece !== '') yield* put(piece)
  return 0
}

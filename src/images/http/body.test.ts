import { type Process, type Run, write } from '#engine'
import { expect, test } from 'vitest'
import { readWholeBody } from './body.ts'
import { ByteReader } from './byte-reader.ts'
import type { Framing } from './framing.ts'
import { lab } from './test-support.ts'

/** Reads its standard input as a body and prints how that ended. */
function reading(framing: Framing) {
  return function* (process: Process): Run {
    const reader = new ByteReader(process, 0)
    const { body, end } = yield* readWholeBody(reader, framing)
    yield* write(process, 1, `${new TextDecoder().decode(body)}|${JSON.stringify(end)}`)
    return 0
  }
}

test.each([
  [{ kind: 'none' }, 'abc', '|{"kind":"complete"}'],
  [{ kind: 'length', length: 2 }, 'abc', 'ab|{"kind":"complete"}'],
  [{ kind: 'length', length: 5 }, 'abc', 'abc|{"kind":"cut short","missing":2}'],
  [{ kind: 'until the end' }, 'abc', 'abc|{"kind":"complete"}'],
  [{ kind: 'chunked' }, '3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n', 'abcde|{"kind":"complete"}'],
  [{ kind: 'chunked' }, '3\r\nabc\r\n0\r\nTrailer: x\r\n\r\n', 'abc|{"kind":"complete"}'],
  [{ kind: 'chunked' }, '3\r\nab', 'ab|{"kind":"cut short"}'],
  [{ kind: 'chunked' }, 'x\r\n', '|{"kind":"malformed"}'],
  [{ kind: 'chunked' }, '3\r\nabcd\r\n', 'abc|{"kind":"malformed"}'],
] as const)('%o of %j', (framing, stdin, printed) => {
  expect(lab().run(reading(framing), { stdin }).stdout).toBe(printed)
})

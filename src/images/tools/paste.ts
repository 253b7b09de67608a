import type { Run } from '#engine'
import type { Call, Tool } from './call.ts'
import { LineInput, openInput, PLAIN_WORDS } from './input.ts'
import { parseOptions } from './options.ts'

/** Lines of several files side by side, or with -s those of each file in one line. */
export const paste: Tool = function* (call) {
  const options = parseOptions(call, {
    flags: 's',
    takes: 'd',
    long: { delimiters: 'd', serial: 's' },
  })
  const marks = unescaped(options.value('d') ?? '\t')
  const paths = options.operands.length === 0 ? ['-'] : options.operands
  // Who names `-` several times takes turns on the one standard input.
  const standard = new LineInput(call, 0)
  const inputs: LineInput[] = []
  for (const path of paths) {
    const fd = yield* openInput(call, path, PLAIN_WORDS)
    if (fd === undefined) return 1
    inputs.push(path === '-' ? standard : new LineInput(call, fd))
  }
  if (options.has('s')) for (const input of inputs) yield* serial(call, input, marks)
  else yield* parallel(call, inputs, marks)
  return 0
}

function* parallel(call: Call, inputs: readonly LineInput[], marks: readonly string[]): Run<void> {
  for (;;) {
    const row: (string | undefined)[] = []
    for (const input of inputs) row.push((yield* input.next())?.text)
    if (row.every((cell) => cell === undefined)) return
    const cells = row.map((cell, at) => (at === 0 ? '' : markAt(marks, at - 1)) + (cell ?? ''))
    // busybox lets the newline go with the last file that still has a line.
    const end = call.isBusybox && row.at(-1) === undefined ? '' : '\n'
    yield* call.print(cells.join('') + end)
  }
}

function* serial(call: Call, input: LineInput, marks: readonly string[]): Run<void> {
  let count = 0
  for (let line = yield* input.next(); line !== undefined; line = yield* input.next()) {
    yield* call.print((count === 0 ? '' : markAt(marks, count - 1)) + line.text)
    count++
  }
  yield* call.print('\n')
}

function markAt(marks: readonly string[], at: number): string {
  return marks[at % marks.length] ?? ''
}

function unescaped(text: string): readonly string[] {
  const signs: Readonly<Record<string, string>> = {
    '\\n': '\n',
    '\\t': '\t',
    '\\0': '',
    '\\\\': '\\',
  }
  return Array.from(text.matchAll(/\\.|[\s\S]/gu), ([it]) => signs[it] ?? it)
}

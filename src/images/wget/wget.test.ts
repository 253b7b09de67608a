import { describe, expect, test } from 'vitest'
import { answering } from '../http/answering.ts'
import { lab, type Lab } from '../http/test-support.ts'
import recorded from './fixtures/wget-1.21.3.json' with { type: 'json' }
import { dotRows } from './progress.ts'
import { wget } from './wget.ts'

function place(): Lab {
  const made = lab()
  made.start(answering)
  made.clock.advanceBy(10)
  return made
}

/** Times and speeds are nobody's to promise. */
function steady(text: string): string {
  return text
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, 'TIME')
    .replace(/ +[\d.]+[KMG]?=[\d.]+s/g, ' SPEED')
    .replace(/\([\d.]+ [KMG]?B\/s\)/g, '(SPEED)')
}

describe(`wget ${recorded.version}, as it was recorded`, () => {
  test.each(recorded.cases)('wget $args', ({ args, code, stdout, stderr, files }) => {
    const at = place()
    const ran = at.run(wget, { argv: ['wget', ...args] })
    expect({ ...ran, stderr: steady(ran.stderr) }).toEqual({ code, stdout, stderr: steady(stderr) })
    for (const [name, text] of Object.entries(files)) {
      const file = at.kernel.mounts.view().open(`/${name}`, { read: true })
      const bytes = file.tryRead(1000)
      expect(bytes === 'again' ? '' : new TextDecoder().decode(bytes)).toBe(text)
    }
  })
})

test('localhost is tried on both its addresses', () => {
  const argv = ['wget', '-t', '1', 'http://localhost:81/']
  const { stderr } = place().run(wget, { argv })
  expect(stderr.split('\n').slice(1)).toEqual([
    'Resolving localhost (localhost)... ::1, 127.0.0.1',
    'Connecting to localhost (localhost)|::1|:81... failed: Connection refused.',
    'Connecting to localhost (localhost)|127.0.0.1|:81... failed: Connection refused.',
    '',
  ])
})

test('a file that is there already is not written over', () => {
  const at = place()
  const argv = ['wget', '-q', 'http://127.0.0.1:8099/len']
  at.run(wget, { argv })
  at.run(wget, { argv })
  expect(at.kernel.mounts.view().exists('/len.1')).toBe(true)
})

test('a dot for each kilobyte, fifty in a row', () => {
  const rows = dotRows({ bytes: 62 * 1024, size: 124 * 1024, elapsedMs: 2000 })
  expect(rows.split('\n')).toEqual([
    '',
    '     0K .......... .......... .......... .......... .......... 40% 31.0K',
    '    50K .......... ..                                          50% 31.0K=2s',
    '',
  ])
})

import { expect, test } from 'vitest'
import type { Input, LoggedInput } from '#engine'
import { isSameCommand, momentsIn } from './moments.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const terminal = 'main'
const line = (text: string): Input => ({ kind: 'line', terminal, bytes: bytes(text) })
const keys = (text: string): Input => ({ kind: 'keys', terminal, bytes: bytes(text) })

function logOf(...inputs: readonly Input[]): readonly LoggedInput[] {
  return inputs.map((input, index) => [10 * (index + 1), 1000 * (index + 1), input])
}

function linesIn(...inputs: readonly Input[]): readonly string[] {
  return momentsIn(logOf(...inputs)).flatMap((it) => (it.kind === 'line' ? [it.text] : []))
}

test('each line that was typed is there with its time; files, sizes and empty lines are not', () => {
  const log = logOf(
    { kind: 'resize', terminal, cols: 80, rows: 24 },
    line('kubectl get pods\n'),
    { kind: 'file', path: 'web.yaml', text: 'kind: Pod' },
    line('  \n'),
    { kind: 'node', node: 'worker-1', action: { do: 'cut off' } },
  )
  expect(momentsIn(log)).toEqual([
    { seq: 20, at: 2000, kind: 'line', text: 'kubectl get pods', isInside: false },
    { seq: 50, at: 5000, kind: 'node', node: 'worker-1', act: 'cut off' },
  ])
})

test('keys that were pressed in a container become the line that was sent', () => {
  const typed = ['l', 's', 'x', '\x7f', ' -l', '\x1b[A', '\r'].map(keys)
  const [moment] = momentsIn(logOf(...typed))
  expect(moment).toEqual({
    seq: 10 * typed.length,
    at: 1000 * typed.length,
    kind: 'line',
    text: 'ls -l',
    isInside: true,
  })
})

test.each([
  { what: 'several lines at once', pressed: 'ls\rps\r', lines: ['ls', 'ps'] },
  { what: 'a line that was given up', pressed: 'sleep\x03ps\r', lines: ['ps'] },
  { what: 'a line that was not sent', pressed: 'ls', lines: [] },
])('keys: $what', ({ pressed, lines }) => {
  expect(linesIn(keys(pressed))).toEqual(lines)
})

test.each([
  ['kubectl apply -f ./web.yaml', 'kubectl  apply -f web.yaml', true],
  ["kubectl get pod -o 'jsonpath={.a}'", 'kubectl get pod -o jsonpath={.a}', true],
  ['kubectl get pods', 'kubectl get pod', false],
])('%s and %s are one command: %s', (one, other, isSame) => {
  expect(isSameCommand(one, other)).toBe(isSame)
})

import { expect, test } from 'vitest'
import { readCommandLine, USAGE } from './command-line.ts'

const NOW = Date.parse('2026-05-01T08:00:00.750Z')

test('without options the cluster is served on port 8001 of this machine, from now on', () => {
  expect(readCommandLine([], NOW)).toEqual({
    port: 8001,
    address: '127.0.0.1',
    kubeconfig: './glasspod.kubeconfig',
    nodes: 2,
    seed: 1,
    clock: 'wall',
    speed: 1,
    epochMs: Date.parse('2026-05-01T08:00:00Z'),
  })
})

test('every option is heeded', () => {
  const line =
    '--port 0 --address 0.0.0.0 --kubeconfig k --nodes 3 --seed 7 --clock manual --speed 60 --start-time 2020-02-29T23:59:59+01:00'
  expect(readCommandLine(line.split(' '), NOW)).toEqual({
    port: 0,
    address: '0.0.0.0',
    kubeconfig: 'k',
    nodes: 3,
    seed: 7,
    clock: 'manual',
    speed: 60,
    epochMs: Date.parse('2020-02-29T22:59:59Z'),
  })
})

test('help is asked for', () => {
  expect(readCommandLine(['--help', '--port', 'x'], NOW)).toBe('help')
  expect(USAGE.split('\n').every((line) => line.length <= 100)).toBe(true)
})

test.each([
  { line: '--port x', error: '--port takes a whole number from 0 to 65535, not "x"' },
  { line: '--port 65536', error: '--port takes a whole number from 0 to 65535, not "65536"' },
  { line: '--nodes 0', error: '--nodes takes a whole number from 1 to 200, not "0"' },
  { line: '--seed 1.5', error: '--seed takes a whole number from 0 to 4294967295, not "1.5"' },
  { line: '--clock sun', error: '--clock takes wall or manual, not "sun"' },
  { line: '--speed 0', error: '--speed takes a number from 0.001 to 10000, not "0"' },
  {
    line: '--start-time yesterday',
    error: '--start-time takes a time such as 2026-05-01T08:00:00Z, not "yesterday"',
  },
  {
    line: '--start-time 2026-13-01T08:00:00Z',
    error: '--start-time takes a time such as 2026-05-01T08:00:00Z, not "2026-13-01T08:00:00Z"',
  },
])('$line is refused', ({ line, error }) => {
  expect(readCommandLine(line.split(' '), NOW)).toEqual({ error })
})

test.each(['--what', '--port', 'web'])('%s is no option', (word) => {
  expect(readCommandLine([word], NOW)).toHaveProperty('error')
})

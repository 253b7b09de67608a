import { describe, expect, test } from 'vitest'
import { keyOf } from './keys.ts'

const plain = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false }

/** The text after a key; `|` is the caret, or both ends of the selection. */
function after(marked: string, key: Partial<Parameters<typeof keyOf>[0]>, leaving?: string) {
  const parts = marked.split('|')
  const value = parts.join('')
  const selectionStart = parts[0]!.length
  const selectionEnd = parts.length > 2 ? selectionStart + parts[1]!.length : selectionStart
  const area = { value, selectionStart, selectionEnd, dataset: { leaving } }
  const action = keyOf({ key: '', ...plain, ...key }, area)
  if (action?.do !== 'write') return action?.do
  const text = value.slice(0, action.from) + action.text + value.slice(action.to)
  const [from, to] = action.select
  if (from === to) return `${text.slice(0, from)}|${text.slice(from)}`
  return `${text.slice(0, from)}|${text.slice(from, to)}|${text.slice(to)}`
}

describe('Tab', () => {
  test.each([
    ['a|b', 'a  |b'],
    ['|a\nb|', '|  a\n  b|'],
    ['x\n|a\n|b', 'x\n|  a|\nb'],
  ])('%j becomes %j', (before, result) => {
    expect(after(before, { key: 'Tab' })).toBe(result)
  })

  test.each([
    ['    a|', '  a|'],
    [' a|', 'a|'],
    ['a|', 'a|'],
    ['|  a\n    b|', '|a\n  b|'],
  ])('with Shift %j becomes %j', (before, result) => {
    expect(after(before, { key: 'Tab', shiftKey: true })).toBe(result)
  })

  test('leaves the editor after Escape', () => {
    expect(after('a|', { key: 'Escape' })).toBe('leave')
    expect(after('a|', { key: 'Tab' }, 'true')).toBe(undefined)
  })
})

test.each([
  ['spec:|', 'spec:\n  |'],
  ['  name: web|', '  name: web\n  |'],
  ['  - name: web|', '  - name: web\n  |'],
  ['# note:|', '# note:\n|'],
  ['a|b|c', 'a\n|c'],
])('Enter keeps the indentation: %j becomes %j', (before, result) => {
  expect(after(before, { key: 'Enter' })).toBe(result)
})

test.each([
  [{ key: 'Enter', ctrlKey: true }, 'apply'],
  [{ key: 'Enter', metaKey: true }, 'apply'],
  [{ key: 'z', ctrlKey: true }, 'undo'],
  [{ key: 'Z', metaKey: true, shiftKey: true }, 'redo'],
  [{ key: 'y', ctrlKey: true }, 'redo'],
  [{ key: 'a', ctrlKey: true }, undefined],
  [{ key: 'a' }, undefined],
])('%j: %s', (key, action) => {
  expect(after('a|', key)).toBe(action)
})

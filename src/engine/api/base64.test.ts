import { expect, test } from 'vitest'
import { base64Url, fromBase64, toBase64 } from './base64.ts'

test.each([
  ['', ''],
  ['YQ==', 'a'],
  ['YWI=', 'ab'],
  ['YWJj', 'abc'],
  ['aGVsbG8gd29ybGQK', 'hello world\n'],
])('%j stands for %j', (base64, text) => {
  expect(toBase64(text)).toBe(base64)
  expect(new TextDecoder('utf-8').decode(fromBase64(base64))).toBe(text)
})

test('for URLs there is no padding, and nothing that means something in a path', () => {
  expect(base64Url('{"a":"ÿ?>"}')).toBe('eyJhIjoiw78_PiJ9')
})

test('what is no base64 stands for nothing', () => {
  expect(fromBase64('a b')).toBeUndefined()
})

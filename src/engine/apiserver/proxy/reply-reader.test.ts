import { expect, test } from 'vitest'
import { ReplyReader } from './reply-reader.ts'

const encoder = new TextEncoder()

/** What is read when the bytes come in pieces of this size. */
function readIn(size: number, text: string, hasBody = true) {
  const reader = new ReplyReader({ hasBody })
  const bytes = encoder.encode(text)
  let body = ''
  for (let at = 0; at < bytes.length; at += size)
    for (const part of reader.take(bytes.subarray(at, at + size)))
      body += new TextDecoder().decode(part)
  return { code: reader.head?.code, body, isWhole: reader.isWhole, nonsense: reader.nonsense }
}

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n'

test.each([
  { what: 'a length', text: `${HEAD}Content-Length: 5\r\n\r\nhello`, body: 'hello' },
  { what: 'no body', text: `${HEAD}Content-Length: 0\r\n\r\n`, body: '' },
  {
    what: 'chunks',
    text: `${HEAD}Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\na;x=y\r\nlo, world!\r\n0\r\n\r\n`,
    body: 'hello, world!',
  },
  {
    what: 'an answer before it',
    text: `HTTP/1.1 100 Continue\r\n\r\n${HEAD}Content-Length: 2\r\n\r\nhi`,
    body: 'hi',
  },
])('an answer with $what is whole, however it comes', ({ text, body }) => {
  const whole = { code: 200, body, isWhole: true, nonsense: undefined }
  expect([1, 2, 7, 1000].map((size) => readIn(size, text))).toEqual([whole, whole, whole, whole])
})

test('without a length it goes on until the connection ends', () => {
  const going = { code: 200, body: 'hello', isWhole: false, nonsense: undefined }
  expect(readIn(3, `${HEAD}\r\nhello`)).toEqual(going)
})

test('to HEAD only a head is answered', () => {
  const head = { code: 200, body: '', isWhole: true, nonsense: undefined }
  expect(readIn(9, `${HEAD}Content-Length: 5\r\n\r\n`, false)).toEqual(head)
})

test('what is no HTTP is told by its first line', () => {
  expect(readIn(100, '+PONG\r\n').nonsense).toBe('+PONG')
})

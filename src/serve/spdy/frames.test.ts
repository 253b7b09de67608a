import { expect, test } from 'vitest'
import { dataFrame, type Frame, FrameReader } from './frames.ts'
import { ProtocolError } from './header-blocks.ts'
import { control, headerCompressor, number, opening } from './testing.ts'

function framesOf(...chunks: readonly Uint8Array[]): readonly Frame[] {
  const reader = new FrameReader()
  return chunks.flatMap((chunk) => [...reader.take(chunk)])
}

test('headers are read that refer to the dictionary and to earlier headers', async () => {
  const compress = headerCompressor()
  const all = [
    { streamtype: 'error', port: '80', 'accept-language': 'en' },
    { streamtype: 'data', port: '80', 'accept-language': 'en' },
    { streamtype: 'data', port: '8080', 'x-long': 'abcdefgh'.repeat(5000) },
    { streamtype: 'error', 'x-long': 'abcdefgh'.repeat(5000) },
  ]
  const chunks: Buffer[] = []
  for (const [index, headers] of all.entries())
    chunks.push(opening(2 * index + 1, await compress(headers)))
  const read = framesOf(...chunks).map((it) => it.kind === 'open' && Object.fromEntries(it.headers))
  expect(read).toEqual(all)
})

test('frames are the same however they are cut', async () => {
  const compress = headerCompressor()
  const whole = Buffer.concat([
    opening(1, await compress({ streamtype: 'data' })),
    dataFrame(1, Buffer.from('hello'), false),
    control(4, number(0)),
    control(6, number(7)),
    control(8, Buffer.concat([number(1), await compress({ more: 'of it' })])),
    opening(3, await compress({ more: 'of it' })),
    dataFrame(1, Buffer.from(''), true),
    control(3, Buffer.concat([number(3), number(5)])),
    control(9, Buffer.concat([number(1), number(65536)])),
    control(7, Buffer.concat([number(0), number(0)])),
  ])
  const expected = [
    { kind: 'open', stream: 1, headers: new Map([['streamtype', 'data']]), isLast: false },
    { kind: 'data', stream: 1, bytes: Buffer.from('hello'), isLast: false },
    { kind: 'ping', id: 7 },
    { kind: 'open', stream: 3, headers: new Map([['more', 'of it']]), isLast: false },
    { kind: 'data', stream: 1, bytes: Buffer.from(''), isLast: true },
    { kind: 'reset', stream: 3 },
    { kind: 'leave' },
  ]
  expect(framesOf(whole)).toEqual(expected)
  expect(framesOf(...[...whole].map((byte) => Uint8Array.of(byte)))).toEqual(expected)
})

const bomb = Buffer.alloc(200_000)

test.each([
  { what: 'another version', bytes: Buffer.from('8002000100000000', 'hex') },
  { what: 'HTTP', bytes: Buffer.from('\xffET / HTTP/1.1\r\n\r\n', 'latin1') },
  { what: 'a frame of 16 MB', bytes: Buffer.from('0000000100ffffff', 'hex') },
  { what: 'a frame that is cut off', bytes: control(6, Buffer.from([1])) },
  {
    what: 'headers that are not compressed',
    bytes: opening(1, Buffer.from('78bb00000000ff', 'hex')),
  },
  { what: 'no headers at all', bytes: opening(1, Buffer.alloc(0)) },
])('$what is no SPDY', ({ bytes }) => {
  expect(() => framesOf(bytes)).toThrow(ProtocolError)
})

test('headers that would not end are refused', async () => {
  const compress = headerCompressor()
  const block = await compress({ bomb: bomb.toString('latin1') })
  expect(() => framesOf(opening(1, block))).toThrow(ProtocolError)
})

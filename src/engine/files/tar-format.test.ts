import { expect, test } from 'vitest'
import {
  TAR_BLOCK,
  type TarEntry,
  tarHead,
  tarPadding,
  type TarPiece,
  TarReader,
} from './tar-format.ts'

const file: TarEntry = {
  name: 'a/file',
  kind: 'file',
  mode: 0o640,
  uid: 7,
  gid: 8,
  size: 5,
  mtime: 1_700_000_000,
  user: 'jo',
  group: 'cooks',
}
const members: readonly TarEntry[] = [
  file,
  { ...file, name: 'a/', kind: 'directory', mode: 0o755, size: 0 },
  { ...file, name: 'l', kind: 'symlink', size: 0, target: 'a/file' },
  { ...file, name: `${'long/'.repeat(30)}name`, kind: 'link', size: 0, target: 'x'.repeat(120) },
  { ...file, name: 'pipe', kind: 'fifo', size: 0 },
]

function archive(): Uint8Array {
  const parts = members.flatMap((entry) => [
    tarHead(entry),
    new TextEncoder().encode('hello'.slice(0, entry.size)),
    tarPadding(entry.size),
  ])
  return Uint8Array.from([...parts, new Uint8Array(2 * TAR_BLOCK)].flatMap((it) => [...it]))
}

function read(
  bytes: Uint8Array,
  step: number,
): { entries: TarEntry[]; text: string; last: string } {
  const reader = new TarReader()
  const pieces: TarPiece[] = []
  for (let at = 0; at < bytes.length; at += step)
    pieces.push(...reader.push(bytes.subarray(at, at + step)))
  const content = pieces.flatMap((it) => (it.kind === 'content' ? [...it.bytes] : []))
  return {
    entries: pieces.flatMap((it) => (it.kind === 'entry' ? [it.entry] : [])),
    text: new TextDecoder().decode(Uint8Array.from(content)),
    last: pieces.at(-1)?.kind ?? '',
  }
}

test.each([1_000_000, 512, 100, 7])('what was put in comes out, in pieces of %i bytes', (step) => {
  expect(read(archive(), step)).toEqual({ entries: members, text: 'hello', last: 'end' })
})

test('a head whose sum is wrong is damage', () => {
  const bytes = archive()
  bytes.set([65], 3)
  expect(read(bytes, 512)).toEqual({ entries: [], text: '', last: 'damage' })
})

test('an archive that ends too early is seen to', () => {
  const reader = new TarReader()
  reader.push(archive().subarray(0, 514))
  expect(reader.isWithinContent).toBe(true)
  const other = new TarReader()
  other.push(archive().subarray(0, 1030))
  expect([other.isWithinContent, other.isWithinBlock]).toEqual([false, true])
})

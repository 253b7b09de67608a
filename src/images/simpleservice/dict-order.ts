/**
 * The order in which a dictionary of CPython 2.7 (64 bits) gives its keys: that of its slots, which
 * hang on the keys' hashes and on the order in which they were put in.
 */
export function dictOrder(keys: readonly string[]): readonly string[] {
  let table = emptyTable(8)
  let count = 0
  for (const key of keys) {
    if (!insert(table, key)) continue
    count++
    // Two thirds full: four times as much room as is used.
    if (count * 3 >= table.length * 2) table = resized(table, count * 4)
  }
  return keysOf(table)
}

const WORD = 1n << 64n

type Table = (string | undefined)[]

function emptyTable(size: number): Table {
  return Array<string | undefined>(size).fill(undefined)
}

function resized(table: Table, atLeast: number): Table {
  let size = 8
  while (size <= atLeast) size *= 2
  const roomier = emptyTable(size)
  for (const key of keysOf(table)) insert(roomier, key)
  return roomier
}

function keysOf(table: Table): readonly string[] {
  return table.filter((it) => it !== undefined)
}

/** False when the key is there already. */
function insert(table: Table, key: string): boolean {
  const mask = BigInt(table.length - 1)
  const hash = hashOf(key)
  let index = hash
  for (let perturb = hash; ; perturb >>= 5n) {
    const slot = Number(index & mask)
    if (table[slot] === key) return false
    if (table[slot] === undefined) {
      table[slot] = key
      return true
    }
    index = (index * 5n + perturb + 1n) % WORD
  }
}

/** hash() of a string without randomisation, as an unsigned word. */
function hashOf(text: string): bigint {
  const bytes = new TextEncoder().encode(text)
  if (bytes.length === 0) return 0n
  let hash = BigInt(bytes[0] ?? 0) << 7n
  for (const byte of bytes) hash = ((hash * 1000003n) % WORD) ^ BigInt(byte)
  hash ^= BigInt(bytes.length)
  return hash === WORD - 1n ? WORD - 2n : hash
}

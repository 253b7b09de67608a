import { expect, test } from 'vitest'
import recorded from './fixtures/canonical-terminal.json' with { type: 'json' }
import { benchWith } from './testing.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder()

test.each(recorded.cases)('[T1] typing $keys is echoed and read as on a real terminal', (row) => {
  const terminal = benchWith().kernel.createTerminal()
  const slave = terminal.open()
  let echo = ''
  terminal.onOutput((bytes) => {
    echo += decoder.decode(bytes, { stream: true })
  })
  for (const byte of encoder.encode(row.keys)) terminal.input(Uint8Array.of(byte))
  const reads: string[] = []
  for (let bytes = slave.tryRead(65536); bytes !== 'again'; bytes = slave.tryRead(65536))
    reads.push(decoder.decode(bytes))
  expect({ echo, reads }).toEqual({ echo: row.echo, reads: row.reads })
})

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { generateApi } from './api/generate.ts'

test('what stands in the engine is what is generated', () => {
  const folder = new URL('../src/engine/api/generated/', import.meta.url)
  for (const [name, text] of generateApi())
    expect(readFileSync(new URL(name, folder), 'utf8') === text, `run generate:api (${name})`).toBe(
      true,
    )
})

// Writes the types, the schema and the descriptions of the API into src/engine/api/generated.
import { mkdirSync, writeFileSync } from 'node:fs'
import { generateApi } from './api/generate.ts'

const folder = new URL('../src/engine/api/generated/', import.meta.url)
mkdirSync(folder, { recursive: true })
for (const [name, text] of generateApi()) {
  writeFileSync(new URL(name, folder), text)
  console.log(`${name}: ${text.length} characters`)
}

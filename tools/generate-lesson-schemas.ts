// npm run generate:schemas: the JSON schemas by which an editor helps the authors of lessons.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { jsonSchemas, SCHEMAS_FOLDER } from './lessons/json-schemas.ts'

mkdirSync(SCHEMAS_FOLDER, { recursive: true })
for (const [name, text] of jsonSchemas()) writeFileSync(join(SCHEMAS_FOLDER, name), text)

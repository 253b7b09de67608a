// Before the tests of a file: what its programs would bring when they first run is here already.
import { beforeAll } from 'vitest'
import { loadParts } from '../src/engine/parts/part.ts'

beforeAll(async () => {
  await loadParts()
})

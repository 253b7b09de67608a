// Text to objects, with the line and column of every path.
export { isJsonList, isJsonObject, type JsonValue } from './json-value.ts'
export { compareKeys } from './key-order.ts'
export {
  type ManifestDocument,
  readDocuments,
  type ReadableDocument,
  type UnreadableDocument,
} from './documents.ts'
export type { Problem } from './problem.ts'
export { writeYaml } from './yaml-writer.ts'

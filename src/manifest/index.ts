// Text to objects, with the line and column of every path; and objects to text.
export { diagnose } from './diagnose.ts'
export type { Diagnostic, Range } from './diagnostic.ts'
export {
  type ManifestDocument,
  readDocuments,
  type ReadableDocument,
  type UnreadableDocument,
} from './documents.ts'
export { isJsonList, isJsonObject, type JsonValue } from './json-value.ts'
export { compareKeys } from './key-order.ts'
export { type FieldPosition, positionOf } from './positions.ts'
export type { Problem } from './problem.ts'
export { writeYaml } from './yaml-writer.ts'

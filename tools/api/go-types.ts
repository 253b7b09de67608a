import { readFileSync } from 'node:fs'
import { parseType, type TypeSchema } from '../../src/engine/api/schema-notation.ts'

export interface GoType {
  readonly schema: TypeSchema
  /** The paragraph as it stands in the table: a head, then a line for each field. */
  readonly head: string
  readonly lines: readonly string[]
}

/** The table of facts about Kubernetes' Go types that lies beside this file. */
export function readGoTypes(): readonly GoType[] {
  const text = readFileSync(new URL('go-types.txt', import.meta.url), 'utf8')
  const paragraphs = text.split('\n\n').slice(1)
  return paragraphs.map((paragraph) => {
    const [head = '', ...lines] = paragraph.trimEnd().split('\n')
    return { schema: parseType(paragraph.trimEnd()), head, lines: lines.map((it) => it.trim()) }
  })
}

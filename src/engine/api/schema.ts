import { SCHEMA } from './generated/schema.ts'
import { parseType, type TypeSchema } from './schema-notation.ts'

const paragraphs = new Map(
  SCHEMA.split('\n\n').map((paragraph) => [
    paragraph.slice(0, paragraph.indexOf('\n')).split(' ')[1] ?? '',
    paragraph,
  ]),
)
const parsed = new Map<string, TypeSchema>()

/** A type of the API by its name, such as PodSpec; undefined for scalars and what is not known. */
export function typeSchema(name: string): TypeSchema | undefined {
  const known = parsed.get(name)
  if (known !== undefined) return known
  const paragraph = paragraphs.get(name)
  if (paragraph === undefined) return undefined
  const type = parseType(paragraph)
  parsed.set(name, type)
  return type
}

/** The names of all types, in the order of their packages. */
export function typeNames(): readonly string[] {
  return [...paragraphs.keys()]
}

import { z } from 'zod'
import { chapterSchema, gallerySchema, glossarySchema, lessonSchema } from '#lesson'

/** Where they are kept, for editors to find. */
export const SCHEMAS_FOLDER = 'lessons/generated'

const schemas = {
  lesson: lessonSchema,
  chapter: chapterSchema,
  glossary: glossarySchema,
  gallery: gallerySchema,
}

/** The JSON schema of each kind of YAML file that authors write, by its file's name. */
export function jsonSchemas(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(schemas).map(([kind, schema]) => [
      `${kind}.schema.json`,
      `${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 2)}\n`,
    ]),
  )
}

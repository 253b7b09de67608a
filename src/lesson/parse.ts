import { load } from 'js-yaml'
import type { z } from 'zod'
import { positionOf } from '#manifest'

/** A mistake of the lesson's author, with the file, and where it is known the line. */
export class LessonError extends Error {
  constructor(file: string, message: string, line?: number) {
    super(line === undefined ? `${file}: ${message}` : `${file}:${line}: ${message}`)
  }
}

export interface YamlText {
  readonly file: string
  readonly text: string
  /** Where the text begins in its file. */
  readonly firstLine?: number
}

/** Reads YAML that must have a shape. Throws a LessonError that names the line of each mistake. */
export function parseYaml<T>(schema: z.ZodType<T>, { file, text, firstLine = 1 }: YamlText): T {
  const parsed = schema.safeParse(loadYaml(file, text))
  if (parsed.success) return parsed.data
  const [first, ...others] = parsed.error.issues.map((issue) => {
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
    const line = positionOf(text, fieldPath([...issue.path, ...unknown]))?.key.line ?? 1
    const message = `${fieldPath(issue.path)}: ${issue.message}`.replace(/^: /, '')
    return { line: line + firstLine - 1, message }
  })
  const rest = others.map(({ line, message }) => `; line ${line}: ${message}`).join('')
  throw new LessonError(file, (first?.message ?? '') + rest, first?.line)
}

function loadYaml(file: string, text: string): unknown {
  try {
    return load(text)
  } catch (error) {
    throw new LessonError(file, error instanceof Error ? error.message : String(error))
  }
}

/** As manifests spell it: steps[0].goals[1].run. */
function fieldPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((before, key) => {
    if (typeof key === 'number') return `${before}[${key}]`
    return before === '' ? String(key) : `${before}.${String(key)}`
  }, '')
}

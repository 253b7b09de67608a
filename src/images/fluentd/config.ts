/** What stands between `<name argument>` and `</name>`. */
export interface Section {
  readonly name: string
  readonly argument: string
  readonly values: ReadonlyMap<string, string>
  readonly sections: readonly Section[]
}

/** What is wrong with a configuration, in Fluentd's words. */
export class ConfigError extends Error {}

/** The v1 format of Fluentd: sections, and in them a name and its value on each line. */
export function parseConfig(text: string): readonly Section[] {
  const lines = text.split('\n')
  const { sections } = bodyOf({ lines, at: 0 }, undefined)
  return sections
}

interface Reader {
  readonly lines: readonly string[]
  at: number
}

type Body = Pick<Section, 'values' | 'sections'>

function bodyOf(reader: Reader, within: string | undefined): Body {
  const values = new Map<string, string>()
  const sections: Section[] = []
  while (reader.at < reader.lines.length) {
    const line = (reader.lines[reader.at++] ?? '').trim()
    if (line === '' || line.startsWith('#')) continue
    const end = /^<\/(\w+)>$/.exec(line)?.[1]
    if (end !== undefined) {
      if (end === within) return { values, sections }
      throw new ConfigError(`unmatched end tag at line ${reader.at}`)
    }
    const [, name, argument = ''] = /^<(\w+)(?:\s+([^>]*))?>$/.exec(line) ?? []
    if (name !== undefined) {
      sections.push({ name, argument: argument.trim(), ...bodyOf(reader, name) })
      continue
    }
    if (line.startsWith('@include')) throw new ConfigError('@include is not simulated')
    const [, key = '', value = ''] = /^(\S+)\s*(.*)$/.exec(line) ?? []
    values.set(key, unquoted(value))
  }
  if (within !== undefined) throw new ConfigError(`expected end of section <${within}>`)
  return { values, sections }
}

function unquoted(value: string): string {
  return /^(["'])(.*)\1$/.exec(value)?.[2] ?? value
}

/** A pattern of <match>: `*` is one part of a tag, `**` any number of them. */
export function matchesTag(pattern: string, tag: string): boolean {
  return pattern.split(/\s+/).some((one) => partsMatch(one.split('.'), tag.split('.')))
}

function partsMatch(pattern: readonly string[], tag: readonly string[]): boolean {
  const [first, ...rest] = pattern
  if (first === undefined) return tag.length === 0
  if (first === '**')
    return tag.some((_, at) => partsMatch(rest, tag.slice(at))) || rest.length === 0
  const [own, ...others] = tag
  return own !== undefined && (first === '*' || first === own) && partsMatch(rest, others)
}

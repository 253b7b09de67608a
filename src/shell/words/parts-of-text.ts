import { parse, type WordPart } from 'unbash'

/** The expansions in a text that the parser has left as it was. */
export function partsOf(text: string): readonly WordPart[] | undefined {
  if (!text.includes('$') && !text.includes('`')) return undefined
  const command = parse(`: "${text.replaceAll('"', '\\"')}"`).commands[0]?.command
  const word = command?.type === 'Command' ? command.suffix[0] : undefined
  const part = word?.type === 'Word' ? word.parts?.[0] : undefined
  return part?.type === 'DoubleQuoted' ? part.parts : undefined
}

/** A text as diff sees it. */
export interface Lines {
  /** Without their newlines. */
  readonly texts: readonly string[]
  /** The last one has no newline. */
  readonly isOpen: boolean
}

export function linesOf(text: string): Lines {
  if (text === '') return { texts: [], isOpen: false }
  const isOpen = !text.endsWith('\n')
  return { texts: (isOpen ? text : text.slice(0, -1)).split('\n'), isOpen }
}

/** The lines of two texts as numbers: the same number for lines that count as equal. */
export function numbered(
  left: Lines,
  right: Lines,
  normal: (line: string) => string,
): readonly [left: readonly number[], right: readonly number[]] {
  const numbers = new Map<string, number>()
  const numberOf = (text: string): number => {
    const known = numbers.get(text)
    if (known !== undefined) return known
    numbers.set(text, numbers.size)
    return numbers.size - 1
  }
  const all = ({ texts, isOpen }: Lines): readonly number[] =>
    texts.map((line, at) =>
      numberOf(normal(line) + (isOpen && at === texts.length - 1 ? '' : '\n')),
    )
  return [all(left), all(right)]
}

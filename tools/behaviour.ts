/** What the engine keeps to and what it leaves out, as BEHAVIOUR.md says it. */
export interface Section {
  readonly title: string
  readonly rules: readonly Rule[]
  /** Paragraphs beside the rules, such as what is not simulated. */
  readonly notes: readonly string[]
}

interface Rule {
  readonly id: string
  readonly text: string
  /** How many tests name it. */
  readonly tests: number
}

const RULE = /^([A-Z]+\d+)\s+(.+)$/

/** Reads BEHAVIOUR.md; `tests` are the texts of the test files, which name the rules they check. */
export function readBehaviour(text: string, tests: readonly string[]): readonly Section[] {
  const cited = citationsIn(tests)
  return text
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const [heading = '', ...lines] = part.split('\n')
      const [prose, rules] = separated(lines)
      return {
        title: heading.replace(/ \(`.*$/, ''),
        rules: rules.map((rule) => ({ ...rule, tests: cited.get(rule.id) ?? 0 })),
        notes: paragraphsOf(prose),
      }
    })
}

interface RuleRead {
  readonly id: string
  readonly text: string
}

/** Rules stand in fenced blocks, further lines of one indented. */
function separated(
  lines: readonly string[],
): readonly [prose: readonly string[], rules: readonly RuleRead[]] {
  const prose: string[] = []
  const rules: RuleRead[] = []
  let isFenced = false
  for (const line of lines) {
    if (line.startsWith('```')) isFenced = !isFenced
    else if (!isFenced) prose.push(line)
    else {
      const [, id, text] = RULE.exec(line) ?? []
      const last = rules.at(-1)
      if (id !== undefined && text !== undefined) rules.push({ id, text })
      else if (last !== undefined)
        rules[rules.length - 1] = { ...last, text: `${last.text} ${line.trim()}`.trim() }
    }
  }
  return [prose, rules]
}

function paragraphsOf(lines: readonly string[]): readonly string[] {
  return lines
    .join('\n')
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.split('\n').join(' ').trim())
    .filter((paragraph) => paragraph !== '')
}

/** A test names its rule in its title, `[R4] …`, or in a row of its table, `rule: 'R4'`. */
function citationsIn(tests: readonly string[]): ReadonlyMap<string, number> {
  const cited = new Map<string, number>()
  for (const text of tests)
    for (const [, list, one] of text.matchAll(/\[((?:[A-Z]+\d+(?:, ?)?)+)\]|rule: '([A-Z]+\d+)'/g))
      for (const id of (list ?? one ?? '').split(/, ?/)) cited.set(id, (cited.get(id) ?? 0) + 1)
  return cited
}

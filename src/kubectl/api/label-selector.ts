import { CommandError } from '../failure.ts'

type Labels = Readonly<Record<string, string>>

/** Understands `a=b,c!=d,e in (f,g),h,!i` and gives what tells whether labels match. */
export function parseLabelSelector(text: string): (labels: Labels) => boolean {
  const requirements = splitOutsideParentheses(text).map((part) => parseRequirement(part, text))
  return (labels) => requirements.every((isMet) => isMet(new Map(Object.entries(labels))))
}

function splitOutsideParentheses(text: string): readonly string[] {
  return text.trim() === '' ? [] : text.split(/,(?![^(]*\))/).map((part) => part.trim())
}

function parseRequirement(
  part: string,
  whole: string,
): (labels: ReadonlyMap<string, string>) => boolean {
  const set = /^(\S+)\s+(in|notin)\s*\(([^)]*)\)$/.exec(part)
  if (set !== null) {
    const [, key = '', operator, list = ''] = set
    const values = list.split(',').map((value) => value.trim())
    const isIn = (labels: ReadonlyMap<string, string>) => values.includes(labels.get(key) ?? '')
    if (operator === 'in') return (labels) => labels.has(key) && isIn(labels)
    return (labels) => !labels.has(key) || !isIn(labels)
  }
  const equality = /^([^=!\s]+)\s*(==|=|!=)\s*([^=!\s]*)$/.exec(part)
  if (equality !== null) {
    const [, key = '', operator, value = ''] = equality
    return operator === '!='
      ? (labels) => labels.get(key) !== value
      : (labels) => labels.get(key) === value
  }
  const existence = /^(!?)\s*([^=!\s()]+)$/.exec(part)
  if (existence === null)
    throw new CommandError(
      `the provided selector "${whole}" is not valid: unable to parse requirement`,
    )
  const [, bang, key = ''] = existence
  return bang === '!' ? (labels) => !labels.has(key) : (labels) => labels.has(key)
}

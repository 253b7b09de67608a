export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}

/** Longer texts are shown as all removed and all added: a lesson's files are short. */
const MAX_LINES = 1000

/** What leads from one text to another, line by line, with as few changes as can be. */
export function diffLines(before: string, after: string): readonly DiffLine[] {
  const old = linesOf(before)
  const wanted = linesOf(after)
  if (old.length > MAX_LINES || wanted.length > MAX_LINES)
    return [...old.map(removed), ...wanted.map(added)]
  const common = commonLengths(old, wanted)
  const diff: DiffLine[] = []
  let i = 0
  let j = 0
  while (i < old.length || j < wanted.length) {
    const here = old[i]
    const there = wanted[j]
    if (here !== undefined && here === there) {
      diff.push({ kind: 'same', text: here })
      i++
      j++
    } else if (there === undefined || (here !== undefined && isBetterToRemove(common, i, j))) {
      diff.push(removed(here ?? ''))
      i++
    } else {
      diff.push(added(there))
      j++
    }
  }
  return diff
}

/** The diff with only `around` unchanged lines beside each change; null where lines are left out. */
export function withContext(
  diff: readonly DiffLine[],
  around: number,
): readonly (DiffLine | null)[] {
  const isNear = diff.map((_, index) =>
    diff
      .slice(Math.max(0, index - around), index + around + 1)
      .some((line) => line.kind !== 'same'),
  )
  return diff.flatMap((line, index) => {
    if (isNear[index] === true) return [line]
    return isNear[index - 1] === true && isNear.includes(true, index) ? [null] : []
  })
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n')
}

function removed(text: string): DiffLine {
  return { kind: 'removed', text }
}

function added(text: string): DiffLine {
  return { kind: 'added', text }
}

/** Removals stand before additions where both are as good. */
function isBetterToRemove(common: readonly (readonly number[])[], i: number, j: number): boolean {
  return (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0)
}

/** For every pair of places: how many lines both texts share, in order, from there on. */
function commonLengths(
  old: readonly string[],
  wanted: readonly string[],
): readonly (readonly number[])[] {
  const rows = Array.from({ length: old.length + 1 }, () =>
    new Array<number>(wanted.length + 1).fill(0),
  )
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = wanted.length - 1; j >= 0; j--) {
      const row = rows[i] ?? []
      const below = rows[i + 1] ?? []
      row[j] =
        old[i] === wanted[j] ? 1 + (below[j + 1] ?? 0) : Math.max(below[j] ?? 0, row[j + 1] ?? 0)
    }
  return rows
}

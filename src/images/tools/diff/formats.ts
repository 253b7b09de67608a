import type { Change } from './changes.ts'
import type { Lines } from './lines.ts'

export interface Compared {
  readonly left: Lines
  readonly right: Lines
  readonly changes: readonly Change[]
}

/** What stands before the hunks is not part of it. */
export function unified({ left, right, changes }: Compared, context: number): string {
  return groupsOf(changes, context)
    .map((group) => hunkOf(group, { left, right, context }))
    .join('')
}

/** Changes so near to each other that the lines around them touch. */
function groupsOf(changes: readonly Change[], context: number): readonly (readonly Change[])[] {
  const groups: Change[][] = []
  for (const change of changes) {
    const group = groups.at(-1)
    const before = group?.at(-1)
    const isNear = before !== undefined && change.left - (before.left + before.gone) <= 2 * context
    if (group !== undefined && isNear) group.push(change)
    else groups.push([change])
  }
  return groups
}

interface Around {
  readonly left: Lines
  readonly right: Lines
  readonly context: number
}

function hunkOf(group: readonly Change[], { left, right, context }: Around): string {
  const [first] = group
  const last = group.at(-1)
  if (first === undefined || last === undefined) return ''
  const lead = Math.min(context, first.left)
  const start = { left: first.left - lead, right: first.right - lead }
  const tail = Math.min(context, left.texts.length - (last.left + last.gone))
  const end = { left: last.left + last.gone + tail, right: last.right + last.come + tail }
  let text = `@@ -${rangeOf(start.left, end.left)} +${rangeOf(start.right, end.right)} @@\n`
  let at = start.left
  for (const change of group) {
    text += marked(left, { mark: ' ', from: at, to: change.left })
    text += marked(left, { mark: '-', from: change.left, to: change.left + change.gone })
    text += marked(right, { mark: '+', from: change.right, to: change.right + change.come })
    at = change.left + change.gone
  }
  return text + marked(left, { mark: ' ', from: at, to: end.left })
}

/** Where and how many; one line needs no count, and none stands behind the line before. */
function rangeOf(from: number, to: number): string {
  const count = to - from
  if (count === 1) return `${to}`
  return `${count === 0 ? from : from + 1},${count}`
}

/** The plain format: what ed(1) would do, and the lines. */
export function normal({ left, right, changes }: Compared): string {
  return changes
    .map(({ left: atLeft, gone, right: atRight, come }) => {
      const command = gone === 0 ? 'a' : come === 0 ? 'd' : 'c'
      const head = `${placeOf(atLeft, gone)}${command}${placeOf(atRight, come)}\n`
      const old = marked(left, { mark: '< ', from: atLeft, to: atLeft + gone })
      const fresh = marked(right, { mark: '> ', from: atRight, to: atRight + come })
      return `${head}${old}${command === 'c' ? '---\n' : ''}${fresh}`
    })
    .join('')
}

function placeOf(at: number, count: number): string {
  return count <= 1 ? `${at + count}` : `${at + 1},${at + count}`
}

interface Portion {
  readonly mark: string
  readonly from: number
  readonly to: number
}

function marked({ texts, isOpen }: Lines, { mark, from, to }: Portion): string {
  const lines = texts.slice(from, to).map((line) => `${mark}${line}\n`)
  const isLast = isOpen && to === texts.length && lines.length > 0
  return lines.join('') + (isLast ? '\\ No newline at end of file\n' : '')
}

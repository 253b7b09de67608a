// What a terminal must be sent so that it shows an edited line.
import { cellWidth } from './cell-width.ts'
import type { EditorState } from './editor-state.ts'

/** Paints the line after something else has been written: the cursor stands behind a prompt. */
export function paint(state: EditorState): string {
  return repaint({ ...state, chars: [], cursor: 0 }, state)
}

/** Takes the painted line away and leaves the cursor behind the prompt. */
export function unpaint(state: EditorState): string {
  return repaint(state, { ...state, chars: [], cursor: 0 })
}

/** The least that turns one painted line into the other. */
export function repaint(before: EditorState, after: EditorState): string {
  if (before.prompt !== after.prompt)
    return `${lineStart(before)}\x1b[J${after.prompt}${paint(after)}`
  const same = commonStart(before.chars, after.chars)
  if (same === before.chars.length && same === after.chars.length)
    return moveTo(before, after.cursor)
  const added = after.chars.slice(same).join('')
  const rewritten = { ...after, cursor: after.chars.length }
  const isShorter = width(before, before.chars.length) > width(after, after.chars.length)
  return (
    moveTo(before, same) +
    added +
    wrap(rewritten, added) +
    (isShorter ? '\x1b[J' : '') +
    moveTo(rewritten, after.cursor)
  )
}

function commonStart(a: readonly string[], b: readonly string[]): number {
  let count = 0
  while (count < a.length && count < b.length && a[count] === b[count]) count++
  return count
}

/**
 * A terminal wraps only when the next character comes: a space brings the cursor down, as readline
 * does it. A newline would do so too, but then the terminal would take the line for two.
 */
function wrap(state: EditorState, added: string): string {
  return added !== '' && width(state, state.cursor) % state.columns === 0 ? ' \r' : ''
}

/** Cells from the left edge of the prompt to a place in the line. */
function width(state: EditorState, place: number): number {
  return cellWidth(visible(state.prompt)) + cellWidth(state.chars.slice(0, place).join(''))
}

export function moveTo(state: EditorState, place: number): string {
  const [from, to] = [width(state, state.cursor), width(state, place)]
  const rows = Math.floor(to / state.columns) - Math.floor(from / state.columns)
  const columns = (to % state.columns) - (from % state.columns)
  return step(rows, 'B', 'A') + step(columns, 'C', 'D')
}

function step(count: number, forward: string, back: string): string {
  if (count === 0) return ''
  if (count < 0 && count >= -3 && back === 'D') return '\b'.repeat(-count)
  return `\x1b[${Math.abs(count)}${count > 0 ? forward : back}`
}

/** Back to the left edge of the row on which the prompt stands. */
function lineStart(state: EditorState): string {
  return `${step(-Math.floor(width(state, state.cursor) / state.columns), 'B', 'A')}\r`
}

/** Text without the escape sequences that colour it. */
function visible(text: string): string {
  // eslint-disable-next-line no-control-regex -- escape sequences begin with ESC
  return text.replaceAll(/\x1b\[[0-9;?]*[A-Za-z]/g, '')
}

/** What an editor's key asks for. */
export type KeyAction =
  | { readonly do: 'apply' | 'undo' | 'redo' | 'leave' }
  | {
      readonly do: 'write'
      readonly text: string
      readonly from: number
      readonly to: number
      /** The selection afterwards. */
      readonly select: readonly [number, number]
    }

interface Key {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

interface Area {
  readonly value: string
  readonly selectionStart: number
  readonly selectionEnd: number
  readonly dataset: { readonly leaving?: string | undefined }
}

const INDENT = '  '

/** Undefined: the browser knows what to do. */
export function keyOf(key: Key, area: Area): KeyAction | undefined {
  const isCommand = key.ctrlKey || key.metaKey
  if (isCommand && key.key === 'Enter') return { do: 'apply' }
  if (isCommand && key.key.toLowerCase() === 'z') return { do: key.shiftKey ? 'redo' : 'undo' }
  if (isCommand && key.key.toLowerCase() === 'y') return { do: 'redo' }
  if (isCommand || key.altKey) return undefined
  if (key.key === 'Escape') return { do: 'leave' }
  // After Escape the next Tab leaves the editor: nobody is caught in it.
  if (key.key === 'Tab' && area.dataset.leaving !== 'true')
    return key.shiftKey ? outdent(area) : indent(area)
  if (key.key === 'Enter' && !key.shiftKey) return newLine(area)
  return undefined
}

function indent(area: Area): KeyAction {
  const { selectionStart: start, selectionEnd: end } = area
  if (start !== end) return onLines(area, (line) => INDENT + line)
  return { do: 'write', text: INDENT, from: start, to: end, select: [start + 2, start + 2] }
}

function outdent(area: Area): KeyAction {
  return onLines(area, (line) => line.replace(/^ {1,2}/, ''))
}

/** The new line begins below the old one's first letter; after a key it goes one step in. */
function newLine({ value, selectionStart: start, selectionEnd: end }: Area): KeyAction {
  const line = value.slice(lineStart(value, start), start)
  const space = /^\s*/.exec(line)?.[0] ?? ''
  const isOpening = /^\s*(- )?[^#]*:\s*$/.test(line)
  const text = `\n${space}${isOpening ? INDENT : ''}`
  const at = start + text.length
  return { do: 'write', text, from: start, to: end, select: [at, at] }
}

function onLines(area: Area, change: (line: string) => string): KeyAction {
  const { value, selectionStart: start, selectionEnd: end } = area
  const from = lineStart(value, start)
  const next = value.indexOf('\n', Math.max(from, end - 1))
  const to = next < 0 ? value.length : next
  const before = value.slice(from, to)
  const text = before.split('\n').map(change).join('\n')
  const first = change(value.slice(from, to).split('\n')[0] ?? '').length
  const shift = first - (before.split('\n')[0] ?? '').length
  const select: readonly [number, number] =
    start === end
      ? [Math.max(from, start + shift), Math.max(from, start + shift)]
      : [from, from + text.length]
  return { do: 'write', text, from, to, select }
}

function lineStart(value: string, at: number): number {
  return value.lastIndexOf('\n', at - 1) + 1
}

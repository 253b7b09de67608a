import type { LoggedInput, Ms, Seq } from '#engine'

/** Something that a learner did, and when. */
export type Moment = {
  /** The cluster as it was then: before anything came of it. */
  readonly seq: Seq
  readonly at: Ms
} & (
  | {
      readonly kind: 'line'
      readonly text: string
      /** Typed key by key, into a program that reads them so: mostly a shell in a container. */
      readonly isInside: boolean
    }
  | {
      readonly kind: 'node'
      readonly node: string
      readonly act: 'add' | 'cut off' | 'reconnect' | 'shut down' | 'kill container'
    }
)

/** The learner's way, from the inputs of a session. */
export function momentsIn(inputs: readonly LoggedInput[]): readonly Moment[] {
  const decoder = new TextDecoder()
  const moments: Moment[] = []
  let keys = ''
  for (const [seq, at, input] of inputs)
    if (input.kind === 'line') {
      add(moments, { seq, at, kind: 'line', text: decoder.decode(input.bytes), isInside: false })
    } else if (input.kind === 'keys') {
      const lines = (keys + decoder.decode(input.bytes)).split(/[\r\n]/)
      keys = lines.pop() ?? ''
      for (const line of lines)
        add(moments, { seq, at, kind: 'line', text: textOf(line), isInside: true })
    } else if (input.kind === 'node') {
      moments.push({ seq, at, kind: 'node', node: input.node, act: input.action.do })
    }
  return moments
}

function add(moments: Moment[], moment: Extract<Moment, { kind: 'line' }>): void {
  const text = moment.text.trim()
  if (text !== '') moments.push({ ...moment, text })
}

const BACKSPACES = '\b\x7f'
/** Ctrl-C and Ctrl-U: what was typed before them is not sent. */
const KILLS = '\x03\x15'

/** A line as it was sent, from the keys that were pressed for it. */
function textOf(keys: string): string {
  let text = ''
  // eslint-disable-next-line no-control-regex -- escape sequences begin with ESC
  for (const key of keys.replaceAll(/\x1b(\[[0-9;?]*[A-Za-z~]|O[A-Z]|.)/g, ''))
    if (BACKSPACES.includes(key)) text = text.slice(0, -1)
    else if (KILLS.includes(key)) text = ''
    else if (key >= ' ') text += key
  return text
}

/** Whether two command lines are the same but for blanks and quotes. */
export function isSameCommand(one: string, other: string): boolean {
  return plain(one) === plain(other)
}

function plain(command: string): string {
  return command
    .replaceAll(/['"]/g, '')
    .replaceAll(/(^| )\.\//g, '$1')
    .trim()
    .split(/\s+/)
    .join(' ')
}

import type { RuntimeName } from '#engine'
import type { Session } from '../session.ts'
import { sessionWith } from '../testing.ts'

export interface Story {
  /** The learner's files, by name. */
  readonly files: Readonly<Record<string, string>>
  /** The container runtimes of the nodes, in turn; absent: containerd. */
  readonly runtimes?: readonly RuntimeName[]
  /**
   * What stands on the screen at the end: lines typed behind `$ ` and what they print. In brackets
   * what happens between two of them: `(30 s)` pass, `(worker-1: cut off)`.
   */
  readonly screen: string
}

const PROMPT = '$ '
const STEP_MS = 50
const LONGEST_COMMAND_MS = 180_000

/** Types the lines of a story and gives what is then on the screen: the same, if all is well. */
export function play({ files, runtimes = [], screen }: Story): string {
  const session = sessionWith(files, { runtimes })
  session.resize(500, 50)
  const watch = { shown: '' }
  session.onScreen((text) => {
    watch.shown += text
  })
  watch.shown = ''
  let played = ''
  for (const line of screen.split('\n')) {
    if (/^\(.*\)$/.test(line)) {
      happen(session, line.slice(1, -1))
      played += `${line}\n`
    } else if (line.startsWith(PROMPT)) {
      session.type(`${line.slice(PROMPT.length)}\r`)
      const until = session.now + LONGEST_COMMAND_MS
      do session.elapse(STEP_MS)
      while (!watch.shown.endsWith(PROMPT) && session.now < until)
      played += PROMPT + readable(watch.shown)
    }
    watch.shown = ''
  }
  return played
}

const ACTIONS = ['add', 'cut off', 'reconnect', 'shut down'] as const

function happen(session: Session, what: string): void {
  const [, seconds] = /^(\d+) s$/.exec(what) ?? []
  if (seconds !== undefined) session.elapse(Number(seconds) * 1000)
  const [, node = '', done] = /^(\S+): (.+)$/.exec(what) ?? []
  const action = ACTIONS.find((it) => it === done)
  if (action !== undefined) session.input({ kind: 'node', node, action: { do: action } })
}

/** Without the line as it was being edited, and the prompt at the end. */
function readable(shown: string): string {
  const lines = shown
    // eslint-disable-next-line no-control-regex -- escape sequences begin with ESC
    .replaceAll(/^.*\x1b\[J/gm, '')
    // eslint-disable-next-line no-control-regex -- colours are not what is told here
    .replaceAll(/\x1b\[[0-9;]*m/g, '')
    .replaceAll('\r\n', '\n')
  return lines.endsWith(PROMPT) ? lines.slice(0, -PROMPT.length) : lines
}

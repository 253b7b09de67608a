import { loadParts, type RuntimeName } from '#engine'
import type { Lesson } from '#lesson'
import { Session } from './session.ts'

await loadParts()

/** For tests: a session at its prompt, whose stopwatch counts how often it was looked at. */
export function sessionWith(
  files: Readonly<Record<string, string>>,
  {
    seed = 1,
    historyBytes,
    runtimes = [],
  }: {
    readonly seed?: number
    readonly historyBytes?: number
    readonly runtimes?: readonly RuntimeName[]
  } = {},
): Session {
  let looks = 0
  const session = new Session({
    lesson: { ...lessonWith(files, seed), runtimes },
    stopwatch: () => looks++,
    ...(historyBytes === undefined ? {} : { historyBytes }),
  })
  // The shell has printed its prompt and waits for a line.
  session.elapse(1000)
  return session
}

function lessonWith(files: Readonly<Record<string, string>>, seed: number): Lesson {
  return {
    id: 'test',
    seed,
    opens: Object.keys(files)[0] ?? '',
    start: Object.entries(files).map(([path, text]) => ({ path, text })),
    solution: [],
    wrong: [],
    steps: [],
  }
}

/** Types a line and lets time pass; gives what the terminal shows because of it. */
export function enter(session: Session, line: string, ms = 10_000): string {
  let shown = ''
  const stop = session.onScreen((text) => {
    shown += text
  })
  shown = ''
  session.type(`${line}\r`)
  session.elapse(ms)
  stop()
  return withoutEditing(shown)
}

/** The screen as a reader sees it: the line that was edited and then echoed stands there once. */
function withoutEditing(shown: string): string {
  // eslint-disable-next-line no-control-regex -- escape sequences begin with ESC
  return shown.replaceAll(/^.*\x1b\[J/gm, '').replaceAll('\r\n', '\n')
}

export const TWO_CONTAINERS = `apiVersion: v1
kind: Pod
metadata:
  name: twocontainers
spec:
  containers:
  - name: sise
    image: quay.io/openshiftlabs/simpleservice:0.5.0
    ports:
    - containerPort: 9876
  - name: shell
    image: centos:7
    command:
    - "bin/bash"
    - "-c"
    - "sleep 10000"
`

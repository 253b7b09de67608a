import type { Act, Evidence, Goal, GoalState, Lesson, LessonFile, Step } from '#lesson'
import { Session } from '#session'

/** Simulated time between two commands: to read what was printed, and for an image to arrive. */
const PAUSE_MS = 15_000
const LONGEST_COMMAND_MS = 180_000
const LOOK_EVERY_MS = 250
/** The screen ends with a prompt: the learner's own, or that of a shell in a container. */
const PROMPT = /(^|\n)(\$ |[^\n]*[\w\]/:~-] ?[#$] )$/

/** What was typed, and what it printed. */
export interface Answered {
  readonly command: string
  readonly output: string
}

/** Plays a lesson as a learner does: files, lines, time. */
export class Learner {
  readonly #session: Session
  #screen = ''

  constructor(lesson: Lesson) {
    this.#session = new Session({ lesson, stopwatch: () => 0 })
    this.#session.resize(200, 50)
    this.#session.onScreen((text) => {
      this.#screen += text
    })
    this.#session.elapse(PAUSE_MS)
  }

  save(files: readonly LessonFile[]): void {
    for (const { path, text } of files) this.#session.setFile(path, text)
  }

  /** Gives what was printed by each command among the acts. */
  act(acts: readonly Act[]): readonly Answered[] {
    return acts.flatMap((act) => {
      if (act.do === 'type') return [this.#type(act.command)]
      if (act.do === 'wait') this.#session.elapse(act.seconds * 1000)
      else this.#onNode(act)
      return []
    })
  }

  /** How the goals stand as soon as all are met, or when the time that they have is over. */
  goals(step: Pick<Step, 'id' | 'goals'>): readonly GoalState[] {
    const latest = Math.max(...step.goals.map((goal) => goal.within))
    const asked = { ...step, focus: [], files: [], solution: [] }
    // Looked at more and more seldom: a goal that reaches into a Pod is tried on a fork.
    for (let seconds = 0; ;) {
      const states = this.#session.goals(asked)
      if (states === undefined) throw new Error('a part that the goals need has not been loaded')
      if (seconds >= latest || states.every(({ isMet }) => isMet)) return states
      const pause = Math.min(Math.max(5, seconds), latest - seconds)
      this.#session.elapse(pause * 1000)
      seconds += pause
    }
  }

  /** How they stand when the time that they have is over. */
  goalsInTheEnd(step: Pick<Step, 'id' | 'goals'>): readonly GoalState[] {
    this.#session.elapse(Math.max(...step.goals.map((goal) => goal.within)) * 1000)
    return this.goals({ ...step, goals: step.goals.map((goal) => ({ ...goal, within: 0 })) })
  }

  shows(evidence: Evidence): GoalState | undefined {
    const goal: Goal = { id: 'shows', within: 0, ...evidence }
    return this.goals({ id: 'shows', goals: [goal] })[0]
  }

  #type(command: string): Answered {
    this.#screen = ''
    this.#session.type(`${command}\r`)
    const until = this.#session.now + LONGEST_COMMAND_MS
    do this.#session.elapse(LOOK_EVERY_MS)
    while (!PROMPT.test(readable(this.#screen)) && this.#session.now < until)
    const lines = readable(this.#screen).replace(PROMPT, '$1').split('\n')
    this.#session.elapse(PAUSE_MS)
    return { command, output: lines.slice(1).join('\n').trimEnd() }
  }

  #onNode(act: Exclude<Act, { do: 'type' | 'wait' }>): void {
    if (act.do !== 'kill') {
      this.#session.input({ kind: 'node', node: act.node, action: { do: act.do } })
      return
    }
    const { containers, sandboxes } = this.#session.snapshot().world
    const running = [...containers.values()].find(
      ({ name, sandbox, state }) =>
        state === 'running' &&
        name === act.container &&
        sandboxes.get(sandbox)?.podName === act.pod,
    )
    const node = running === undefined ? undefined : sandboxes.get(running.sandbox)?.node
    if (running === undefined || node === undefined)
      throw new Error(`no container ${act.pod}/${act.container} runs`)
    this.#session.input({
      kind: 'node',
      node,
      action: { do: 'kill container', container: running.id },
    })
  }
}

/** The screen as a reader sees it: the line that was edited and then echoed stands there once. */
function readable(screen: string): string {
  return (
    screen
      // eslint-disable-next-line no-control-regex -- escape sequences begin with ESC
      .replaceAll(/^.*\x1b\[J/gm, '')
      // eslint-disable-next-line no-control-regex -- colours are not what is told here
      .replaceAll(/\x1b\[[0-9;?]*[A-Za-z]/g, '')
      .replaceAll(/\r+\n/g, '\n')
  )
}

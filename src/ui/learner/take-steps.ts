import type { Act, Lesson, Step } from '#lesson'
import { Session } from '#session'
import { cutOff, killContainer, reconnect, runningContainer, shutDown } from './node-actions.ts'

/** Simulated time between two acts: to read what was printed, and for an image to arrive. */
const PAUSE_MS = 15_000
const LOOK_EVERY_MS = 2000

/**
 * A cluster in which the first steps of a lesson have been taken as its solution says; slow, so the
 * page is let breathe between them. All parts of the engine must have been loaded.
 */
export async function sessionAfter(lesson: Lesson, steps: readonly Step[]): Promise<Session> {
  const session = new Session({ lesson, stopwatch: () => performance.now() })
  session.elapse(PAUSE_MS)
  for (const step of steps) {
    for (const { path, text } of step.files) session.setFile(path, text)
    for (const act of step.solution) {
      await breath()
      perform(session, act)
    }
    waitForGoals(session, step)
  }
  return session
}

function perform(session: Session, act: Act): void {
  switch (act.do) {
    case 'type':
      session.type(`${act.command}\r`)
      session.elapse(PAUSE_MS)
      break
    case 'wait':
      session.elapse(act.seconds * 1000)
      break
    case 'add':
      session.input({ kind: 'node', node: act.node, action: { do: 'add' } })
      break
    case 'cut off':
      cutOff(session, act.node)
      break
    case 'shut down':
      shutDown(session, act.node)
      break
    case 'reconnect':
      reconnect(session, act.node)
      break
    case 'kill': {
      const container = runningContainer(session, act.pod, act.container)
      if (container !== undefined) killContainer(session, container)
    }
  }
}

function waitForGoals(session: Session, step: Step): void {
  const latest = session.now + 1000 * Math.max(0, ...step.goals.map((goal) => goal.within))
  while (session.now < latest && session.goals(step)?.every(({ isMet }) => isMet) !== true)
    session.elapse(LOOK_EVERY_MS)
}

function breath(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}

import { useCallback, useEffect, useRef, useState } from 'react'
import type { Session } from '#session'

/** Ctrl-U: what stands on the prompt unfinished makes way for a command. */
const KILL_LINE = '\x15'
/** How long it is said why a command was not typed. */
const NOTICE_MS = 8000

export interface Commands {
  /** Types a command wherever the terminal is: a lesson may mean a container. */
  readonly run: (command: string) => void
  /**
   * Types a command of the learner's own machine; false while the terminal is in a container,
   * where it would make no sense.
   */
  readonly runAtHome: (command: string) => boolean
  /** The last one was not typed, because the terminal is in a container. */
  readonly isRefused: boolean
}

/**
 * Types commands into the terminal, with the file as it is in the editor. What is asked for before
 * there is a prompt is typed as soon as there is one.
 */
export function useCommands(session: Session | undefined, save: () => void): Commands {
  const waiting = useRef<readonly string[]>([])
  const [isRefused, setIsRefused] = useNotice()

  const typeWaiting = useCallback(() => {
    const commands = waiting.current
    waiting.current = []
    if (session === undefined || commands.length === 0) return
    save()
    for (const command of commands)
      session.type(`${session.prompt.draft === '' ? '' : KILL_LINE}${command}\r`)
  }, [session, save])

  useEffect(
    () => (session === undefined ? undefined : whenPrompted(session, typeWaiting)),
    [session, typeWaiting],
  )

  const run = useCallback(
    (command: string) => {
      waiting.current = [...waiting.current, command]
      if (session !== undefined && hasPrompted(session)) typeWaiting()
    },
    [session, typeWaiting],
  )
  const runAtHome = useCallback(
    (command: string) => {
      const isElsewhere = session?.prompt.isOwn === false
      setIsRefused(isElsewhere)
      if (!isElsewhere) run(command)
      return !isElsewhere
    },
    [session, run, setIsRefused],
  )
  return { run, runAtHome, isRefused }
}

/** True for a while after it was set. */
function useNotice(): readonly [isOn: boolean, set: (isOn: boolean) => void] {
  const [isOn, setIsOn] = useState(false)
  useEffect(() => {
    if (!isOn) return undefined
    const timer = setTimeout(() => {
      setIsOn(false)
    }, NOTICE_MS)
    return () => {
      clearTimeout(timer)
    }
  }, [isOn])
  return [isOn, setIsOn]
}

/** Before the shell has said something, a command would stand above its prompt. */
function hasPrompted(session: Session): boolean {
  let hasWritten = false
  session.onScreen((text) => {
    hasWritten ||= text !== ''
  })()
  return hasWritten
}

function whenPrompted(session: Session, act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = session.onScreen((text) => {
    if (text !== '') timer ??= setTimeout(act)
  })
  return () => {
    stop()
    clearTimeout(timer)
  }
}

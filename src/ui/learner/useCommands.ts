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
 * there is a cluster is typed as soon as there is one.
 */
export function useCommands(session: Session | undefined, save: () => void): Commands {
  const waiting = useRef<readonly string[]>([])
  const run = useCallback(
    (command: string) => {
      if (session === undefined) {
        waiting.current = [...waiting.current, command]
        return
      }
      save()
      session.type(`${session.prompt.draft === '' ? '' : KILL_LINE}${command}\r`)
    },
    [session, save],
  )
  useEffect(() => {
    if (session === undefined || waiting.current.length === 0) return undefined
    const commands = waiting.current
    waiting.current = []
    return whenPrompted(session, () => {
      for (const command of commands) run(command)
    })
  }, [session, run])
  const [isRefused, setIsRefused] = useState(false)
  useEffect(() => {
    if (!isRefused) return undefined
    const timer = setTimeout(() => {
      setIsRefused(false)
    }, NOTICE_MS)
    return () => {
      clearTimeout(timer)
    }
  }, [isRefused])
  const runAtHome = useCallback(
    (command: string) => {
      const isElsewhere = session?.prompt.isOwn === false
      setIsRefused(isElsewhere)
      if (!isElsewhere) run(command)
      return !isElsewhere
    },
    [session, run],
  )
  return { run, runAtHome, isRefused }
}

/** Acts once the shell has said something: before, the command would stand above its prompt. */
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

import { useCallback, useEffect, useRef } from 'react'
import type { Session } from '#session'

/** Ctrl-U: what stands on the prompt unfinished makes way for a command. */
const KILL_LINE = '\x15'

/**
 * Types commands into the terminal, with the file as it is in the editor. What is asked for before
 * there is a cluster is typed as soon as there is one.
 */
export function useCommands(
  session: Session | undefined,
  save: () => void,
): (command: string) => void {
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
  return run
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

import { useMemo, useState } from 'react'
import type { Session } from '#session'
import type { Operator } from '../diagram/operator.ts'
import {
  addNode,
  cutOff,
  killContainer,
  outagesOf,
  reconnect,
  runningContainer,
  shutDown,
} from './node-actions.ts'

/** The operator of a session's nodes. */
export function useOperator(session: Session): Operator {
  const [known, setKnown] = useState(() => knownOf(session))
  if (known.session !== session) setKnown(knownOf(session))
  return useMemo(() => {
    const toNode = (act: (session: Session, node: string) => void) => (node: string) => {
      act(session, node)
      setKnown(knownOf(session))
    }
    return {
      outages: known.outages,
      kill: (pod, name) => {
        const container = runningContainer(session, pod, name)
        if (container !== undefined) killContainer(session, container)
      },
      addNode: () => {
        addNode(session)
      },
      cutOff: toNode(cutOff),
      shutDown: toNode(shutDown),
      reconnect: toNode(reconnect),
    }
  }, [session, known])
}

function knownOf(session: Session) {
  return { session, outages: outagesOf(session) }
}

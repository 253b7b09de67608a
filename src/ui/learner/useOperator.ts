import { useMemo, useState } from 'react'
import type { Session } from '#session'
import type { Operator } from '../diagram/operator.ts'
import {
  addNode,
  cutOff,
  killContainer,
  reconnect,
  runningContainer,
  unpluggedNodes,
} from './node-actions.ts'

/** The operator of a session's nodes. */
export function useOperator(session: Session): Operator {
  const [plugs, setPlugs] = useState(() => plugsOf(session))
  if (plugs.session !== session) setPlugs(plugsOf(session))
  return useMemo(
    () => ({
      unplugged: plugs.unplugged,
      kill: (pod, name) => {
        const container = runningContainer(session, pod, name)
        if (container !== undefined) killContainer(session, container)
      },
      addNode: () => {
        addNode(session)
      },
      cutOff: (node) => {
        cutOff(session, node)
        setPlugs(plugsOf(session))
      },
      reconnect: (node) => {
        reconnect(session, node)
        setPlugs(plugsOf(session))
      },
    }),
    [session, plugs],
  )
}

function plugsOf(session: Session) {
  return { session, unplugged: unpluggedNodes(session) }
}

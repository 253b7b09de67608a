import type { ReactNode } from 'react'
import { Button } from '../frame/Button.tsx'
import { useWords } from '../words/words.ts'
import { useOperator } from './operator.ts'
import styles from './OperatorActions.module.css'

interface KillProps {
  readonly pod: string
  readonly container: string
}

/** Ends a container behind the cluster's back. */
export function KillAction({ pod, container }: KillProps) {
  const { diagram: say } = useWords()
  const operator = useOperator()
  if (operator === null) return null
  return (
    <Actions>
      <Button
        look="outlined"
        icon="close"
        onClick={() => {
          operator.kill(pod, container)
        }}
      >
        {say.kill}
      </Button>
    </Actions>
  )
}

/** Unplugs a node or shuts it down, or undoes that. */
export function NodeActions({ node }: { readonly node: string }) {
  const { diagram: say } = useWords()
  const operator = useOperator()
  if (operator === null) return null
  const outage = operator.outages.get(node)
  const act = (word: string, icon: 'redo' | 'close', to: (node: string) => void) => (
    <Button
      look="outlined"
      icon={icon}
      onClick={() => {
        to(node)
      }}
    >
      {word}
    </Button>
  )
  return (
    <Actions>
      {outage === undefined ? (
        <>
          {act(say.cutOff, 'close', operator.cutOff)}
          {act(say.shutDown, 'close', operator.shutDown)}
        </>
      ) : (
        act(say.undo[outage], 'redo', operator.reconnect)
      )}
      <Button look="outlined" icon="plus" onClick={operator.addNode}>
        {say.addNode}
      </Button>
    </Actions>
  )
}

function Actions({ children }: { readonly children: ReactNode }) {
  const { diagram: say } = useWords()
  return (
    <div className={styles.actions}>
      <p className={styles.label}>{say.operator}</p>
      {children}
    </div>
  )
}

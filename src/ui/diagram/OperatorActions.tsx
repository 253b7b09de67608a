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

/** Unplugs a node, or plugs it in again. */
export function PlugAction({ node }: { readonly node: string }) {
  const { diagram: say } = useWords()
  const operator = useOperator()
  if (operator === null) return null
  const isUnplugged = operator.unplugged.includes(node)
  return (
    <Actions>
      <Button
        look="outlined"
        icon={isUnplugged ? 'redo' : 'close'}
        onClick={() => {
          if (isUnplugged) operator.reconnect(node)
          else operator.cutOff(node)
        }}
      >
        {isUnplugged ? say.reconnect : say.cutOff}
      </Button>
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

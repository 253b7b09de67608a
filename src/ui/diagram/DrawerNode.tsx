import type { NodeProps } from '@xyflow/react'
import styles from './DrawerNode.module.css'
import type { DrawerNodeType } from './flow-of.ts'
import { Notice } from './Notice.tsx'

/** A volume of the Pod. */
export function DrawerNode({ data, selected }: NodeProps<DrawerNodeType>) {
  const { drawer } = data.placed
  return (
    <div className={styles.drawer} data-presence={drawer.presence} data-selected={selected}>
      <span className={styles.handle} />
      <Notice part={`volume:${drawer.name}`} />
      <strong className={styles.name}>{drawer.name}</strong>
      <span className={styles.kind}>{drawer.kind}</span>
    </div>
  )
}

import type { NodeProps } from '@xyflow/react'
import { useWords } from '../words/words.ts'
import styles from './BenchNode.module.css'
import type { BenchNodeType } from './flow-of.ts'
import { useOperator } from './operator.ts'
import { roomInWords } from './room.ts'
import { StateSign } from './StateSign.tsx'

/** A node: the plank that Pods stand on, with the cluster's wire along its edge. */
export function BenchNode({ data, selected }: NodeProps<BenchNodeType>) {
  const { diagram: say } = useWords()
  const { bench, isEmpty, isJoined } = data.placed
  const outage = useOperator()?.outages.get(bench.name)
  return (
    <div
      className={styles.plank}
      data-empty={isEmpty}
      data-joined={isJoined}
      data-selected={selected}
      data-unplugged={outage !== undefined}
    >
      <span className={styles.wire} />
      <span className={styles.legs} />
      <span className={styles.words}>
        <span className={styles.kind}>{say.node}</span>
        <strong>{bench.name}</strong>
        <span className={styles.state}>
          <StateSign tone={bench.isReady ? 'running' : 'failed'} />
          {bench.isReady ? say.nodeReady : say.nodeNotReady}
        </span>
        {outage !== undefined && <span className={styles.unplugged}>{say.outages[outage]}</span>}
        {bench.free !== undefined && (
          <span className={styles.room}>{roomInWords(bench.free, say.room)}</span>
        )}
        {isEmpty && <span className={styles.room}>{say.nodeEmpty}</span>}
        {bench.systemPods > 0 && (
          <span className={styles.system}>{say.systemPods(bench.systemPods)}</span>
        )}
      </span>
    </div>
  )
}

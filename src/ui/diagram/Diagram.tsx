import '@xyflow/react/dist/base.css'
import { type NodeChange, ReactFlow, ReactFlowProvider } from '@xyflow/react'
import { useMemo } from 'react'
import { useWords } from '../words/words.ts'
import { BenchNode } from './BenchNode.tsx'
import { CapsuleNode } from './CapsuleNode.tsx'
import { describeNode } from './describe.ts'
import styles from './Diagram.module.css'
import type { Diagram as DiagramData } from './diagram.ts'
import { DrawerNode } from './DrawerNode.tsx'
import { type DiagramNode, nodesOf } from './flow-of.ts'
import { aboveButtons, layoutOf } from './layout.ts'
import { MountLines } from './MountLines.tsx'
import { NetworkNode } from './NetworkNode.tsx'
import { TileNode } from './TileNode.tsx'
import { Traffic } from './Traffic.tsx'
import type { Size } from './useSize.ts'
import { Viewport } from './Viewport.tsx'

const nodeTypes = {
  bench: BenchNode,
  capsule: CapsuleNode,
  tile: TileNode,
  network: NetworkNode,
  drawer: DrawerNode,
}

export interface DiagramProps {
  readonly diagram: DiagramData
  /** What there is for it. */
  readonly size: Size
  readonly speed: number
  readonly selected: string | undefined
  readonly onSelect: (part: string | undefined) => void
}

/** The picture. React Flow pans, zooms and makes it reachable by keyboard; we place everything. */
export function Diagram({ diagram, size, speed, selected, onSelect }: DiagramProps) {
  const { diagram: say } = useWords()
  const layout = useMemo(() => layoutOf(diagram, aboveButtons(size)), [diagram, size])
  const still = useMemo(
    () => nodesOf(layout, (node: DiagramNode) => describeNode(node, say)),
    [layout, say],
  )
  const nodes = useMemo(
    () => still.map((node) => (node.id === selected ? { ...node, selected: true } : node)),
    [still, selected],
  )
  return (
    <ReactFlowProvider>
      <div className={styles.diagram}>
        <ReactFlow
          nodes={nodes}
          nodeTypes={nodeTypes}
          onNodesChange={(changes) => {
            selectBy(changes, onSelect)
          }}
          onPaneClick={() => {
            onSelect(undefined)
          }}
          aria-label={say.label}
          ariaLabelConfig={{ 'node.a11yDescription.default': say.select }}
          nodesDraggable={false}
          nodesConnectable={false}
          zoomOnScroll={false}
          zoomOnDoubleClick={false}
          preventScrolling={false}
          deleteKeyCode={null}
          minZoom={0.25}
          maxZoom={2}
          attributionPosition="bottom-left"
        >
          <MountLines layout={layout} />
          <Traffic exchanges={diagram.exchanges} layout={layout} speed={speed} />
          <Viewport layout={layout} />
        </ReactFlow>
      </div>
    </ReactFlowProvider>
  )
}

function selectBy(
  changes: readonly NodeChange<DiagramNode>[],
  onSelect: (part: string | undefined) => void,
): void {
  const chosen = changes.find((change) => change.type === 'select' && change.selected)
  if (chosen?.type === 'select') onSelect(chosen.id)
}

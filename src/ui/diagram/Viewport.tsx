import { getViewportForBounds, Panel, useReactFlow, useStore } from '@xyflow/react'
import { useEffect, useMemo, useRef } from 'react'
import { Button } from '../frame/Button.tsx'
import { useMedia } from '../frame/useMedia.ts'
import { useWords } from '../words/words.ts'
import type { Box } from './geometry.ts'
import { aboveButtons, type Layout } from './layout.ts'
import type { Size } from './useSize.ts'
import styles from './Viewport.module.css'

const LARGEST = 1.2
const SMALLEST = 0.45
const MARGIN = 0.05

/** Keeps the whole picture in sight until the reader moves it; then only on demand. */
export function Viewport({ layout }: { readonly layout: Layout }) {
  const { diagram: say } = useWords()
  const flow = useReactFlow()
  const width = useStore((store) => store.width)
  const height = useStore((store) => store.height)
  const dragged = useStore((store) => store.userSelectionActive)
  const isStill = useMedia('(prefers-reduced-motion: reduce)')
  const wasMoved = useRef(false)
  const wasFitted = useRef(false)
  const isSeveral = layout.benches.length > 1
  const { width: wide, height: high } = layout.bounds
  const bounds = useMemo(() => withRim(wide, high, isSeveral), [wide, high, isSeveral])

  useEffect(() => {
    if (wasMoved.current || dragged || width === 0 || height === 0) return
    const duration = wasFitted.current && !isStill ? 220 : 0
    wasFitted.current = true
    void flow.setViewport(viewportFor(bounds, { width, height }), { duration })
  }, [flow, bounds, width, height, isStill, dragged])

  const zoom = (act: () => unknown) => () => {
    wasMoved.current = true
    act()
  }
  return (
    <Panel position="bottom-right" className={styles.buttons}>
      <Button icon="minus" title={say.zoomOut} onClick={zoom(() => flow.zoomOut())} />
      <Button icon="plus" title={say.zoomIn} onClick={zoom(() => flow.zoomIn())} />
      <Button
        icon="fit"
        title={say.fit}
        onClick={() => {
          wasMoved.current = false
          const viewport = viewportFor(bounds, { width, height })
          void flow.setViewport(viewport, { duration: isStill ? 0 : 220 })
        }}
      />
    </Panel>
  )
}

/** The words on the rim stand out above; the wire to other benches stands out at the right. */
function withRim(width: number, height: number, isSeveral: boolean): Box {
  return { x: 0, y: -12, width: width + (isSeveral ? 24 : 0), height: height + 12 }
}

/** The whole picture in the middle, and the buttons below it free. */
function viewportFor(bounds: Box, size: Size) {
  const { width, height } = aboveButtons(size)
  return getViewportForBounds(bounds, width, height, SMALLEST, LARGEST, MARGIN)
}

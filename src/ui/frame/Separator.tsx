import type { KeyboardEvent, PointerEvent } from 'react'
import styles from './Separator.module.css'
import { type Line, limits, steps } from './sizes.ts'

interface SeparatorProps {
  readonly line: Line
  readonly label: string
  readonly size: number
  readonly onMove: (line: Line, size: number) => void
}

/** A line between two zones that can be dragged, and moved with the arrow keys. */
export function Separator({ line, label, size, onMove }: SeparatorProps) {
  const [least, most] = limits[line]
  const isUpright = line !== 'editor'
  return (
    <div
      className={styles.separator}
      data-line={line}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={isUpright ? 'vertical' : 'horizontal'}
      aria-valuemin={asPercent(least, line)}
      aria-valuemax={asPercent(most, line)}
      aria-valuenow={asPercent(size, line)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        event.preventDefault()
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId))
          onMove(line, sizeAt(event, line))
      }}
      onKeyDown={(event) => {
        const by = directionOf(event, line)
        if (by === 0) return
        event.preventDefault()
        onMove(line, size + by * steps[line])
      }}
    />
  )
}

function asPercent(size: number, line: Line): number {
  return line === 'editor' ? Math.round(size * 100) : Math.round(size)
}

/** What the size would be with the line where the pointer is. */
function sizeAt(event: PointerEvent<HTMLElement>, line: Line): number {
  const zones = event.currentTarget.parentElement?.getBoundingClientRect()
  if (zones === undefined) return 0
  if (line === 'lesson') return event.clientX - zones.left
  if (line === 'bench') return zones.right - event.clientX
  return (event.clientY - zones.top) / zones.height
}

/** 1 where the key makes the zone larger, -1 where it makes it smaller. */
function directionOf(event: KeyboardEvent, line: Line): number {
  const keys = {
    lesson: { ArrowRight: 1, ArrowLeft: -1 },
    bench: { ArrowLeft: 1, ArrowRight: -1 },
    editor: { ArrowDown: 1, ArrowUp: -1 },
  }[line] as Readonly<Record<string, number>>
  return keys[event.key] ?? 0
}

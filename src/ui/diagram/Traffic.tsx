import { ViewportPortal } from '@xyflow/react'
import { useCallback, useState } from 'react'
import type { ExchangeDrawn } from './diagram.ts'
import type { Layout } from './layout.ts'
import { Mark } from './Mark.tsx'
import { type Marks, marksAfter, marksAtFirst, mostMarks, withoutMark } from './marks.ts'
import { wayOf } from './way-of.ts'

interface TrafficProps {
  readonly exchanges: readonly ExchangeDrawn[]
  readonly layout: Layout
  readonly speed: number
}

/** Marks on their way through the picture. */
export function Traffic({ exchanges, layout, speed }: TrafficProps) {
  const [marks, setMarks] = useState<Marks>(() => marksAtFirst(exchanges))
  const next = marksAfter(marks, exchanges, mostMarks(speed))
  if (next !== marks) setMarks(next)
  const end = useCallback((id: string) => {
    setMarks((before) => withoutMark(before, id))
  }, [])
  return (
    <ViewportPortal>
      {next.moving.map((id) => {
        const exchange = exchanges.find((it) => it.id === id)
        const way = exchange === undefined ? undefined : wayOf(exchange, layout)
        return <Mark key={id} id={id} exchange={exchange} way={way} onEnd={end} />
      })}
    </ViewportPortal>
  )
}

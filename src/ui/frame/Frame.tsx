import type { ReactNode } from 'react'
import styles from './Frame.module.css'
import { NarrowFrame } from './NarrowFrame.tsx'
import { useMedia } from './useMedia.ts'
import { WideFrame } from './WideFrame.tsx'

/** What stands in each zone of the page. */
export interface Zones {
  readonly lesson: ReactNode
  readonly stage: ReactNode
  readonly editor: ReactNode
  readonly terminal: ReactNode
}

export type Zone = keyof Zones

interface FrameProps {
  readonly header: ReactNode
  readonly zones: Zones
  /** The one that is shown where there is room for one. */
  readonly zone: Zone
  readonly onZone: (zone: Zone) => void
  /** The Pod at a glance, for screens too narrow for the stage. */
  readonly strip: ReactNode
}

/** Three zones side by side where there is room, one at a time where there is not. */
export function Frame({ header, zones, zone, onZone, strip }: FrameProps) {
  const isWide = useMedia('(min-width: 1080px)')
  return (
    <div className={styles.frame}>
      {header}
      {isWide ? (
        <WideFrame zones={zones} />
      ) : (
        <NarrowFrame zones={zones} strip={strip} shown={zone} show={onZone} />
      )}
    </div>
  )
}

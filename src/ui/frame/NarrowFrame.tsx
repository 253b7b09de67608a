import type { KeyboardEvent, ReactNode } from 'react'
import { useWords } from '../words/words.ts'
import styles from './Frame.module.css'
import type { Zone, Zones } from './Frame.tsx'
import { Icon, type IconName } from './Icon.tsx'

const icons: Readonly<Record<Zone, IconName>> = {
  lesson: 'book',
  stage: 'pod',
  editor: 'code',
  terminal: 'terminal',
}
const zoneNames = Object.keys(icons) as readonly Zone[]

interface NarrowFrameProps {
  readonly zones: Zones
  readonly strip: ReactNode
  readonly shown: Zone
  readonly show: (zone: Zone) => void
}

/** One zone at a time, chosen in the bar below; the Pod is always in sight above. */
export function NarrowFrame({ zones, strip, shown, show }: NarrowFrameProps) {
  const { page } = useWords()
  return (
    <div className={styles.narrow}>
      {shown !== 'stage' && strip !== undefined && (
        <button
          type="button"
          className={styles.strip}
          onClick={() => {
            show('stage')
          }}
        >
          {strip}
        </button>
      )}
      {zoneNames.map((zone) => (
        <section
          key={zone}
          id={`zone-${zone}`}
          role="tabpanel"
          aria-label={page.zones[zone]}
          hidden={zone !== shown}
          className={`${styles.zone} ${styles.shown}`}
        >
          {zones[zone]}
        </section>
      ))}
      <div
        className={styles.bar}
        role="tablist"
        aria-label={page.barLabel}
        onKeyDown={(event) => {
          moveAlong(event, shown, show)
        }}
      >
        {zoneNames.map((zone) => (
          <button
            key={zone}
            type="button"
            role="tab"
            id={`tab-${zone}`}
            className={styles.tab}
            aria-selected={zone === shown}
            aria-controls={`zone-${zone}`}
            tabIndex={zone === shown ? 0 : -1}
            onClick={() => {
              show(zone)
            }}
          >
            <Icon name={icons[zone]} />
            {page.bar[zone]}
          </button>
        ))}
      </div>
    </div>
  )
}

function moveAlong(event: KeyboardEvent, shown: Zone, show: (zone: Zone) => void): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
  if (step === undefined) return
  const index = (zoneNames.indexOf(shown) + step + zoneNames.length) % zoneNames.length
  const zone = zoneNames[index] ?? shown
  show(zone)
  document.getElementById(`tab-${zone}`)?.focus()
}

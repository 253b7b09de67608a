import type { KeyboardEvent } from 'react'
import { useWords } from '../words/words.ts'
import styles from './Bar.module.css'
import { Icon, type IconName } from './Icon.tsx'
import { type Zone, zoneNames } from './zones.ts'

const icons: Readonly<Record<Zone, IconName>> = {
  lesson: 'book',
  stage: 'pod',
  editor: 'code',
  terminal: 'terminal',
}

interface BarProps {
  readonly zone: Zone
  readonly onZone: (zone: Zone) => void
}

/** Read · Pod · YAML · Terminal, on a narrow screen. */
export function Bar({ zone, onZone }: BarProps) {
  const { page } = useWords()
  return (
    <nav className={styles.nav} aria-label={page.barLabel}>
      <div
        className={styles.bar}
        role="tablist"
        aria-label={page.barLabel}
        onKeyDown={(event) => {
          moveAlong(event, zone, onZone)
        }}
      >
        {zoneNames.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`tab-${name}`}
            className={styles.tab}
            aria-selected={name === zone}
            aria-controls={`zone-${name}`}
            tabIndex={name === zone ? 0 : -1}
            onClick={() => {
              onZone(name)
            }}
          >
            <Icon name={icons[name]} />
            {page.bar[name]}
          </button>
        ))}
      </div>
    </nav>
  )
}

function moveAlong(event: KeyboardEvent, zone: Zone, onZone: (zone: Zone) => void): void {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
  if (by === undefined) return
  const index = (zoneNames.indexOf(zone) + by + zoneNames.length) % zoneNames.length
  const next = zoneNames[index] ?? zone
  onZone(next)
  document.getElementById(`tab-${next}`)?.focus()
}

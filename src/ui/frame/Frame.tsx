import type { CSSProperties, ReactNode } from 'react'
import { useWords } from '../words/words.ts'
import { Bar } from './Bar.tsx'
import styles from './Frame.module.css'
import { Separator } from './Separator.tsx'
import { useMedia } from './useMedia.ts'
import { useSizes } from './useSizes.ts'
import { type Zone, zoneNames } from './zones.ts'

interface FrameProps {
  readonly header: ReactNode
  readonly zones: Readonly<Record<Zone, ReactNode>>
  /** The one that is shown where there is room for one. */
  readonly zone: Zone
  readonly onZone: (zone: Zone) => void
  /** The Pod at a glance, for screens too narrow for the stage. */
  readonly strip: ReactNode
}

/** Lesson, stage and bench side by side; on a narrow screen one at a time, with a bar to choose. */
export function Frame({ header, zones, zone, onZone, strip }: FrameProps) {
  const { page } = useWords()
  const isWide = useMedia('(min-width: 1080px)')
  const [sizes, move] = useSizes()
  const vars = {
    '--lesson': `${sizes.lesson}px`,
    '--bench': `${sizes.bench}px`,
    '--editor': `${sizes.editor}fr`,
    '--terminal': `${1 - sizes.editor}fr`,
  } as CSSProperties
  return (
    <div className={styles.frame}>
      {header}
      {!isWide && zone !== 'stage' && (
        <button
          type="button"
          className={styles.strip}
          onClick={() => {
            onZone('stage')
          }}
        >
          {strip}
        </button>
      )}
      <main className={styles.zones} style={vars}>
        {zoneNames.map((name) => (
          <section
            key={name}
            id={`zone-${name}`}
            className={styles.zone}
            data-zone={name}
            data-shown={name === zone}
            role={isWide ? undefined : 'tabpanel'}
            aria-label={page.zones[name]}
          >
            {zones[name]}
          </section>
        ))}
        <Separator
          line="lesson"
          label={page.resize(page.zones.lesson)}
          size={sizes.lesson}
          onMove={move}
        />
        <Separator
          line="bench"
          label={page.resize(page.zones.editor)}
          size={sizes.bench}
          onMove={move}
        />
        <Separator line="editor" label={page.resizeHeight} size={sizes.editor} onMove={move} />
      </main>
      {!isWide && <Bar zone={zone} onZone={onZone} />}
    </div>
  )
}

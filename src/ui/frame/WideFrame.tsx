import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels'
import { useWords } from '../words/words.ts'
import styles from './Frame.module.css'
import type { Zones } from './Frame.tsx'
import { layoutMemory } from './layout-memory.ts'

/** Lesson, stage and bench side by side; the lines between them can be moved. */
export function WideFrame({ zones }: { readonly zones: Zones }) {
  const { page } = useWords()
  const widths = useDefaultLayout({
    id: 'zones',
    panelIds: ['lesson', 'stage', 'bench'],
    storage: layoutMemory,
  })
  const heights = useDefaultLayout({
    id: 'bench',
    panelIds: ['editor', 'terminal'],
    storage: layoutMemory,
  })
  const isRoomy = window.innerWidth >= 1500
  return (
    <Group className={styles.wide} {...widths}>
      <Panel
        id="lesson"
        defaultSize={isRoomy ? 380 : 348}
        minSize={280}
        groupResizeBehavior="preserve-pixel-size"
        className={styles.fill}
      >
        <section className={`${styles.zone} ${styles.fill}`} aria-label={page.zones.lesson}>
          {zones.lesson}
        </section>
      </Panel>
      <Separator className={styles.separator} aria-label={page.resize(page.zones.lesson)} />
      <Panel id="stage" minSize={320} className={styles.fill}>
        <section className={`${styles.zone} ${styles.fill}`} aria-label={page.zones.stage}>
          {zones.stage}
        </section>
      </Panel>
      <Separator className={styles.separator} aria-label={page.resize(page.zones.editor)} />
      <Panel
        id="bench"
        defaultSize={isRoomy ? 480 : 424}
        minSize={320}
        groupResizeBehavior="preserve-pixel-size"
        className={styles.fill}
      >
        <Group orientation="vertical" {...heights}>
          <Panel id="editor" minSize={140} className={styles.fill}>
            <section className={`${styles.zone} ${styles.fill}`} aria-label={page.zones.editor}>
              {zones.editor}
            </section>
          </Panel>
          <Separator className={styles.separator} aria-label={page.resizeHeight} />
          <Panel id="terminal" defaultSize="44%" minSize={120} className={styles.fill}>
            <section className={`${styles.zone} ${styles.fill}`} aria-label={page.zones.terminal}>
              {zones.terminal}
            </section>
          </Panel>
        </Group>
      </Panel>
    </Group>
  )
}

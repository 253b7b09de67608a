import { Fragment } from 'react'
import styles from './Prose.module.css'
import { RunBlock } from './RunBlock.tsx'
import { segmentsOf } from './segments.ts'

interface ProseProps {
  /** Compiled from the course's own Markdown when the site was built. */
  readonly html: string
  readonly onRun: (command: string) => void
}

/** Words of a lesson; commands in it can be run. */
export function Prose({ html, onRun }: ProseProps) {
  return (
    <div className={styles.prose}>
      {segmentsOf(html).map((segment, index) => (
        <Fragment key={index}>
          {segment.kind === 'words' ? (
            <div dangerouslySetInnerHTML={{ __html: segment.html }} />
          ) : (
            <RunBlock command={segment.command} onRun={onRun} />
          )}
        </Fragment>
      ))}
    </div>
  )
}

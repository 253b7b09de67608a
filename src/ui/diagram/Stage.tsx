import { type ReactNode, useState } from 'react'
import { Button } from '../frame/Button.tsx'
import { useWords } from '../words/words.ts'
import { AsText } from './AsText.tsx'
import type { Diagram as DiagramData } from './diagram.ts'
import { Diagram } from './Diagram.tsx'
import { EmptyNote } from './EmptyNote.tsx'
import { Inspector } from './Inspector.tsx'
import { Spoken } from './Spoken.tsx'
import styles from './Stage.module.css'
import { useSize } from './useSize.ts'

export interface StageProps {
  readonly diagram: DiagramData
  readonly speed: number
  /** The controls of time. */
  readonly controls: ReactNode
  readonly onCreate: () => void
  /** What stands below: about the part that is chosen, as a picture or as text. */
  readonly below: (about: About) => ReactNode
}

export interface About {
  readonly selected: string | undefined
  readonly isText: boolean
}

/** The cluster as a picture or as text, with the controls of time above and the past below. */
export function Stage({ diagram, speed, controls, onCreate, below }: StageProps) {
  const { diagram: say } = useWords()
  const [isText, setIsText] = useState(false)
  const [selected, select] = useState<string>()
  const [ref, size] = useSize()
  return (
    <div className={styles.stage}>
      <div className={styles.bar}>
        {controls}
        <Button
          icon={isText ? 'picture' : 'text'}
          title={isText ? say.asPicture : say.asText}
          aria-pressed={isText}
          onClick={() => {
            setIsText(!isText)
          }}
        >
          <span className={styles.label}>{isText ? say.asPicture : say.asText}</span>
        </Button>
      </div>
      {isText ? (
        <AsText diagram={diagram} />
      ) : (
        <div className={styles.canvas}>
          <EmptyNote diagram={diagram} onCreate={onCreate} />
          <div className={styles.picture} ref={ref}>
            {size !== undefined && (
              <Diagram {...{ diagram, size, speed, selected }} onSelect={select} />
            )}
          </div>
          <Inspector
            diagram={diagram}
            part={selected}
            onClose={() => {
              select(undefined)
            }}
          />
        </div>
      )}
      <div className={styles.below}>{below({ selected, isText })}</div>
      <Spoken diagram={diagram} />
    </div>
  )
}

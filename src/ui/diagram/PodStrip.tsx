import { useWords } from '../words/words.ts'
import { tileState } from './describe.ts'
import type { Capsule, Diagram } from './diagram.ts'
import styles from './PodStrip.module.css'
import { StateSign } from './StateSign.tsx'

const SHOWN = 2

/** Pods as small capsules with the shapes of their containers' states. */
export function PodStrip({ diagram }: { readonly diagram: Diagram }) {
  const { diagram: say } = useWords()
  const { capsules } = diagram
  return (
    <div className={styles.strip}>
      {capsules.length === 0 && <span className={styles.none}>{say.emptyNothing}</span>}
      {capsules.slice(0, SHOWN).map((capsule) => (
        <SmallCapsule key={capsule.key} capsule={capsule} />
      ))}
      {capsules.length > SHOWN && (
        <span className={styles.none}>{say.more(capsules.length - SHOWN)}</span>
      )}
    </div>
  )
}

function SmallCapsule({ capsule }: { readonly capsule: Capsule }) {
  const { diagram: say } = useWords()
  return (
    <span className={styles.capsule} data-presence={capsule.presence}>
      <strong className={styles.name}>{capsule.name}</strong>
      {capsule.tiles.map((tile) => (
        <span
          key={tile.name}
          className={styles.tile}
          data-presence={tile.presence}
          role="img"
          aria-label={`${tile.name}: ${tileState(tile, say)}`}
        >
          {tile.presence === 'wanted' ? null : <StateSign tone={tile.state.tone} />}
        </span>
      ))}
      <span className={styles.word}>
        {capsule.presence === 'wanted' ? say.wanted : capsule.word}
      </span>
    </span>
  )
}

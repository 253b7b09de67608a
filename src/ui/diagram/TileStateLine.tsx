import { useWords } from '../words/words.ts'
import { Age } from './Age.tsx'
import { isUnready } from './describe.ts'
import type { Tile } from './diagram.ts'
import { StateSign } from './StateSign.tsx'
import styles from './TileNode.module.css'

/** Sign, word, age and restarts. */
export function TileStateLine({ tile }: { readonly tile: Tile }) {
  const { diagram: say } = useWords()
  const { state, presence } = tile
  const isHollow = isUnready(tile)
  const code = state.exitCode ?? state.lastExitCode
  if (presence === 'wanted') return <div className={styles.state}>{say.wanted}</div>
  return (
    <>
      <div className={styles.state} data-tone={state.tone}>
        <StateSign tone={state.tone} isHollow={isHollow} />
        <span className={styles.word}>{say.state[state.tone]}</span>
        {state.since !== undefined && (
          <span className={styles.age}>
            <Age since={state.since} />
          </span>
        )}
        {tile.restarts > 0 && (
          <span className={styles.restarts} title={say.restarts(tile.restarts)}>
            ↻ {tile.restarts}
          </span>
        )}
      </div>
      {isHollow && <div className={styles.unready}>{say.notReady}</div>}
      {state.tone !== 'running' && (
        <div className={styles.reason} title={state.message}>
          {state.isPulling === true ? say.pulling : <code>{state.reason}</code>}
          {code !== undefined && ` · ${say.exit(code)}`}
        </div>
      )}
      {state.tone !== 'running' && state.message !== undefined && (
        <div className={styles.message}>{state.message}</div>
      )}
    </>
  )
}

import { useWords } from '../words/words.ts'
import type { Words } from '../words/words.ts'
import { listed, markInWords, periodInWords, stretchInWords } from './describe-event.ts'
import styles from './Lane.module.css'
import type { HookSpan, Mark, Span, Stretch } from './lanes.ts'
import { MarkSign } from './MarkSign.tsx'
import { drawnSpans, markPiecesOf, type Piece, piecesOf, type Place } from './pieces.ts'

export interface LaneProps {
  readonly place: Place
  readonly stretches: readonly Stretch[]
  readonly marks?: readonly Mark[]
  /** A line along the foot: ready. */
  readonly ready?: readonly Span[]
  /** Hatched: no longer wanted. */
  readonly unwanted?: readonly Span[]
  readonly hooks?: readonly HookSpan[]
}

const NONE: readonly never[] = []

/** One row of the timeline: what stood for it and when, and what happened to it. */
export function Lane(props: LaneProps) {
  const { place, stretches, marks = NONE, ready = NONE, unwanted = NONE, hooks = NONE } = props
  const { timeline: say } = useWords()
  return (
    <div className={styles.lane}>
      {piecesOf(stretches, place).map((piece) => (
        <Bar key={piece.stretches[0]?.from.seq} piece={piece} say={say} />
      ))}
      {drawnSpans(unwanted, place).map(({ x, width, span }) => (
        <div key={span.from.seq} className={styles.unwanted} style={{ left: x, width }} />
      ))}
      {drawnSpans(ready, place).map(({ x, width, span }) => (
        <div key={span.from.seq} className={styles.ready} style={{ left: x, width }} />
      ))}
      {drawnSpans(hooks, place).map(({ x, width, span }) => (
        <div
          key={span.from.seq}
          className={styles.hook}
          data-failed={span.isFailed}
          title={say.hookFrom(span.hook, periodInWords(span, say))}
          style={{ left: x, width }}
        />
      ))}
      {markPiecesOf(marks, place).map(({ x, mark, marks: near }) => (
        <div
          key={mark.when.seq}
          className={styles.mark}
          data-kind={mark.kind}
          title={listed(
            near.map((it) => markInWords(it, say)),
            say,
          )}
          style={{ left: x }}
        >
          <MarkSign mark={mark} />
        </div>
      ))}
    </div>
  )
}

function Bar({ piece, say }: { readonly piece: Piece; readonly say: Words['timeline'] }) {
  const { x, width, tone, stretches } = piece
  const [first] = stretches
  if (first === undefined) return null
  const words = stretchInWords(first, say)
  return (
    <div
      className={styles.bar}
      data-tone={tone}
      data-several={stretches.length > 1}
      title={
        stretches.length > 1
          ? say.several(stretches.length)
          : `${words}, ${periodInWords(first, say)}`
      }
      style={{ left: x, width: Math.max(2, width - 1) }}
    >
      {width >= LEAST_LETTERED_PX && stretches.length === 1 && (
        <span className={styles.word}>{words}</span>
      )}
    </div>
  )
}

/** What is narrower shows no beginning of a word. */
const LEAST_LETTERED_PX = 28

import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useMedia } from '../frame/useMedia.ts'
import { useWords, type Words } from '../words/words.ts'
import type { ExchangeDrawn, Outcome } from './diagram.ts'
import { lengthOf, pathThrough, type Point } from './geometry.ts'
import styles from './Mark.module.css'

interface MarkProps {
  readonly id: string
  readonly exchange: ExchangeDrawn | undefined
  readonly way: readonly Point[] | undefined
  readonly onEnd: (id: string) => void
}

/** How far it has come: on its way, waiting where it is, showing what became of it, on its way back. */
type Stage = 'going' | 'there' | 'returning' | 'over'

const PIXELS_PER_SECOND = 700
const SHORTEST_MS = 400
const LONGEST_MS = 1400
/** So far left a word would leave the picture. */
const EDGE = 100
const WORD_MS = 1800
/** A breath between question and answer. */
const ANSWER_MS = 150
/** An exchange that stays open does not keep its mark for ever. */
const PATIENCE_MS = 2500

/** A small mark that goes the way of an exchange, and comes back, bounces or fades. */
export function Mark({ id, exchange, way, onEnd }: MarkProps) {
  const { diagram: say } = useWords()
  const isStill = useMedia('(prefers-reduced-motion: reduce)')
  const [stage, setStage] = useState<Stage>(isStill ? 'there' : 'going')
  const dot = useRef<HTMLDivElement>(null)
  const outcome = exchange?.outcome ?? 'lost'
  const path = way === undefined ? undefined : pathThrough(way, 8)
  const isLost = path === undefined

  const end = useEffectEvent(() => {
    onEnd(id)
  })
  useEffect(() => {
    if (isLost || stage === 'over') end()
  }, [isLost, stage])

  const setOut = useEffectEvent((isReturning: boolean) =>
    travel(dot.current, isReturning, {
      duration: durationOf(way ?? []),
      then: () => {
        setStage(isReturning ? 'over' : 'there')
      },
    }),
  )
  useEffect(
    () => (stage === 'going' || stage === 'returning' ? setOut(stage === 'returning') : undefined),
    [stage],
  )

  useEffect(() => {
    if (stage !== 'there') return undefined
    const comesBack = outcome === 'answered' && !isStill
    const wait = outcome === 'under way' ? PATIENCE_MS : comesBack ? ANSWER_MS : WORD_MS
    const timer = setTimeout(() => {
      setStage(comesBack ? 'returning' : 'over')
    }, wait)
    return () => {
      clearTimeout(timer)
    }
  }, [stage, outcome, isStill])

  if (path === undefined || exchange === undefined) return null
  const word = wordFor(exchange, stage, say)
  return (
    <>
      {isStill && (
        <svg className={styles.way} aria-hidden="true">
          <path d={path} />
        </svg>
      )}
      <div
        ref={dot}
        className={styles.mark}
        data-exchange={id}
        data-stage={stage}
        data-outcome={outcome}
        data-at-edge={(way?.at(-1)?.x ?? EDGE) < EDGE}
        style={{ offsetPath: `path("${path}")` }}
      >
        <span className={styles.dot} />
        {word !== '' && <span className={styles.word}>{word}</span>}
      </div>
    </>
  )
}

function durationOf(way: readonly Point[]): number {
  const natural = (lengthOf(way) / PIXELS_PER_SECOND) * 1000
  return Math.min(LONGEST_MS, Math.max(SHORTEST_MS, natural))
}

function travel(
  mark: HTMLElement | null,
  isReturning: boolean,
  { duration, then }: { readonly duration: number; readonly then: () => void },
): (() => void) | undefined {
  if (mark === null) return undefined
  const there = [{ offsetDistance: '0%' }, { offsetDistance: '100%' }]
  const animation = mark.animate(isReturning ? there.toReversed() : there, {
    duration,
    easing: 'cubic-bezier(0.45, 0.05, 0.4, 1)',
    fill: 'forwards',
  })
  animation.onfinish = then
  return () => {
    animation.onfinish = null
    animation.cancel()
  }
}

const problems: Readonly<Partial<Record<Outcome, (say: Words['diagram']) => string>>> = {
  refused: (say) => say.refused,
  lost: (say) => say.lost,
  unreachable: (say) => say.unreachable,
}

/** What is said on the way; where it was turned away, why. */
function wordFor(exchange: ExchangeDrawn, stage: Stage, say: Words['diagram']): string {
  if (stage === 'going') return firstWords(exchange.request)
  const problem = problems[exchange.outcome]
  if (problem !== undefined) return problem(say)
  return exchange.outcome === 'answered' ? firstWords(exchange.response) : ''
}

/** A first line without the protocol's version, which says nothing here. */
function firstWords(line: string | undefined): string {
  return (line ?? '').replace(/ ?HTTP\/\d(\.\d)? ?/, '').slice(0, 32)
}

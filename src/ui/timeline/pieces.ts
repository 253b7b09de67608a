import type { Ms } from '#engine'
import type { Tone } from '../diagram/diagram.ts'
import type { Mark, Span, Stretch } from './lanes.ts'
import type { Scope } from './scope.ts'

/** What is narrower is drawn together with its neighbours. */
const NARROW_PX = 3
/** Marks that are nearer to each other are drawn as one. */
const NEAR_PX = 7

/** Where on the track, and how far up to now. */
export interface Place {
  readonly scope: Scope
  readonly width: number
  readonly now: Ms
}

export interface Drawn {
  readonly x: number
  readonly width: number
}

/** A stretch, or several narrow ones in a row: there are never more than pixels to show them. */
export interface Piece extends Drawn {
  readonly tone: Tone
  readonly stretches: readonly Stretch[]
}

export interface MarkPiece {
  readonly x: number
  /** The gravest of them gives the shape. */
  readonly mark: Mark
  readonly marks: readonly Mark[]
}

export function xOf({ scope, width }: Place, at: Ms): number {
  return ((at - scope.from) / scope.length) * width
}

export function timeAt({ scope, width }: Place, x: number): Ms {
  return scope.from + (x / width) * scope.length
}

/** The spans that are in sight, cut at its ends. */
export function drawnSpans<Of extends Span>(
  spans: readonly Of[],
  place: Place,
): readonly (Drawn & { readonly span: Of })[] {
  return spans.flatMap((span) => {
    const drawn = drawnOf(span, place)
    return drawn === undefined ? [] : [{ ...drawn, span }]
  })
}

function drawnOf({ from, to }: Span, place: Place): Drawn | undefined {
  const left = xOf(place, from.at)
  const right = xOf(place, to?.at ?? place.now)
  if (right < 0 || left > place.width) return undefined
  const x = Math.max(0, left)
  return { x, width: Math.min(place.width, right) - x }
}

/** A lane as it is drawn. */
export function piecesOf(stretches: readonly Stretch[], place: Place): readonly Piece[] {
  const pieces: Piece[] = []
  for (const { x, width, span } of drawnSpans(stretches, place)) {
    const last = pieces.at(-1)
    const isNear = last !== undefined && x - (last.x + last.width) < 1
    if (isNear && width < NARROW_PX && last.width < NARROW_PX)
      pieces.splice(-1, 1, joined(last, { x, width, span }))
    else pieces.push({ x, width, tone: span.tone, stretches: [span] })
  }
  return pieces
}

const GRAVITY: readonly Tone[] = ['running', 'ended', 'waiting', 'failed']

function joined(piece: Piece, { x, width, span }: Drawn & { readonly span: Stretch }): Piece {
  const isGraver = GRAVITY.indexOf(span.tone) > GRAVITY.indexOf(piece.tone)
  return {
    x: piece.x,
    width: x + width - piece.x,
    tone: isGraver ? span.tone : piece.tone,
    stretches: [...piece.stretches, span],
  }
}

const GRAVEST: readonly Mark['kind'][] = [
  'gone',
  'probe',
  'bind',
  'deletion',
  'signal',
  'eviction',
  'oom',
]

/** Marks that are in sight. */
export function markPiecesOf(marks: readonly Mark[], place: Place): readonly MarkPiece[] {
  const pieces: MarkPiece[] = []
  for (const mark of marks) {
    const x = xOf(place, mark.when.at)
    if (x < 0 || x > place.width) continue
    const last = pieces.at(-1)
    if (last === undefined || x - last.x >= NEAR_PX) pieces.push({ x, mark, marks: [mark] })
    else pieces.splice(-1, 1, withMark(last, mark))
  }
  return pieces
}

function withMark(piece: MarkPiece, mark: Mark): MarkPiece {
  const isGraver = gravityOf(mark) > gravityOf(piece.mark)
  return { ...piece, mark: isGraver ? mark : piece.mark, marks: [...piece.marks, mark] }
}

/** A signal that cannot be refused weighs more than one that can. */
function gravityOf(mark: Mark): number {
  const isFinal = mark.kind === 'signal' && mark.signal === 'KILL'
  return GRAVEST.indexOf(mark.kind) + (isFinal ? 0.5 : 0)
}

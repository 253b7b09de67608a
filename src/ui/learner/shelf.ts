import { recall, remember } from '../memory.ts'

/** A text that a learner wrote and that something else has taken the place of. */
export interface ShelvedText {
  readonly path: string
  readonly text: string
  /** Real time, in milliseconds since 1970. */
  readonly at: number
}

/** How many are kept of one lesson. */
const MOST = 40

/** Puts a text on the shelf of a lesson in this browser; gives what is then on it. */
export function keepOnShelf(lesson: string, text: ShelvedText): readonly ShelvedText[] {
  const shelf = withText(shelfOf(lesson), text)
  remember(keyOf(lesson), JSON.stringify(shelf))
  return shelf
}

/** What is on it, the latest first. */
export function shelfOf(lesson: string): readonly ShelvedText[] {
  return readShelf(recall(keyOf(lesson)))
}

/** A text stands there once, with the time at which it was there last. */
export function withText(shelf: readonly ShelvedText[], text: ShelvedText): readonly ShelvedText[] {
  const others = shelf.filter((it) => it.path !== text.path || it.text !== text.text)
  return [text, ...others].slice(0, MOST)
}

export function readShelf(kept: string | undefined): readonly ShelvedText[] {
  if (kept === undefined) return []
  try {
    const value: unknown = JSON.parse(kept)
    return Array.isArray(value) ? value.filter(isShelvedText) : []
  } catch {
    return []
  }
}

function isShelvedText(value: unknown): value is ShelvedText {
  return (
    typeof value === 'object' &&
    value !== null &&
    'path' in value &&
    typeof value.path === 'string' &&
    'text' in value &&
    typeof value.text === 'string' &&
    'at' in value &&
    typeof value.at === 'number'
  )
}

function keyOf(lesson: string): string {
  return `shelf/${lesson}`
}

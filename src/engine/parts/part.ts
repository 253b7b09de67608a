/**
 * Something that a program needs and that may not be here yet, such as code that is loaded only
 * when somebody runs it. Whoever needs it makes time stand still until it is here, so that a
 * history does not show whether it had to be brought.
 */
export interface Part<T> {
  /** It, as soon as it is here. */
  readonly here: T | undefined
  /** Has it brought. Asking again while it is under way changes nothing; after a failure it is tried again. */
  load(): Arrival<unknown>
}

/** What a promise gives, to whoever does not wait for it. */
export interface Arrival<T> {
  then(arrived: (it: T) => void, failed: (why: unknown) => void): unknown
}

const known = new Set<Part<unknown>>()

/** A part that `bring` brings, at most once. */
export function createPart<T extends object>(bring: () => Arrival<T>): Part<T> {
  let here: T | undefined
  let arrival: Arrival<T> | undefined
  const part: Part<T> = {
    get here() {
      return here
    },
    load() {
      if (arrival === undefined) {
        arrival = bring()
        arrival.then(
          (it) => {
            here = it
          },
          () => {
            arrival = undefined
          },
        )
      }
      return arrival
    },
  }
  known.add(part)
  return part
}

/**
 * Brings every part there is, those included that only those who arrive speak of: then time never
 * has to stand still for one.
 */
export function loadParts(): Arrival<void> {
  return {
    then(arrived, failed) {
      const lacking = [...known].filter(({ here }) => here === undefined)
      for (const part of lacking) part.load()
      const bringNext = (): void => {
        const next = [...known].find(({ here }) => here === undefined)
        if (next === undefined) arrived()
        else next.load().then(bringNext, failed)
      }
      bringNext()
    },
  }
}

/** Whoever only reads gets what is not urgent after so long. */
const LATEST_MS = 30_000

let begin: () => void = () => undefined

/**
 * Comes when the page has nothing better to do: when the first Pod is ready or in trouble, or after
 * half a minute. What is not urgent is fetched then, and not before.
 */
export const spareTime = new Promise<void>((resolve) => {
  begin = resolve
  setTimeout(resolve, LATEST_MS)
})

export function beginSpareTime(): void {
  begin()
}

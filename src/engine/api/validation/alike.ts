/** The same, in whatever order their fields stand. */
export function isAlike(a: unknown, b: unknown): boolean {
  return JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b))
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, it]) => it !== undefined)
  return entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, it]) => [key, inOrder(it)])
}

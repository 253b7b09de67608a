// What the browser remembers between visits. A browser that keeps nothing (private mode, full disk)
// must not stop the lesson, so refusals to read or write are no errors here.

const PREFIX = 'glasspod/'

export function recall(key: string): string | undefined {
  try {
    return localStorage.getItem(PREFIX + key) ?? undefined
  } catch {
    return undefined
  }
}

/** False: the browser would not keep it. */
export function remember(key: string, value: string): boolean {
  try {
    localStorage.setItem(PREFIX + key, value)
    return true
  } catch {
    return false
  }
}

export function forget(key: string): void {
  try {
    localStorage.removeItem(PREFIX + key)
  } catch {
    // Nothing was kept, so nothing is left.
  }
}

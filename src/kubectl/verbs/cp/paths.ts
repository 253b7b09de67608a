/** Go's path package, as far as copying needs it. */

/** The shortest path that means the same. */
export function cleanPath(path: string): string {
  const isRooted = path.startsWith('/')
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else if (!isRooted) parts.push('..')
  }
  return (isRooted ? '/' : '') + parts.join('/') || '.'
}

export function joinPaths(...paths: readonly string[]): string {
  const given = paths.filter((path) => path !== '')
  return given.length === 0 ? '' : cleanPath(given.join('/'))
}

export function directoryOf(path: string): string {
  return cleanPath(path.slice(0, path.lastIndexOf('/') + 1))
}

export function baseOf(path: string): string {
  if (path === '') return '.'
  const trimmed = path.replace(/\/+$/, '')
  return trimmed === '' ? '/' : trimmed.slice(trimmed.lastIndexOf('/') + 1)
}

/** Without `../` before it: nobody leads out of where he is put. */
export function withoutShortcuts(path: string): string {
  const left = path.replace(/^(\.\.\/)+/, '')
  if (left === '.' || left === '..') return ''
  return left.startsWith('/') ? left.slice(1) : left
}

/** Whether `target` lies in `base` or below it. */
export function isWithin(base: string, target: string): boolean {
  if (base.startsWith('/') !== target.startsWith('/')) return false
  const above = base === '.' ? [] : base.split('/')
  const below = target === '.' ? [] : target.split('/')
  if (above.includes('..') && base !== target) return target.startsWith(`${base}/`)
  return above.every((part, at) => below[at] === part) && below[above.length] !== '..'
}

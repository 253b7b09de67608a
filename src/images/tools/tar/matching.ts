import type { Options } from '../options.ts'

/** --exclude: a pattern of names, wherever they stand in a path. */
export function isExcluded(options: Options, path: string): boolean {
  const patterns = options.values('exclude')
  if (patterns.length === 0) return false
  const parts = path.split('/').filter((part) => part !== '')
  const tails = parts.map((_, at) => parts.slice(at).join('/'))
  return patterns.some((pattern) => tails.some((tail) => matches(pattern, tail)))
}

/** `*` and `?` as in a shell, but across slashes. */
function matches(pattern: string, text: string): boolean {
  let [at, in_] = [0, 0]
  let [star, resume] = [-1, 0]
  while (in_ < text.length) {
    if (pattern[at] === '*') {
      star = at++
      resume = in_
    } else if (pattern[at] === '?' || pattern[at] === text[in_]) {
      at++
      in_++
    } else if (star >= 0) {
      at = star + 1
      in_ = ++resume
    } else return false
  }
  return /^\**$/.test(pattern.slice(at))
}

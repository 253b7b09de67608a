import { compileRegex, type Regex, RegexError } from '#shell'
import type { Cursor } from './cursor.ts'

export interface SedStyle {
  readonly isExtended: boolean
  readonly isBusybox: boolean
}

/** Null for an empty expression, which means the last one that was used. */
export function regexOf(
  cursor: Cursor,
  source: string,
  style: { readonly isExtended: boolean; readonly ignoresCase: boolean },
): Regex | null {
  if (source === '') return null
  try {
    return compileRegex(source, {
      kind: style.isExtended ? 'extended' : 'basic',
      ignoresCase: style.ignoresCase,
    })
  } catch (error) {
    if (error instanceof RegexError) throw cursor.error(error.message)
    throw error
  }
}

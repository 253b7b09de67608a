import { useCallback, useState } from 'react'
import { recall, remember } from '../memory.ts'
import { firstSizes, type Line, readSizes, type Sizes, withLine, writeSizes } from './sizes.ts'

const KEY = 'sizes'

/** Where the lines stand, as they were left in this browser. */
export function useSizes(): readonly [sizes: Sizes, move: (line: Line, size: number) => void] {
  const [sizes, setSizes] = useState(() => readSizes(recall(KEY)) ?? firstSizes(window.innerWidth))
  const move = useCallback((line: Line, size: number) => {
    setSizes((before) => {
      const after = withLine(before, line, size)
      remember(KEY, writeSizes(after))
      return after
    })
  }, [])
  return [sizes, move]
}

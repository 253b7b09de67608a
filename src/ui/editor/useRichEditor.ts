import { useEffect, useState } from 'react'
import { useMedia } from '../frame/useMedia.ts'

/** What comes before the large editor: the diagram and the terminal. */
const PATIENCE_MS = 2500

/** Once it has been loaded, another file need not wait for it again. */
let wasTime = false

/** Whether the large editor should be loaded: last of all, and only where there is a keyboard. */
export function useRichEditor(): boolean {
  const hasMouse = useMedia('(pointer: fine) and (min-width: 1080px)')
  const [isTime, setIsTime] = useState(wasTime)
  useEffect(() => {
    const timer = setTimeout(() => {
      wasTime = true
      setIsTime(true)
    }, PATIENCE_MS)
    return () => {
      clearTimeout(timer)
    }
  }, [])
  return hasMouse && isTime
}

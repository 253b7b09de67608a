import { createContext, use } from 'react'

/** What a step of a lesson draws the eye to: `pod`, `network`, `container:NAME`, `volume:NAME`. */
export interface Focus {
  readonly step: string
  readonly parts: readonly string[]
}

export const FocusContext = createContext<Focus>({ step: '', parts: [] })

/** The step that points to a part of the picture, if it does. */
export function useFocus(part: string): string | undefined {
  const { step, parts } = use(FocusContext)
  return parts.includes(part) ? step : undefined
}

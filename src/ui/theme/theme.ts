import { useSyncExternalStore } from 'react'
import { recall, remember } from '../memory.ts'

/** `system` follows the reader's machine. */
export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const KEY = 'theme'
const listeners = new Set<() => void>()

/** The theme that the reader chose; the page wears it from the first paint on. */
export function currentTheme(): Theme {
  const kept = recall(KEY)
  return THEMES.find((theme) => theme === kept) ?? 'system'
}

export function wearTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}

export function chooseTheme(theme: Theme): void {
  remember(KEY, theme)
  wearTheme(theme)
  for (const listener of listeners) listener()
}

export function useTheme(): Theme {
  return useSyncExternalStore(watch, currentTheme)
}

/** Tells when colours change: by choice here, or because the reader's machine turns to night. */
export function watchColours(listener: () => void): () => void {
  const night = matchMedia('(prefers-color-scheme: dark)')
  night.addEventListener('change', listener)
  listeners.add(listener)
  return () => {
    night.removeEventListener('change', listener)
    listeners.delete(listener)
  }
}

function watch(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

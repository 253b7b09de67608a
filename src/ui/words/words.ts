import { createContext, use } from 'react'
import type { Language } from '#lesson'
import { recall, remember } from '../memory.ts'
import type { en } from './en.ts'

/** All that the page says, in one language. Lessons bring their own words. */
export type Words = typeof en

const catalogues: Readonly<Record<Language, () => Promise<Words>>> = {
  'zh-CN': async () => (await import('./zh-CN.ts')).zhCN,
  en: async () => (await import('./en.ts')).en,
}

/** Each language by its own name. */
export const languageNames: Readonly<Record<Language, string>> = { 'zh-CN': '中文', en: 'English' }

export const languages = Object.keys(languageNames) as readonly Language[]

const KEY = 'language'

export function loadWords(language: Language): Promise<Words> {
  return catalogues[language]()
}

/** The language that was chosen before, else the first of the browser's that there is. */
export function firstLanguage(): Language {
  const kept = recall(KEY)
  return languages.find((language) => language === kept) ?? languageFor(navigator.languages)
}

export function rememberLanguage(language: Language): void {
  remember(KEY, language)
}

/** Any Chinese is served by the one that there is; English stands for all others. */
export function languageFor(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const [primary] = tag.toLowerCase().split('-')
    if (primary === 'zh') return 'zh-CN'
    if (primary === 'en') return 'en'
  }
  return 'en'
}

export const WordsContext = createContext<Words | null>(null)

export function useWords(): Words {
  const words = use(WordsContext)
  if (words === null) throw new Error('useWords is called outside of WordsContext')
  return words
}

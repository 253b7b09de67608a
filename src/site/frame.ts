import { outlines } from 'virtual:course'
import type { ChapterOutline, Language } from '#lesson'
import { loadWords, type Words } from '#ui'

/** The reader's language, and the way to another one. */
export interface LanguageChoice {
  readonly language: Language
  readonly onLanguage: (language: Language) => void
}

/** What every page of the site needs in the reader's language. */
export interface PageFrame {
  readonly language: Language
  readonly words: Words
  readonly chapters: readonly ChapterOutline[]
}

/** Loads it, with the title that the page has in that language. */
export async function loadFrame(
  language: Language,
  titleOf?: (words: Words) => string,
): Promise<PageFrame> {
  const [words, outline] = await Promise.all([loadWords(language), outlines[language]()])
  document.documentElement.lang = language
  const title = titleOf?.(words)
  document.title = title === undefined ? `Glasspod · ${words.page.tagline}` : `${title} · Glasspod`
  return { language, words, chapters: outline.default }
}

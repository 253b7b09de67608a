import type { ChapterOutline, GlossaryEntry } from './course.ts'
import type { AuthoredLesson, Language, LessonWords } from './lesson.ts'
import { inlineHtml } from './markdown.ts'
import { parseYaml } from './parse.ts'
import { chapterSchema, glossarySchema } from './schema.ts'
import type { z } from 'zod'

export type Chapter = z.infer<typeof chapterSchema>
/** A term of the course with both languages and what is not said for it. */
export type Term = z.infer<typeof glossarySchema>[number]

/** Reads a chapter.yaml. Throws a LessonError. */
export function readChapter(file: string, text: string): Chapter {
  return parseYaml(chapterSchema, { file, text })
}

/** Reads glossary.yaml. Throws a LessonError. */
export function readGlossary(file: string, text: string): readonly Term[] {
  return parseYaml(glossarySchema, { file, text })
}

export interface LessonInChapter {
  readonly lesson: AuthoredLesson
  readonly words: LessonWords
}

export interface ChapterInLanguage {
  readonly id: string
  readonly chapter: Chapter
  readonly lessons: readonly LessonInChapter[]
  readonly language: Language
}

export function outlineOf({ id, chapter, lessons, language }: ChapterInLanguage): ChapterOutline {
  return {
    id,
    title: chapter.title[language],
    summary: chapter.summary[language],
    able: chapter.able[language].map(inlineHtml),
    lessons: lessons.map(({ lesson, words }) => ({
      id: lesson.id,
      title: words.title,
      summary: words.summary,
      minutes: lesson.minutes,
      steps: lesson.steps.map((step) => step.id),
    })),
  }
}

export function glossaryIn(language: Language, terms: readonly Term[]): readonly GlossaryEntry[] {
  const other = language === 'en' ? 'zh-CN' : 'en'
  return terms.map(({ id, term, meaning, alias, lesson }) => ({
    id,
    term: term[language],
    otherTerm: term[other],
    meaning: meaning[language],
    ...(alias === undefined || language === 'en' ? {} : { alias }),
    ...(lesson === undefined ? {} : { lesson }),
  }))
}

import { join } from 'node:path'
import {
  type AuthoredLesson,
  LANGUAGES,
  type Language,
  type LessonFolder,
  type LessonWords,
  readLesson,
  readTranscript,
  readWords,
  type Shown,
} from '#lesson'
import { readFolder } from '../course.ts'

/** A lesson as its authors wrote it: all its files, read. */
export interface Authored {
  /** From the root of the course. */
  readonly folder: string
  readonly files: LessonFolder
  readonly lesson: AuthoredLesson
  readonly words: Readonly<Record<Language, LessonWords>>
  readonly transcripts: Readonly<Record<Language, readonly Shown[]>>
}

/** Something that is wrong with a lesson. */
export interface Problem {
  readonly file: string
  readonly line?: number
  readonly message: string
}

/** Throws a LessonError when the files cannot be read as a lesson. */
export function readAuthored(root: string, folder: string): Authored {
  const files = readFolder(join(root, folder))
  const lesson = readLesson(files)
  const text = (language: Language) => files.get(`${language}.md`) ?? ''
  const each = <T>(read: (language: Language) => T): Record<Language, T> => ({
    'zh-CN': read('zh-CN'),
    en: read('en'),
  })
  return {
    folder,
    files,
    lesson,
    words: each((it) => readWords(lesson, `${it}.md`, text(it))),
    transcripts: each((it) => readTranscript(lesson, text(it))),
  }
}

/** The first line of a file that holds a text. */
export function lineOf({ files }: Authored, file: string, text: string): number | undefined {
  const index = (files.get(file) ?? '').split('\n').findIndex((line) => line.includes(text))
  return index < 0 ? undefined : index + 1
}

export function wordFiles(): readonly string[] {
  return LANGUAGES.map((language) => `${language}.md`)
}

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { lessonSchema } from '../src/lesson/schema.ts'
import type { Language } from './words.ts'

export type AuthoredAct = ReturnType<typeof lessonSchema.parse>['steps'][number]['solution'][number]

interface FileText {
  readonly path: string
  readonly text: string
}

/** What a script needs of a lesson to do what its solution says. */
export interface LessonPlayed {
  readonly id: string
  readonly opens: string
  /** What the editor holds at first. */
  readonly start: readonly FileText[]
  readonly steps: readonly {
    readonly id: string
    readonly goals: number
    /** What has to be changed in the editor. */
    readonly changes: readonly FileText[]
    readonly acts: readonly AuthoredAct[]
  }[]
}

/** One of each chapter; the first chapter's first lesson has a script of its own. */
const A_FEW = ['the-smallest-unit', 'is-it-alive', 'name-and-uid', 'waiting-for-the-cook']

/** A few lessons, the languages taking turns; with EVERY_LESSON in the environment all in both. */
export function lessonsToPlay(
  root: string,
): readonly { readonly lesson: LessonPlayed; readonly language: Language }[] {
  const languages = ['en', 'zh-CN'] as const
  const lessons = foldersIn(root).flatMap(lessonsIn)
  if (process.env.EVERY_LESSON !== undefined)
    return lessons.flatMap((lesson) => languages.map((language) => ({ lesson, language })))
  return lessons
    .filter(({ id }) => A_FEW.includes(id))
    .map((lesson, nth) => ({ lesson, language: languages[nth % 2] ?? 'en' }))
}

/** The lessons of a chapter, by its folder. */
export function lessonsIn(chapter: string): readonly LessonPlayed[] {
  return foldersIn(chapter).map(readLesson)
}

function foldersIn(root: string): readonly string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^\d+-/.test(entry.name))
    .map((entry) => join(root, entry.name))
    .sort()
}

function readLesson(folder: string): LessonPlayed {
  const { id, opens, steps } = lessonSchema.parse(
    load(readFileSync(join(folder, 'lesson.yaml'), 'utf8')),
  )
  const start = filesIn(join(folder, 'start'))
  const fromTheFirst = filesIn(join(folder, 'solution'))
  const known = new Map(start.map(({ path, text }) => [path, text]))
  return {
    ...{ id, opens, start },
    steps: steps.map((step, nth) => {
      const own = filesIn(join(folder, 'solution', step.id))
      const wanted = nth === 0 ? [...fromTheFirst, ...own] : own
      const changes = wanted.filter(({ path, text }) => known.get(path) !== text)
      for (const { path, text } of changes) known.set(path, text)
      return { id: step.id, goals: step.goals.length, changes, acts: step.solution }
    }),
  }
}

function filesIn(folder: string): readonly FileText[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => ({ path: name, text: readFileSync(join(folder, name), 'utf8') }))
}

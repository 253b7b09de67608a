import { LessonError } from '#lesson'
import { chaptersIn, termsIn, withoutNumber } from '../course.ts'
import { type Authored, type Problem, readAuthored } from './authored.ts'
import { checkFiles } from './check-files.ts'
import { checkRepairs, checkSolution, checkStart, checkWrongAnswers, placed } from './check-play.ts'
import { checkWords, type Course } from './check-words.ts'

/** Every check of one lesson, by what it proves. */
export const checks: Readonly<
  Record<string, (authored: Authored, course: Course) => readonly Problem[]>
> = {
  'has all its files and no other': checkFiles,
  'says the same in both languages, at the length and in the terms of the course': checkWords,
  'does not begin with a step that is done': checkStart,
  'is finished by its own solution, which prints what the text says': checkSolution,
  'is finished by its other repairs': checkRepairs,
  'is not finished by its wrong answers': checkWrongAnswers,
}

export function readCourse(root: string): Course & { readonly folders: readonly string[] } {
  const folders = chaptersIn(root).flatMap(({ lessons }) => lessons.map(({ folder }) => folder))
  return { folders, lessons: folders.map(withoutNumber), terms: termsIn(root) }
}

/** All that is wrong with one lesson, as FILE:LINE: MESSAGE. */
export function problemsOf(root: string, folder: string, course: Course): readonly string[] {
  try {
    const authored = readAuthored(root, folder)
    return Object.values(checks)
      .flatMap((check) => check(authored, course))
      .map((problem) => worded(folder, placed(authored, problem)))
  } catch (error) {
    if (error instanceof LessonError) return [`${folder}/${error.message}`]
    throw error
  }
}

export function worded(folder: string, { file, line, message }: Problem): string {
  return `${folder}/${file}${line === undefined ? '' : `:${line}`}: ${message}`
}

// The files of the course, as its folders hold them.
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import {
  type Chapter,
  LessonError,
  type LessonFolder,
  readChapter,
  readGlossary,
  type Term,
} from '../src/lesson/index.ts'

/** The folder of the playground's manifests, beside the chapters. */
export const GALLERY = 'gallery'

export interface LessonPlace {
  /** Its folder, from the root of the course: 2-what-a-pod-is/03-one-port-one-owner. */
  readonly folder: string
  /** The id of its chapter. */
  readonly chapter: string
}

export interface ChapterPlace {
  readonly id: string
  readonly chapter: Chapter
  readonly lessons: readonly LessonPlace[]
}

/** The chapters and their lessons, in the order of the numbers in their folders' names. */
export function chaptersIn(root: string): readonly ChapterPlace[] {
  return foldersIn(root).map((folder) => {
    const id = withoutNumber(folder)
    return {
      id,
      chapter: readChapter(`${folder}/chapter.yaml`, textOf(join(root, folder, 'chapter.yaml'))),
      lessons: foldersIn(join(root, folder)).map((lesson) => ({
        folder: `${folder}/${lesson}`,
        chapter: id,
      })),
    }
  })
}

/** The terms of the course. */
export function termsIn(root: string): readonly Term[] {
  return readGlossary('glossary.yaml', textOf(join(root, 'glossary.yaml')))
}

/** The id that a folder's name holds: what follows its number. */
export function withoutNumber(folder: string): string {
  return (folder.split('/').at(-1) ?? '').replace(/^\d+-/, '')
}

/** All files of one lesson's folder, by their path in it. */
export function readFolder(folder: string): LessonFolder {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true })
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(folder, path).split(sep).join('/'), textOf(path)]),
  )
}

/** Folders with a number: chapters, lessons. */
function foldersIn(path: string): readonly string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^\d+-/.test(entry.name))
    .map((entry) => entry.name)
    .sort()
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new LessonError(path, 'is missing')
  }
}

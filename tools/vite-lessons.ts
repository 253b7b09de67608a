import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Plugin } from 'vite'
import {
  galleryIn,
  glossaryIn,
  type Language,
  LANGUAGES,
  outlineOf,
  readGallery,
  readLesson,
  readWords,
} from '../src/lesson/index.ts'
import { type ChapterPlace, chaptersIn, GALLERY, readFolder, termsIn } from './course.ts'

const COURSE = 'virtual:course'
const LESSON = 'virtual:lesson/'
const OUTLINE = 'virtual:outline/'
const EVERY_MANIFEST = 'virtual:manifests'
const GLOSSARY = 'virtual:glossary/'
const MANIFESTS = 'virtual:gallery/'

/** The file of the playground. */
const PLAY = 'play.yaml'

const KINDS = [LESSON, OUTLINE, GLOSSARY, MANIFESTS]

/**
 * Compiles the folders of lessons/. `virtual:course` lists the lessons and loads each with its
 * words on demand, so that a page carries the text of one lesson in one language and no Markdown
 * parser; the table of contents, the glossary and the gallery are loaded by language as well.
 */
export function lessons(root: string): Plugin {
  return {
    name: 'lessons',
    resolveId: (id) =>
      id === COURSE || id === EVERY_MANIFEST || KINDS.some((it) => id.startsWith(it))
        ? `\0${id}`
        : undefined,
    load(id) {
      if (id === `\0${COURSE}`) return { code: courseModule(root), moduleType: 'js' }
      if (id === `\0${EVERY_MANIFEST}`) return toDownload(root)
      const [kind, rest] = KINDS.flatMap((it) =>
        id.startsWith(`\0${it}`) ? [it, id.slice(it.length + 1)] : [],
      )
      if (kind === undefined || rest === undefined) return undefined
      const module = moduleOf(root, kind, rest)
      for (const file of module.files) this.addWatchFile(resolve(root, file))
      return { code: `export default ${JSON.stringify(module.value)}`, moduleType: 'js' }
    },
  }
}

interface Module {
  readonly value: unknown
  readonly files: readonly string[]
}

function moduleOf(root: string, kind: string, rest: string): Module {
  if (kind === OUTLINE) return outline(root, languageOf(rest))
  if (kind === MANIFESTS) return gallery(root, languageOf(rest))
  if (kind === GLOSSARY)
    return { value: glossaryIn(languageOf(rest), termsIn(root)), files: ['glossary.yaml'] }
  const language = LANGUAGES.find((it) => rest.endsWith(`/${it}`))
  const folder = language === undefined ? rest : rest.slice(0, -language.length - 1)
  const { files, lesson, words } = read(root, folder)
  return {
    value: language === undefined ? lesson : words(language),
    files: [...files.keys()].map((path) => join(folder, path)),
  }
}

function gallery(root: string, language: Language): Module {
  const files = readFolder(join(root, GALLERY))
  return {
    value: galleryIn(language, readGallery(files), PLAY),
    files: [...files.keys()].map((path) => join(GALLERY, path)),
  }
}

/** What a learner can take to a real cluster, by path. */
function toDownload(root: string) {
  const lessons = chaptersIn(root).flatMap((chapter) => chapter.lessons)
  const files = [
    { path: 'kind.yaml', text: readFileSync(join(root, 'kind.yaml'), 'utf8') },
    ...lessons.flatMap(({ folder }) => {
      const { start, solution } = read(root, folder).lesson
      return [
        ...start.map(({ path, text }) => ({ path: `${folder}/${path}`, text })),
        ...solution.map(({ path, text }) => ({ path: `${folder}/solution/${path}`, text })),
      ]
    }),
    ...readGallery(readFolder(join(root, GALLERY))).flatMap(({ manifests }) =>
      manifests.map(({ id, text }) => ({ path: `${GALLERY}/${id}.yaml`, text })),
    ),
  ]
  return { code: `export const manifests = ${JSON.stringify(files)}`, moduleType: 'js' as const }
}

function outline(root: string, language: Language): Module {
  const chapters = chaptersIn(root)
  const value = chapters.map(({ id, chapter, lessons }) =>
    outlineOf({
      ...{ id, chapter, language },
      lessons: lessons.map(({ folder }) => {
        const { lesson, words } = read(root, folder)
        return { lesson, words: words(language) }
      }),
    }),
  )
  const folders = chapters.flatMap((it) => it.lessons.map(({ folder }) => folder))
  return {
    value,
    files: folders.flatMap((it) => [join(it, 'lesson.yaml'), join(it, `${language}.md`)]),
  }
}

function read(root: string, folder: string) {
  const files = readFolder(join(root, folder))
  const lesson = readLesson(files)
  const words = (language: Language) =>
    readWords(lesson, `${folder}/${language}.md`, files.get(`${language}.md`) ?? '')
  return { files, lesson, words }
}

function languageOf(text: string): Language {
  return LANGUAGES.find((it) => it === text) ?? 'en'
}

function courseModule(root: string): string {
  const chapters = chaptersIn(root)
  const entries = chapters.flatMap((it) =>
    it.lessons.map(({ folder }) => entryOf(root, it, folder)),
  )
  return [
    `export const course = [${entries.join(',\n')}]`,
    `export const outlines = ${byLanguage((it) => `() => import('${OUTLINE}${it}')`)}`,
    `export const galleries = ${byLanguage((it) => `() => import('${MANIFESTS}${it}')`)}`,
    `export const glossaries = ${byLanguage((it) => `() => import('${GLOSSARY}${it}')`)}`,
  ].join('\n')
}

function entryOf(root: string, { id }: ChapterPlace, folder: string): string {
  const { lesson, words } = read(root, folder)
  const titles = byLanguage((it) => JSON.stringify(words(it).title))
  const loaders = byLanguage((it) => `() => import('${LESSON}${folder}/${it}')`)
  return `{ id: ${JSON.stringify(lesson.id)}, chapter: ${JSON.stringify(id)}, titles: ${titles}, lesson: () => import('${LESSON}${folder}'), words: ${loaders} }`
}

function byLanguage(code: (language: Language) => string): string {
  return `{ ${LANGUAGES.map((it) => `${JSON.stringify(it)}: ${code(it)}`).join(', ')} }`
}

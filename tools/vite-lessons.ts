import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import type { Plugin } from 'vite'
import { LANGUAGES, readLesson, readWords } from '../src/lesson/index.ts'

const COURSE = 'virtual:course'
const LESSON = 'virtual:lesson/'

/**
 * Compiles the folders of lessons/: `virtual:course` lists them and loads each lesson and its words
 * on demand, so that a page carries the text of one lesson in one language and no Markdown parser.
 */
export function lessons(root: string): Plugin {
  return {
    name: 'lessons',
    resolveId: (id) => (id === COURSE || id.startsWith(LESSON) ? `\0${id}` : undefined),
    load(id) {
      if (id === `\0${COURSE}`) return { code: courseModule(root), moduleType: 'js' }
      if (!id.startsWith(`\0${LESSON}`)) return undefined
      const [folder = '', language] = id.slice(LESSON.length + 1).split('/')
      const files = readFolder(join(root, folder))
      for (const path of files.keys()) this.addWatchFile(resolve(root, folder, path))
      const lesson = readLesson(files)
      const value =
        language === undefined
          ? lesson
          : readWords(lesson, `${folder}/${language}.md`, files.get(`${language}.md`) ?? '')
      return { code: `export default ${JSON.stringify(value)}`, moduleType: 'js' }
    },
  }
}

/** The lesson folders in the order of their numbers. */
export function lessonFolders(root: string): readonly string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

/** All files of one lesson's folder, by their path in it. */
export function readFolder(folder: string): ReadonlyMap<string, string> {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true })
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(folder, path).split(sep).join('/'), readFileSync(path, 'utf8')]),
  )
}

function courseModule(root: string): string {
  const entries = lessonFolders(root).map((folder) => {
    const files = readFolder(join(root, folder))
    const lesson = readLesson(files)
    const titles = LANGUAGES.map((language) => {
      const { title } = readWords(
        lesson,
        `${folder}/${language}.md`,
        files.get(`${language}.md`) ?? '',
      )
      return `${JSON.stringify(language)}: ${JSON.stringify(title)}`
    })
    const words = LANGUAGES.map(
      (language) => `${JSON.stringify(language)}: () => import('${LESSON}${folder}/${language}')`,
    )
    return `{ id: ${JSON.stringify(lesson.id)}, titles: { ${titles.join(', ')} }, lesson: () => import('${LESSON}${folder}'), words: { ${words.join(', ')} } }`
  })
  return `export const course = [${entries.join(',\n')}]`
}

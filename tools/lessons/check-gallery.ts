import { join } from 'node:path'
import {
  type AuthoredTopic,
  galleryIn,
  type GalleryManifest,
  LANGUAGES,
  type Lesson,
  LessonError,
  readGallery,
  type Term,
} from '#lesson'
import { GALLERY, readFolder } from '../course.ts'
import { toneOf, unwantedTerms } from './check-words.ts'
import { Learner } from './learner.ts'

const FILE = 'gallery.yaml'
const PATH = 'play.yaml'
const FEWEST = 20

/** The manifests of the gallery as their authors wrote them. */
export function readAuthoredGallery(root: string): readonly AuthoredTopic[] {
  return readGallery(readFolder(join(root, GALLERY)))
}

/** All that is wrong with the gallery, as FILE: MESSAGE. */
export function galleryProblems(root: string, terms: readonly Term[]): readonly string[] {
  try {
    const topics = readAuthoredGallery(root)
    return [
      ...checkGalleryFiles(root, topics),
      ...checkGalleryWords(topics, terms),
      ...manifestsOf(topics).flatMap(checkManifest),
    ].map((message) => `${GALLERY}/${FILE}: ${message}`)
  } catch (error) {
    if (error instanceof LessonError) return [`${GALLERY}/${error.message}`]
    throw error
  }
}

export function manifestsOf(topics: readonly AuthoredTopic[]): readonly GalleryManifest[] {
  return galleryIn('en', topics, PATH).flatMap(({ manifests }) => manifests)
}

/** Enough manifests, each with a name of its own, and no file besides. */
export function checkGalleryFiles(
  root: string,
  topics: readonly AuthoredTopic[],
): readonly string[] {
  const ids = manifestsOf(topics).map(({ id }) => id)
  const used = [FILE, ...ids.map((id) => `manifests/${id}.yaml`)]
  const unused = [...readFolder(join(root, GALLERY)).keys()].filter((path) => !used.includes(path))
  return [
    ...(ids.length < FEWEST ? [`has ${ids.length} manifests, and needs ${FEWEST}`] : []),
    ...ids.filter((id, nth) => ids.indexOf(id) !== nth).map((id) => `${id} is there twice`),
    ...unused.map((path) => `${path} is used by nothing`),
  ]
}

/** Two sentences for each manifest, in the tone and the terms of the course. */
export function checkGalleryWords(
  topics: readonly AuthoredTopic[],
  terms: readonly Term[],
): readonly string[] {
  return topics
    .flatMap(({ manifests }) => manifests)
    .flatMap(({ id, title, about }) =>
      LANGUAGES.flatMap((language) => {
        const text = `${title[language]}\n${about[language]}`
        const sentences = about[language].match(language === 'en' ? /[.?](?= |$)/g : /[。？]/g)
        return [
          ...(sentences?.length === 2 ? [] : ['does not say two sentences']),
          ...toneOf(text, language).map((found) => `says "${found}"`),
          ...(language === 'en' ? [] : unwantedTerms(text, terms)),
        ].map((problem) => `${id} in ${language}: ${problem}`)
      }),
    )
}

/** It applies without a complaint, is not yet what it becomes before, and becomes it in time. */
export function checkManifest({ id, step }: GalleryManifest): readonly string[] {
  const learner = new Learner(playground)
  const [before] = learner.goals({ id, goals: step.goals.map((goal) => ({ ...goal, within: 0 })) })
  learner.save(step.files)
  const [applied] = learner.act(step.solution)
  const complaints = (applied?.output.split('\n') ?? ['nothing was applied']).filter(
    (line) => line !== '' && !/^\S+ created$/.test(line),
  )
  const missed = learner.goals(step).filter(({ isMet }) => !isMet)
  return [
    ...(before?.isMet === true ? ['shows what it becomes before it is applied'] : []),
    ...complaints.map((line) => `apply says: ${line}`),
    ...missed.map(({ saw }) => `does not become what it says: ${saw}`),
  ].map((problem) => `${id}: ${problem}`)
}

const playground: Lesson = {
  id: 'playground',
  seed: 1,
  opens: PATH,
  start: [{ path: PATH, text: '' }],
  solution: [],
  wrong: [],
  steps: [],
}

import { galleries } from 'virtual:course'
import type { GalleryTopic, Language, Lesson } from '#lesson'

const FILE = 'play.yaml'

/** A cluster with an empty file; each manifest of the gallery is a step that may be taken. */
export interface Playground {
  readonly topics: readonly GalleryTopic[]
  readonly lesson: Lesson
}

export async function loadPlayground(language: Language): Promise<Playground> {
  const { default: topics } = await galleries[language]()
  return {
    topics,
    lesson: {
      ...{ id: 'playground', seed: 1, opens: FILE, solution: [], wrong: [] },
      start: [{ path: FILE, text: '' }],
      steps: topics.flatMap(({ manifests }) => manifests.map(({ step }) => step)),
    },
  }
}

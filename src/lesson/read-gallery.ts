import type { z } from 'zod'
import type { GalleryTopic } from './course.ts'
import type { Language } from './lesson.ts'
import { inlineHtml } from './markdown.ts'
import { LessonError, parseYaml } from './parse.ts'
import { actOf, evidenceOf, type LessonFolder } from './read-lesson.ts'
import { gallerySchema } from './schema.ts'

type TopicSource = z.infer<typeof gallerySchema>[number]

/** A topic of the gallery in every language, with the texts of its manifests. */
export interface AuthoredTopic {
  readonly title: TopicSource['title']
  readonly manifests: readonly (TopicSource['manifests'][number] & { readonly text: string })[]
}

const FILE = 'gallery.yaml'

/** Reads gallery.yaml and the manifests that it lists. Throws a LessonError. */
export function readGallery(folder: LessonFolder): readonly AuthoredTopic[] {
  const list = folder.get(FILE)
  if (list === undefined) throw new LessonError(FILE, 'is missing')
  return parseYaml(gallerySchema, { file: FILE, text: list }).map(({ title, manifests }) => ({
    title,
    manifests: manifests.map((manifest) => {
      const text = folder.get(`manifests/${manifest.id}.yaml`)
      if (text === undefined)
        throw new LessonError(FILE, `there is no manifests/${manifest.id}.yaml`)
      return { ...manifest, text }
    }),
  }))
}

/** In one language, each manifest in the file of this path. */
export function galleryIn(
  language: Language,
  topics: readonly AuthoredTopic[],
  path: string,
): readonly GalleryTopic[] {
  return topics.map(({ title, manifests }) => ({
    title: title[language],
    manifests: manifests.map((manifest) => ({
      id: manifest.id,
      title: manifest.title[language],
      html: inlineHtml(manifest.about[language]),
      step: stepOf(manifest, path),
    })),
  }))
}

function stepOf({ id, text, then, becomes }: AuthoredTopic['manifests'][number], path: string) {
  const { within, ...evidence } = becomes
  return {
    id,
    focus: [],
    goals: [{ id, within, ...evidenceOf(evidence) }],
    files: [{ path, text }],
    solution: [{ do: 'type' as const, command: `kubectl apply -f ./${path}` }, ...then.map(actOf)],
  }
}

import { describe, expect, test } from 'vitest'
import { readAuthored } from './lessons/authored.ts'
import {
  checkGalleryFiles,
  checkGalleryWords,
  checkManifest,
  manifestsOf,
  readAuthoredGallery,
} from './lessons/check-gallery.ts'
import { checks, readCourse, worded } from './lessons/check-lesson.ts'
import { isAsShown, placed } from './lessons/check-play.ts'

const ROOT = 'lessons'
const course = readCourse(ROOT)

describe.each(course.folders)('lesson %s', (folder) => {
  test.each(Object.entries(checks))('%s', (_what, check) => {
    const authored = readAuthored(ROOT, folder)
    const problems = check(authored, course).map((it) => worded(folder, placed(authored, it)))
    expect(problems).toEqual([])
  })
})

describe('the gallery', () => {
  const topics = readAuthoredGallery(ROOT)

  test('has all its files and no other, and says two sentences of each in both languages', () => {
    expect(checkGalleryFiles(ROOT, topics)).toEqual([])
    expect(checkGalleryWords(topics, course.terms)).toEqual([])
  })

  test.each(manifestsOf(topics))('$id applies and becomes what it says', (manifest) => {
    expect(checkManifest(manifest)).toEqual([])
  })

  test('a manifest that is refused, or becomes something else, is found', () => {
    const [first] = manifestsOf(topics)
    if (first === undefined) throw new Error('the gallery is empty')
    const [file] = first.step.files
    const files = [{ path: 'play.yaml', text: file?.text.replace('nginx', 'ngnix') ?? '' }]
    expect(checkManifest({ ...first, step: { ...first.step, files } })).toEqual([
      'one-container: does not become what it says: Pending',
    ])
    const refused = [{ path: 'play.yaml', text: 'apiVersion: v1\nkind: Pod\n' }]
    expect(checkManifest({ ...first, step: { ...first.step, files: refused } })).toContainEqual(
      expect.stringContaining('one-container: apply says: '),
    )
  })
})

test('no two lessons have one address', () => {
  expect(new Set(course.lessons).size).toBe(course.lessons.length)
})

test('each term of the glossary leads to a lesson that is there', () => {
  const lost = course.terms.filter(
    ({ lesson }) => lesson !== undefined && !course.lessons.includes(lesson),
  )
  expect(lost.map(({ id }) => id)).toEqual([])
})

test.each([
  { shown: 'a 1s b', printed: 'a 1s b', isSame: true },
  { shown: 'a … b', printed: 'a 12s b', isSame: true },
  { shown: 'a\n…\nd', printed: 'a\nb\nc\nd', isSame: true },
  { shown: 'a\n…\nd', printed: 'a\nd', isSame: true },
  { shown: 'a … b', printed: 'a\nb', isSame: false },
  { shown: 'a', printed: 'a\nb', isSame: false },
  { shown: 'a.c', printed: 'abc', isSame: false },
])('a text that shows $shown is $isSame of what prints $printed', ({ shown, printed, isSame }) => {
  expect(isAsShown(shown, printed)).toBe(isSame)
})

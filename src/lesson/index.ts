// What a lesson and a course are; how their files are read, and goals judged.
export {
  type Act,
  type AuthoredLesson,
  type Evidence,
  type Expectation,
  type Focus,
  type Goal,
  LANGUAGES,
  type Language,
  type Lesson,
  type LessonFile,
  type LessonWords,
  type OptionWords,
  type Prediction,
  type PredictionOption,
  type Step,
  type StepWords,
  type TeachingNotes,
  type WrongAnswer,
} from './lesson.ts'
export type { ChapterOutline, GalleryManifest, GalleryTopic, GlossaryEntry } from './course.ts'
export { type GoalState, judge, type Outcome } from './judge.ts'
export { LessonError } from './parse.ts'
export {
  type Chapter,
  glossaryIn,
  outlineOf,
  readChapter,
  readGlossary,
  type Term,
} from './read-course.ts'
export { type AuthoredTopic, galleryIn, readGallery } from './read-gallery.ts'
export { type LessonFolder, readLesson } from './read-lesson.ts'
export { readWords } from './read-words.ts'
export { chapterSchema, gallerySchema, glossarySchema, lessonSchema } from './schema.ts'
export { readTranscript, type Shown } from './read-transcript.ts'

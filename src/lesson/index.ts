export {
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
  type WrongAnswer,
} from './lesson.ts'
export { type GoalState, judge, type Outcome } from './judge.ts'
export { LessonError, type LessonFolder, readLesson } from './read-lesson.ts'
export { readWords } from './read-words.ts'

import { load } from 'js-yaml'
import type { Expectation, Lesson, LessonFile, Step } from './lesson.ts'
import { type LessonSource, lessonSchema } from './schema.ts'

/** The files of a lesson's folder, by their path in it. */
export type LessonFolder = ReadonlyMap<string, string>

/** A mistake of the lesson's author, with the file in which it stands. */
export class LessonError extends Error {
  constructor(file: string, message: string) {
    super(`${file}: ${message}`)
  }
}

/** Reads lesson.yaml and the files that it names. Throws a LessonError. */
export function readLesson(folder: LessonFolder): Lesson {
  const source = parse(folder)
  const start = filesBelow(folder, 'start/')
  if (!start.some((file) => file.path === source.opens))
    throw new LessonError('lesson.yaml', `opens: there is no start/${source.opens}`)
  return {
    id: source.id,
    seed: source.seed,
    opens: source.opens,
    start,
    solution: filesBelow(folder, 'solution/'),
    wrong: source.wrong.map((wrong) => ({
      ...wrong,
      files: filesBelow(folder, `wrong/${wrong.id}/`),
    })),
    steps: source.steps.map(stepOf),
  }
}

function parse(folder: LessonFolder): LessonSource {
  const text = folder.get('lesson.yaml')
  if (text === undefined) throw new LessonError('lesson.yaml', 'is missing')
  const parsed = lessonSchema.safeParse(load(text))
  if (parsed.success) return parsed.data
  const issues = parsed.error.issues.map((it) => `${it.path.map(String).join('.')}: ${it.message}`)
  throw new LessonError('lesson.yaml', issues.join('; '))
}

function filesBelow(folder: LessonFolder, prefix: string): readonly LessonFile[] {
  return [...folder]
    .filter(([path]) => path.startsWith(prefix))
    .map(([path, text]) => ({ path: path.slice(prefix.length), text }))
}

function stepOf(source: LessonSource['steps'][number]): Step {
  return {
    id: source.id,
    focus: source.focus,
    goals: source.goals.map((goal) => ({
      id: goal.id,
      run: goal.run,
      expect: expectationOf(goal),
    })),
    ...(source.prediction === undefined
      ? {}
      : {
          prediction: {
            id: source.prediction.id,
            options: source.prediction.options.map((option) => ({
              id: option.id,
              isRight: option.right === true,
              ...(option.misconception === undefined
                ? {}
                : { misconception: option.misconception }),
            })),
          },
        }),
    solution: source.solution,
  }
}

function expectationOf(goal: LessonSource['steps'][number]['goals'][number]): Expectation {
  if (goal.prints !== undefined) return { prints: goal.prints }
  if (goal.matches !== undefined) return { matches: goal.matches }
  return { exitCode: goal.exitCode ?? 0 }
}

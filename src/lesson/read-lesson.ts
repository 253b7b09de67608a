import type { Injection } from '#engine'
import type {
  Act,
  AuthoredLesson,
  Evidence,
  Expectation,
  LessonFile,
  Prediction,
  Step,
  WrongAnswer,
} from './lesson.ts'
import { LessonError, parseYaml } from './parse.ts'
import { type LessonSource, lessonSchema } from './schema.ts'

/** The files of a lesson's folder, by their path in it. */
export type LessonFolder = ReadonlyMap<string, string>

const FILE = 'lesson.yaml'

type StepSource = LessonSource['steps'][number]

/** Reads lesson.yaml and the files that it names. Throws a LessonError. */
export function readLesson(folder: LessonFolder): AuthoredLesson {
  const text = folder.get(FILE)
  if (text === undefined) throw new LessonError(FILE, 'is missing')
  const source = parseYaml(lessonSchema, { file: FILE, text })
  const start = filesBelow(folder, 'start/')
  if (!start.some((file) => file.path === source.opens))
    throw new LessonError(FILE, `opens: there is no start/${source.opens}`)
  const steps = stepsOf(folder, source)
  return {
    id: source.id,
    seed: source.seed,
    ...(source.injections.length === 0 ? {} : { injections: source.injections.map(injectionOf) }),
    ...(source.runtimes.length === 0 ? {} : { runtimes: source.runtimes }),
    minutes: source.minutes,
    opens: source.opens,
    start,
    solution: steps.at(-1)?.files ?? [],
    wrong: source.wrong.map((wrong) => wrongAnswerOf(folder, source, wrong)),
    steps,
    repairs: source.repairs.map(({ id, step, commands }) => ({
      ...{ id, step },
      files: filesBelow(folder, `repairs/${id}/`),
      commands: commands.map(actOf),
    })),
    irrelevant: source.irrelevant,
  }
}

function injectionOf({ namespaces, ...added }: LessonSource['injections'][number]): Injection {
  return { namespaceSelector: { matchLabels: namespaces }, ...added }
}

function filesBelow(folder: LessonFolder, prefix: string): readonly LessonFile[] {
  return [...folder]
    .filter(([path]) => path.startsWith(prefix))
    .map(([path, text]) => ({ path: path.slice(prefix.length), text }))
}

/** Files of solution/ hold from the first step on, those of solution/STEP/ from that step on. */
function stepsOf(folder: LessonFolder, { steps }: LessonSource): readonly Step[] {
  const ids = steps.map((step) => step.id)
  const isOfAStep = (path: string) => ids.some((id) => path.startsWith(`${id}/`))
  let files = filesBelow(folder, 'solution/').filter(({ path }) => !isOfAStep(path))
  return steps.map((step) => {
    const own = filesBelow(folder, `solution/${step.id}/`)
    files = [...files.filter((file) => !own.some(({ path }) => path === file.path)), ...own]
    return stepOf(step, files)
  })
}

function stepOf(source: StepSource, files: readonly LessonFile[]): Step {
  return {
    id: source.id,
    focus: source.focus,
    goals: source.goals.map(({ id, within, ...goal }) => ({ id, within, ...evidenceOf(goal) })),
    ...(source.prediction === undefined ? {} : { prediction: predictionOf(source.prediction) }),
    files,
    solution: source.solution.map(actOf),
  }
}

function predictionOf(source: NonNullable<StepSource['prediction']>): Prediction {
  return {
    id: source.id,
    shows: evidenceOf(source.shows),
    options: source.options.map(({ id, right, misconception }) => ({
      id,
      isRight: right === true,
      ...(misconception === undefined ? {} : { misconception }),
    })),
  }
}

function wrongAnswerOf(
  folder: LessonFolder,
  { steps }: LessonSource,
  source: LessonSource['wrong'][number],
): WrongAnswer {
  const missing = steps.find((it) => it.goals.some(({ id }) => id === source.misses))
  return {
    from: source.from ?? missing?.id ?? '',
    id: source.id,
    files: filesBelow(folder, `wrong/${source.id}/`),
    commands: source.commands.map(actOf),
    misses: source.misses,
    shows: evidenceOf(source.shows),
  }
}

/** What is done, as the files of the course spell it. */
export function actOf(source: StepSource['solution'][number]): Act {
  if (typeof source === 'string') return { do: 'type', command: source }
  if ('wait' in source) return { do: 'wait', seconds: source.wait }
  if ('node' in source) return source
  const [pod = '', container = ''] = source.kill.split('/')
  return { do: 'kill', pod, container }
}

type EvidenceSource = NonNullable<StepSource['prediction']>['shows']

export function evidenceOf({ run, ...expected }: EvidenceSource): Evidence {
  return { run, expect: expectationOf(expected) }
}

function expectationOf({ prints, matches, exitCode }: Omit<EvidenceSource, 'run'>): Expectation {
  if (prints !== undefined) return { prints }
  if (matches !== undefined) return { matches }
  return { exitCode: exitCode ?? 0 }
}

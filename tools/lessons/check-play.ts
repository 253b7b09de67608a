import { type Expectation, type Goal, type GoalState, LANGUAGES, type Step } from '#lesson'
import { type Authored, lineOf, type Problem } from './authored.ts'
import { type Answered, Learner } from './learner.ts'

/** Plays the solution, step by step, and looks whether the cluster shows what the lesson says. */
export function checkSolution(authored: Authored): readonly Problem[] {
  const learner = new Learner(authored.lesson)
  return authored.lesson.steps.flatMap((step) => {
    const before = step.prediction === undefined ? checkBefore(learner, step) : []
    const replies = checkReplies(authored, learner, step)
    learner.save(step.files)
    const answered = learner.act(step.solution)
    return [
      ...before,
      ...replies,
      ...checkGoals(learner, step),
      ...checkPrediction(learner, step),
      ...checkTranscript(authored, step, answered),
    ]
  })
}

/** No step is done at the very beginning. */
export function checkStart({ lesson }: Authored): readonly Problem[] {
  const learner = new Learner(lesson)
  return lesson.steps.flatMap((step) => checkBefore(learner, step))
}

/** Each wrong answer misses its goal, and is recognized. */
export function checkWrongAnswers({ lesson }: Authored): readonly Problem[] {
  const file = 'lesson.yaml'
  return lesson.wrong.flatMap((wrong) => {
    const learner = learnerAt(lesson, wrong.from)
    const goals = lesson.steps.flatMap((it) => it.goals).filter(({ id }) => id === wrong.misses)
    learner.save(wrong.files)
    learner.act(wrong.commands)
    const problems: Problem[] = learner
      .goalsInTheEnd({ id: 'wrong', goals })
      .filter(({ isMet }) => isMet)
      .map(({ goal }) => ({ file, message: `wrong answer ${wrong.id} meets ${goal}` }))
    const shown = learner.shows(wrong.shows)
    if (shown?.isMet !== true)
      problems.push({
        file,
        message: `wrong answer ${wrong.id} is not recognized: ${difference(wrong.shows.expect, shown)}`,
      })
    return problems
  })
}

/** Each other way finishes its step too. */
export function checkRepairs({ lesson }: Authored): readonly Problem[] {
  return lesson.repairs.flatMap((repair) => {
    const file = 'lesson.yaml'
    const step = lesson.steps.find(({ id }) => id === repair.step)
    if (step === undefined) return [{ file, message: `repair ${repair.id} is of no step` }]
    const learner = learnerAt(lesson, step.id)
    learner.save(repair.files)
    learner.act(repair.commands)
    return checkGoals(learner, step).map(({ message }) => ({
      file,
      message: message.replace('the solution', `repair ${repair.id}`),
    }))
  })
}

/** One who has done the solution up to a step. */
function learnerAt(lesson: Authored['lesson'], step: string): Learner {
  const learner = new Learner(lesson)
  const steps = lesson.steps.slice(
    0,
    lesson.steps.findIndex(({ id }) => id === step),
  )
  for (const { files, solution } of steps) {
    learner.save(files)
    learner.act(solution)
  }
  return learner
}

/** A step that only asks what one sees may be done at once; another asks for something to do. */
function checkBefore(learner: Learner, step: Step): readonly Problem[] {
  const now = { ...step, goals: step.goals.map((goal) => ({ ...goal, within: 0 })) }
  return learner.goals(now).every(({ isMet }) => isMet)
    ? [{ file: 'lesson.yaml', message: `step ${step.id} is done before anything is done in it` }]
    : []
}

function checkGoals(learner: Learner, step: Step): readonly Problem[] {
  return learner
    .goals(step)
    .filter(({ isMet }) => !isMet)
    .map((state) => ({
      file: 'lesson.yaml',
      message: `step ${step.id}: the solution does not meet ${state.goal}: ${difference(expected(step.goals, state), state)}`,
    }))
}

function expected(goals: readonly Goal[], state: GoalState): Expectation {
  return goals.find(({ id }) => id === state.goal)?.expect ?? { exitCode: 0 }
}

function checkPrediction(learner: Learner, { id, prediction }: Step): readonly Problem[] {
  if (prediction === undefined) return []
  const shown = learner.shows(prediction.shows)
  if (shown?.isMet === true) return []
  return [
    {
      file: 'lesson.yaml',
      message: `step ${id}: the cluster does not show the right answer: ${difference(prediction.shows.expect, shown)}`,
    },
  ]
}

/** Whoever has not done anything yet in a step is not told that he erred. */
function checkReplies({ lesson }: Authored, learner: Learner, step: Step): readonly Problem[] {
  return lesson.wrong
    .filter(({ misses }) => step.goals.some(({ id }) => id === misses))
    .filter(({ shows }) => learner.shows(shows)?.isMet === true)
    .map(({ id }) => ({
      file: 'lesson.yaml',
      message: `the beginning of step ${step.id} is taken for the wrong answer ${id}`,
    }))
}

/** The commands of the text are run by the solution in their order, and print what it says. */
function checkTranscript(
  authored: Authored,
  step: Step,
  answered: readonly Answered[],
): readonly Problem[] {
  return LANGUAGES.flatMap((language) => {
    const file = `${language}.md`
    let from = 0
    return authored.transcripts[language]
      .filter((shown) => shown.step === step.id)
      .flatMap(({ command, output, line }) => {
        const at = answered.findIndex((it, index) => index >= from && it.command === command)
        if (at < 0) return [{ file, line, message: `the solution does not run: ${command}` }]
        from = at + 1
        const printed = answered[at]?.output ?? ''
        if (output === undefined || isAsShown(output, printed)) return []
        return [{ file, line, message: `${command} prints:\n${printed}` }]
      })
  })
}

/** `…` stands for anything in a line, and alone on a line for lines. */
export function isAsShown(shown: string, printed: string): boolean {
  const pattern = shown
    .trimEnd()
    .split('\n')
    .map((line) => (line.trim() === '…' ? '(?:.*\n)*?' : `${lineAsShown(line)} *\n`))
    .join('')
  return new RegExp(`^${pattern}$`).test(`${printed}\n`)
}

function lineAsShown(line: string): string {
  return line
    .trimEnd()
    .split('…')
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join('.*')
}

function difference(expect: Expectation, state: GoalState | undefined): string {
  return `expected ${JSON.stringify(expect)}, saw ${JSON.stringify(state?.saw)}`
}

/** Where in lesson.yaml something is named. */
export function placed(authored: Authored, problem: Problem): Problem {
  if (problem.line !== undefined || problem.file !== 'lesson.yaml') return problem
  const [, name] = /(?:wrong answer|step|meet|focus) (\S+?):?(?= |$)/.exec(problem.message) ?? []
  const line = name === undefined ? undefined : lineOf(authored, problem.file, `id: ${name}`)
  return line === undefined ? problem : { ...problem, line }
}

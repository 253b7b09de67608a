import type { AuthoredLesson, LessonFile } from '#lesson'
import { readAuthored } from './authored.ts'
import { Learner } from './learner.ts'

/** At most this part of a solution's lines may be irrelevant to every goal. */
const MOST = 0.25

interface Mutant {
  readonly step: string
  readonly path: string
  readonly index: number
  readonly line: string
}

/**
 * Takes each line that a solution has, one at a time, and plays the lesson without it: some goal
 * must then be missed, or the line be listed as irrelevant with the reason.
 */
export function mutationProblems(root: string, folder: string): readonly string[] {
  const { lesson } = readAuthored(root, folder)
  const mutants = mutantsOf(lesson)
  const survivors = mutants.filter((mutant) => isFinished(lesson, mutant))
  const listed = lesson.irrelevant.map(({ line }) => line)
  const unlisted = survivors.filter(({ line }) => !listed.includes(line))
  const caught = listed.filter((line) => !survivors.some((it) => it.line === line))
  const problems = [
    ...unlisted.map(({ path, index, line }) => `${path}:${index + 1}: no goal misses "${line}"`),
    ...caught.map((line) => `irrelevant: "${line}" is missed, or is not there`),
  ]
  if (survivors.length > MOST * mutants.length)
    problems.push(`${survivors.length} of ${mutants.length} lines are irrelevant`)
  return problems.map((problem) => `${folder}/${problem}`)
}

/** The lines that each step adds to a file; all of them, where a file is right from the start. */
function mutantsOf({ start, steps }: AuthoredLesson): readonly Mutant[] {
  const before = new Map(start.map(({ path, text }) => [path, text]))
  return steps.flatMap(({ id, files }, nth) =>
    files.flatMap(({ path, text }) => {
      const old = before.get(path)
      before.set(path, text)
      const known = old === text && nth === 0 ? [] : (old ?? '').split('\n')
      return text
        .split('\n')
        .map((line, index) => ({ step: id, path, index, line: line.trim() }))
        .filter(({ line, index }) => line !== '' && !takeOut(known, text.split('\n')[index] ?? ''))
    }),
  )
}

/** Whether a line was among those known; each is found once. */
function takeOut(known: string[], line: string): boolean {
  const at = known.indexOf(line)
  if (at >= 0) known.splice(at, 1)
  return at >= 0
}

function isFinished(lesson: AuthoredLesson, mutant: Mutant): boolean {
  const learner = new Learner(lesson)
  let isMutated = false
  return lesson.steps.every((step) => {
    isMutated ||= step.id === mutant.step
    const without = (file: LessonFile) =>
      isMutated && file.path === mutant.path && isFrom(lesson, mutant.step, file)
        ? { ...file, text: file.text.split('\n').toSpliced(mutant.index, 1).join('\n') }
        : file
    learner.save(step.files.map(without))
    learner.act(step.solution)
    return learner.goals(step).every(({ isMet }) => isMet)
  })
}

/** Whether a step has brought this version of the file. */
function isFrom({ steps }: AuthoredLesson, step: string, file: LessonFile): boolean {
  return steps.find(({ id }) => id === step)?.files.includes(file) ?? false
}

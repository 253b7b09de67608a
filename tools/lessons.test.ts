import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type GoalState, LANGUAGES, type Lesson, readLesson, readWords, type Step } from '#lesson'
import { Session } from '#session'
import { lessonFolders, readFolder } from './vite-lessons.ts'

/** Simulated seconds that a learner takes between two commands: enough to pull an image. */
const BETWEEN_COMMANDS_MS = 20_000

function sessionIn(lesson: Lesson): Session {
  return new Session({ lesson, stopwatch: () => 0 })
}

function type(session: Session, commands: readonly string[]): void {
  for (const command of commands) {
    session.type(`${command}\r`)
    session.elapse(BETWEEN_COMMANDS_MS)
  }
}

function goalsOf(session: Session, step: Step): readonly GoalState[] {
  const goals = session.goals(step)
  if (goals === undefined) throw new Error('a part that the goals need has not been loaded')
  return goals
}

function metGoals(session: Session, lesson: Lesson): readonly string[] {
  return lesson.steps.flatMap((step) =>
    goalsOf(session, step).flatMap((state) => (state.isMet ? [state.goal] : [])),
  )
}

describe.each(lessonFolders('lessons'))('lesson %s', (name) => {
  const folder = readFolder(join('lessons', name))
  const lesson = readLesson(folder)

  test('is named as its folder is', () => {
    expect(name).toMatch(new RegExp(`^\\d\\d-${lesson.id}$`))
  })

  test.each(LANGUAGES)('has words in %s', (language) => {
    const words = readWords(lesson, `${language}.md`, folder.get(`${language}.md`) ?? '')
    expect(Object.keys(words.steps)).toEqual(lesson.steps.map((step) => step.id))
  })

  test('does not begin with a goal that is met', () => {
    const session = sessionIn(lesson)
    session.elapse(BETWEEN_COMMANDS_MS)
    expect(metGoals(session, lesson)).toEqual([])
  })

  test('is finished by its own solution, step by step', () => {
    const session = sessionIn(lesson)
    for (const { path, text } of lesson.solution) session.setFile(path, text)
    const done: string[] = []
    for (const step of lesson.steps) {
      type(session, step.solution)
      const goals = goalsOf(session, step)
      expect(goals.filter((state) => !state.isMet)).toEqual([])
      done.push(step.id)
    }
    expect(done).toEqual(lesson.steps.map((step) => step.id))
  })

  test.each(lesson.wrong)('is not finished by the wrong answer $id', (wrong) => {
    const session = sessionIn(lesson)
    for (const { path, text } of wrong.files) session.setFile(path, text)
    type(session, wrong.commands)
    const missed = lesson.steps.flatMap((step) => goalsOf(session, step)).filter((it) => !it.isMet)
    expect(missed.map((it) => it.goal)).toContain(wrong.misses)
  })

  test('holds no file that nothing uses', () => {
    const used = [
      'lesson.yaml',
      ...LANGUAGES.map((language) => `${language}.md`),
      ...lesson.start.map((file) => `start/${file.path}`),
      ...lesson.solution.map((file) => `solution/${file.path}`),
      ...lesson.wrong.flatMap((it) => it.files.map((file) => `wrong/${it.id}/${file.path}`)),
    ]
    expect([...folder.keys()].filter((path) => !used.includes(path))).toEqual([])
  })
})

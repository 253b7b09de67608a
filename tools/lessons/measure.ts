import type { Language, LessonWords, StepWords } from '#lesson'

/** Words in English, characters in Chinese: what every learner of a lesson reads. */
export const LENGTHS: Readonly<Record<Language, { least: number; most: number }>> = {
  'zh-CN': { least: 250, most: 700 },
  en: { least: 150, most: 400 },
}

/** Read in a minute, as a learner reads who also looks at a diagram. */
const PER_MINUTE: Readonly<Record<Language, number>> = { 'zh-CN': 250, en: 160 }

export function lengthOf(language: Language, words: LessonWords): number {
  return count(language, readByAll(words).join('\n'))
}

/** Reading the lesson, in minutes; what is done in it comes on top. */
export function readingMinutes(language: Language, words: LessonWords): number {
  return lengthOf(language, words) / PER_MINUTE[language]
}

/** What stands in the lesson for everyone: steps, questions, explanations. */
function readByAll({ summary, steps, remember }: LessonWords): readonly string[] {
  return [summary, ...Object.values(steps).flatMap(stepText), ...remember].map(proseOf)
}

function stepText({ title, html, prediction, explanationHtml }: StepWords): readonly string[] {
  const options = Object.values(prediction?.options ?? {}).map((option) => option.html)
  return [title, html, prediction?.questionHtml ?? '', ...options, explanationHtml]
}

/** Everything that is said, also to those who ask for a hint or have erred. */
export function proseIn(words: LessonWords): readonly string[] {
  const { read, steps, teach } = words
  const said = Object.values(steps).flatMap((step) => [
    ...Object.values(step.goals),
    ...Object.values(step.missing),
    ...Object.values(step.wrong),
    ...step.hints,
    ...Object.values(step.prediction?.options ?? {}).map((option) => option.replyHtml),
  ])
  const taught = [teach.time, ...teach.ask, ...teach.trouble, ...read.map(({ title }) => title)]
  return [...readByAll(words), ...[...said, ...taught].map(proseOf)]
}

/** Without blocks of code, and without marks. */
function proseOf(html: string): string {
  return html
    .replaceAll(/<pre[\s\S]*?<\/pre>/g, ' ')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&#?\w+;/g, ' ')
}

function count(language: Language, text: string): number {
  if (language === 'en') return text.match(/[\p{L}\p{N}][^\s]*/gu)?.length ?? 0
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
  return han + (text.match(/[A-Za-z0-9][\w./:-]*/g)?.length ?? 0)
}

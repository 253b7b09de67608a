import type { RootContent } from 'mdast'
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive'
import type { z } from 'zod'
import type { Lesson, LessonWords, OptionWords, Step, StepWords } from './lesson.ts'
import { html, inlineHtml, lineHtml, parseMarkdown, sectionsOf } from './markdown.ts'
import { LessonError, parseYaml } from './parse.ts'
import { headSchema } from './schema.ts'

/** What complains about a place in the words. */
type Fail = (message: string, node?: RootContent) => never

/**
 * Reads the words of one language: a section under a second-level heading for each step, in the
 * order of lesson.yaml, with its goals, hints, prediction and explanation as directives.
 * Throws a LessonError when the words and the lesson do not agree.
 */
export function readWords(lesson: Lesson, file: string, text: string): LessonWords {
  const children = parseMarkdown(text)
  const fail: Fail = (message, node) => {
    throw new LessonError(file, message, node?.position?.start.line)
  }
  const first = children[0]
  if (first?.type !== 'yaml') return fail('must begin with title, summary and remember')
  const head = parseYaml(headSchema, { file, text: first.value, firstLine: 2 })
  const sections = sectionsOf(children.slice(1))
  if (sections.length !== lesson.steps.length)
    fail(`has ${sections.length} sections, the lesson ${lesson.steps.length} steps`)
  return {
    ...headOf(head, file.endsWith('zh-CN.md') ? 'zh-cn/' : ''),
    steps: Object.fromEntries(
      lesson.steps.map((step, index) => [
        step.id,
        wordsOf({ lesson, step }, sections[index] ?? [], fail),
      ]),
    ),
  }
}

function headOf(head: z.infer<typeof headSchema>, prefix: string) {
  return {
    title: head.title,
    summary: inlineHtml(head.summary),
    remember: head.remember.map(inlineHtml),
    read: head.read.map(({ page, title }) => ({
      title,
      address: `https://kubernetes.io/${prefix}docs/${page}`,
    })),
    teach: {
      time: inlineHtml(head.teach.time),
      ask: head.teach.ask.map(inlineHtml),
      trouble: head.teach.trouble.map(inlineHtml),
    },
  }
}

interface Place {
  readonly lesson: Lesson
  readonly step: Step
}

function wordsOf({ lesson, step }: Place, section: readonly RootContent[], fail: Fail): StepWords {
  const [heading, ...body] = section
  const leaves = body.filter((node) => node.type === 'leafDirective')
  const containers = body.filter((node) => node.type === 'containerDirective')
  checkNames([...leaves, ...containers], fail)
  const wordsFor = (name: string) => idsAndWords(leaves.filter((leaf) => leaf.name === name))
  const goalIds = step.goals.map((goal) => goal.id)
  const answers = lesson.wrong.filter(({ misses }) => goalIds.includes(misses)).map(({ id }) => id)
  const agree = (what: string, ids: readonly string[], words: Record<string, string>) => {
    const odd = disagreement(ids, Object.keys(words))
    if (odd !== undefined) fail(`${what} of step ${step.id}: ${odd}`, heading)
    return words
  }
  const missing = wordsFor('missing')
  const unknown = disagreement(
    [],
    Object.keys(missing).filter((id) => !goalIds.includes(id)),
  )
  if (unknown !== undefined) fail(`missing of step ${step.id}: ${unknown}`, heading)
  const asked = containers.find((it) => it.name === 'prediction')
  const explained = containers.find((it) => it.name === 'explanation')
  const prediction = asked === undefined ? undefined : predictionOf(step, asked, fail)
  if ((prediction === undefined) !== (step.prediction === undefined))
    fail(`step ${step.id}: a prediction stands on one side only`, heading)
  return {
    title: heading?.type === 'heading' ? lineHtml(heading.children) : '',
    html: html(body.filter((it) => !['leafDirective', 'containerDirective'].includes(it.type))),
    goals: agree('goals', goalIds, wordsFor('goal')),
    missing,
    wrong: agree('wrong answers', answers, wordsFor('wrong')),
    hints: leaves.filter((leaf) => leaf.name === 'hint').map((leaf) => lineHtml(leaf.children)),
    ...(prediction === undefined ? {} : { prediction }),
    explanationHtml: explained === undefined ? '' : html(explained.children),
  }
}

const NAMES = ['goal', 'missing', 'wrong', 'hint', 'prediction', 'explanation']

function checkNames(directives: readonly (LeafDirective | ContainerDirective)[], fail: Fail): void {
  for (const directive of directives)
    if (!NAMES.includes(directive.name))
      fail(`there is no directive ${directive.name}, only ${NAMES.join(', ')}`, directive)
}

function idsAndWords(leaves: readonly LeafDirective[]): Record<string, string> {
  return Object.fromEntries(leaves.map((leaf) => [idOf(leaf), lineHtml(leaf.children)]))
}

function predictionOf(
  step: Step,
  asked: ContainerDirective,
  fail: Fail,
): NonNullable<StepWords['prediction']> {
  const label = asked.children[0]
  const question = label?.type === 'paragraph' ? lineHtml(label.children) : ''
  const options: Record<string, OptionWords> = {}
  let reply: RootContent[] = []
  for (const node of asked.children.slice(1).toReversed())
    if (node.type === 'leafDirective' && node.name === 'option') {
      options[idOf(node)] = { html: lineHtml(node.children), replyHtml: html(reply) }
      reply = []
    } else reply = [node, ...reply]
  const odd = disagreement(
    step.prediction?.options.map((option) => option.id) ?? [],
    Object.keys(options),
  )
  if (odd !== undefined) fail(`options of step ${step.id}: ${odd}`, asked)
  return { questionHtml: question, options }
}

/** What is on one side only, as a complaint. */
function disagreement(inLesson: readonly string[], inWords: readonly string[]): string | undefined {
  const missing = inLesson.filter((id) => !inWords.includes(id))
  const unknown = inWords.filter((id) => !inLesson.includes(id))
  if (missing.length > 0) return `no words for ${missing.join(', ')}`
  if (unknown.length > 0) return `the lesson has no ${unknown.join(', ')}`
  return undefined
}

function idOf(directive: LeafDirective): string {
  return directive.attributes?.id ?? ''
}

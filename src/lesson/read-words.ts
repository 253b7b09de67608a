import { load } from 'js-yaml'
import type { Paragraph, PhrasingContent, Root, RootContent } from 'mdast'
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive'
import rehypeStringify from 'rehype-stringify'
import remarkDirective from 'remark-directive'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { z } from 'zod'
import { chineseLines } from './chinese-lines.ts'
import type { Lesson, LessonWords, OptionWords, Step, StepWords } from './lesson.ts'
import { LessonError } from './read-lesson.ts'
import { runnable } from './runnable.ts'

const parser = unified().use(remarkParse).use(remarkFrontmatter).use(remarkGfm).use(remarkDirective)
const renderer = unified().use(remarkRehype).use(runnable).use(chineseLines).use(rehypeStringify)

const frontMatter = z.strictObject({
  title: z.string(),
  summary: z.string(),
  remember: z.array(z.string()),
})

/**
 * Reads the words of one language: a section under a second-level heading for each step, in the
 * order of lesson.yaml, with its goals, hints, prediction and explanation as directives.
 * Throws a LessonError when the words and the lesson do not agree.
 */
export function readWords(lesson: Lesson, file: string, text: string): LessonWords {
  const { children } = parser.parse(text)
  const fail = (message: string): never => {
    throw new LessonError(file, message)
  }
  const first = children[0]
  if (first?.type !== 'yaml') return fail('must begin with title, summary and remember')
  const head = frontMatter.safeParse(load(first.value))
  if (!head.success) return fail(z.prettifyError(head.error))
  const sections = sectionsOf(children.slice(1))
  if (sections.length !== lesson.steps.length)
    fail(`has ${sections.length} sections, the lesson ${lesson.steps.length} steps`)
  return {
    title: head.data.title,
    summary: inline(head.data.summary),
    remember: head.data.remember.map(inline),
    steps: Object.fromEntries(
      lesson.steps.map((step, index) => [step.id, wordsOf(step, sections[index] ?? [], fail)]),
    ),
  }
}

function sectionsOf(nodes: readonly RootContent[]): RootContent[][] {
  const sections: RootContent[][] = []
  for (const node of nodes) {
    if (node.type === 'heading' && node.depth === 2) sections.push([])
    sections.at(-1)?.push(node)
  }
  return sections
}

function wordsOf(
  step: Step,
  section: readonly RootContent[],
  fail: (message: string) => never,
): StepWords {
  const [heading, ...body] = section
  const leaves = body.filter((node) => node.type === 'leafDirective')
  const containers = body.filter((node) => node.type === 'containerDirective')
  const goals = idsAndWords(leaves.filter((leaf) => leaf.name === 'goal'))
  const odd = disagreement(
    step.goals.map((goal) => goal.id),
    Object.keys(goals),
  )
  if (odd !== undefined) fail(`goals of step ${step.id}: ${odd}`)
  const asked = containers.find((it) => it.name === 'prediction')
  const explained = containers.find((it) => it.name === 'explanation')
  const prediction = asked === undefined ? undefined : predictionOf(step, asked, fail)
  if ((prediction === undefined) !== (step.prediction === undefined))
    fail(`step ${step.id}: a prediction stands on one side only`)
  return {
    title: heading?.type === 'heading' ? textOf(heading.children) : '',
    html: html(body.filter((it) => !['leafDirective', 'containerDirective'].includes(it.type))),
    goals,
    hints: leaves.filter((leaf) => leaf.name === 'hint').map((leaf) => textOf(leaf.children)),
    ...(prediction === undefined ? {} : { prediction }),
    explanationHtml: explained === undefined ? '' : html(explained.children),
  }
}

function idsAndWords(leaves: readonly LeafDirective[]): Record<string, string> {
  return Object.fromEntries(leaves.map((leaf) => [idOf(leaf), textOf(leaf.children)]))
}

function predictionOf(
  step: Step,
  asked: ContainerDirective,
  fail: (message: string) => never,
): NonNullable<StepWords['prediction']> {
  const label = asked.children[0]
  const question = label?.type === 'paragraph' ? textOf(label.children) : ''
  const options: Record<string, OptionWords> = {}
  let reply: RootContent[] = []
  for (const node of asked.children.slice(1).toReversed())
    if (node.type === 'leafDirective' && node.name === 'option') {
      options[idOf(node)] = { html: textOf(node.children), replyHtml: html(reply) }
      reply = []
    } else reply = [node, ...reply]
  const odd = disagreement(
    step.prediction?.options.map((option) => option.id) ?? [],
    Object.keys(options),
  )
  if (odd !== undefined) fail(`options of step ${step.id}: ${odd}`)
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

function html(children: readonly RootContent[]): string {
  const root: Root = { type: 'root', children: [...children] }
  return renderer.stringify(renderer.runSync(root))
}

/** Words inside a line: no paragraph around them. */
function textOf(children: readonly PhrasingContent[]): string {
  const paragraph: Paragraph = { type: 'paragraph', children: [...children] }
  const tree = renderer.runSync({ type: 'root', children: [paragraph] })
  const [element] = tree.children
  return element?.type === 'element'
    ? renderer.stringify({ type: 'root', children: element.children })
    : ''
}

function inline(markdown: string): string {
  const [paragraph] = parser.parse(markdown).children
  return paragraph?.type === 'paragraph' ? textOf(paragraph.children) : ''
}

import type { RootContent } from 'mdast'
import type { Lesson } from './lesson.ts'
import { parseMarkdown, sectionsOf } from './markdown.ts'

/** A command of a lesson's text, and what the text says that it prints. */
export interface Shown {
  readonly step: string
  readonly command: string
  /** `…` stands for anything: within a line, or as a line of its own for lines. */
  readonly output?: string
  /** Where it stands in the text. */
  readonly line: number
}

/** The commands that a text asks the learner to run, one to a block: ```sh run, then ```text. */
export function readTranscript(lesson: Lesson, text: string): readonly Shown[] {
  const sections = sectionsOf(parseMarkdown(text))
  return lesson.steps.flatMap((step, index) =>
    (sections[index] ?? []).flatMap((node, at, nodes) => shownBy(step.id, node, nodes[at + 1])),
  )
}

function shownBy(step: string, node: RootContent, next: RootContent | undefined): readonly Shown[] {
  if (node.type !== 'code' || node.lang !== 'sh' || node.meta?.split(' ').includes('run') !== true)
    return []
  const line = (node.position?.start.line ?? 0) + 1
  const output = next?.type === 'code' && next.lang === 'text' ? { output: next.value } : {}
  return [{ step, command: node.value, line, ...output }]
}

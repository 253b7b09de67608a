import type { Paragraph, PhrasingContent, Root, RootContent } from 'mdast'
import rehypeStringify from 'rehype-stringify'
import remarkDirective from 'remark-directive'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { chineseLines } from './chinese-lines.ts'
import { runnable } from './runnable.ts'

const parser = unified().use(remarkParse).use(remarkFrontmatter).use(remarkGfm).use(remarkDirective)
const renderer = unified().use(remarkRehype).use(runnable).use(chineseLines).use(rehypeStringify)

export function parseMarkdown(text: string): readonly RootContent[] {
  return parser.parse(text).children
}

/** The parts that begin with a heading of the second level. */
export function sectionsOf(nodes: readonly RootContent[]): readonly (readonly RootContent[])[] {
  const sections: RootContent[][] = []
  for (const node of nodes) {
    if (node.type === 'heading' && node.depth === 2) sections.push([])
    sections.at(-1)?.push(node)
  }
  return sections
}

export function html(children: readonly RootContent[]): string {
  const root: Root = { type: 'root', children: [...children] }
  return renderer.stringify(renderer.runSync(root))
}

/** Words inside a line: no paragraph around them. */
export function lineHtml(children: readonly PhrasingContent[]): string {
  const paragraph: Paragraph = { type: 'paragraph', children: [...children] }
  const tree = renderer.runSync({ type: 'root', children: [paragraph] })
  const [element] = tree.children
  return element?.type === 'element'
    ? renderer.stringify({ type: 'root', children: element.children })
    : ''
}

export function inlineHtml(markdown: string): string {
  const [paragraph] = parser.parse(markdown).children
  return paragraph?.type === 'paragraph' ? lineHtml(paragraph.children) : ''
}

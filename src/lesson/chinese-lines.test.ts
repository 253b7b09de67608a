import type { Element, Root } from 'hast'
import { expect, test } from 'vitest'
import { chineseLines } from './chinese-lines.ts'

test.each([
  ['在一个节点上，\n它的容器', '在一个节点上，它的容器'],
  ['挑选节\n点', '挑选节点'],
  ['从一个\nPod 开始', '从一个\nPod 开始'],
  ['看一看：\n', '看一看：'],
  ['picks a\nnode', 'picks a\nnode'],
])('%j becomes %j', (source, joined) => {
  expect(textAfter(source, 'p')).toBe(joined)
})

test('code keeps its lines', () => {
  expect(textAfter('# 一\n# 二，\n三', 'pre')).toBe('# 一\n# 二，\n三')
})

function textAfter(value: string, tagName: string): string | undefined {
  const inner: Element = {
    type: 'element',
    tagName: 'code',
    properties: {},
    children: [{ type: 'text', value }],
  }
  const element: Element = { type: 'element', tagName, properties: {}, children: [inner] }
  const root: Root = { type: 'root', children: [element] }
  chineseLines()(root)
  const [text] = inner.children
  return text?.type === 'text' ? text.value : undefined
}

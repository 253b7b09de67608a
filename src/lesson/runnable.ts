import type { Element, Root, RootContent } from 'hast'

/**
 * Marks the code blocks that the page can type into the terminal: those fenced as ```sh run. The
 * others can be reached by keyboard: where they are wider than the page they have to be moved.
 */
export function runnable(): (tree: Root) => void {
  return (tree) => {
    for (const node of tree.children) markRunnable(node)
  }
}

function markRunnable(node: RootContent): void {
  if (node.type !== 'element' || node.tagName !== 'pre') return
  const code = node.children.find((child): child is Element => child.type === 'element')
  if (code?.data?.meta?.split(' ').includes('run') === true) node.properties.dataRun = ''
  else node.properties.tabIndex = 0
}

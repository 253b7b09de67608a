import type { Root, RootContent, Text } from 'hast'

const PUNCTUATION = '，。：；！？、（）《》“”…—'

/** A line's end that is no gap: between two characters, or beside full-width punctuation. */
const NO_GAP = new RegExp(
  `(?<=[${PUNCTUATION}])\\n|\\n(?=[${PUNCTUATION}])|(?<=\\p{Script=Han})\\n(?=\\p{Script=Han})`,
  'gu',
)

/** In Chinese, lines that were broken in the source are joined without a space. */
export function chineseLines(): (tree: Root) => void {
  return (tree) => {
    joinIn(tree.children)
  }
}

function joinIn(nodes: readonly RootContent[]): void {
  for (const node of nodes) {
    if (node.type === 'text') join(node)
    else if (node.type === 'element' && node.tagName !== 'pre') joinIn(node.children)
  }
}

function join(node: Text): void {
  node.value = node.value.replace(NO_GAP, '')
}

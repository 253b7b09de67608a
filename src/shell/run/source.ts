import { print } from 'unbash/printer'
import type { AndOr, PipelineNode } from 'unbash'

/** A command as `jobs` shows it. */
export function sourceOf(node: AndOr | PipelineNode): string {
  return print({
    type: 'Script',
    pos: node.pos,
    end: node.end,
    shebang: undefined,
    commands: [
      { type: 'Statement', pos: node.pos, end: node.end, command: node, background: undefined },
    ],
  }).trim()
}

import { print } from 'unbash/printer'
import type { ShellFunction } from '../shell.ts'

/** A function's text, about as bash's `type` and `declare -f` show it. */
export function printFunction({ node }: ShellFunction): string {
  const { pos, end } = node
  const text = print({
    type: 'Script',
    pos,
    end,
    shebang: undefined,
    commands: [{ type: 'Statement', pos, end, command: node, background: undefined }],
  })
  return text.trim().replace(/\(\) \{/, '() \n{ ')
}

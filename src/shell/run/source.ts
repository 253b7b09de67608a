import type { Shell } from '../shell.ts'

/** The command that is being carried out, as `jobs` shows it. */
export function sourceOf(shell: Shell): string {
  const { pos, end } = shell.statement
  return shell.source
    .slice(pos, end)
    .replace(/\s*&\s*$/, '')
    .replaceAll(/\s*\n\s*/g, ' ')
    .trim()
}

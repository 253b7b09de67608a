import type { Run } from '#engine'
import { parse, type ParsedScript } from 'unbash'
import { ShellError } from './failure.ts'
import { runCommand } from './run/command.ts'
import { runAndOr, runStatements } from './run/statements.ts'
import type { Interpreter, Shell } from './shell.ts'
import { syntaxComplaint } from './syntax-words.ts'

export const interpreter: Interpreter = {
  text: evaluateText,
  statements: runStatements,
  andOr: runAndOr,
  command: runCommand,
}

/** Carries out a text of commands in the shell that runs. */
export function* evaluateText(shell: Shell, source: string): Run {
  const script = parseFor(shell, source)
  const { source: outer, position } = shell
  shell.source = source
  try {
    return yield* runStatements(shell, script.commands)
  } finally {
    shell.source = outer
    shell.position = position
  }
}

/** Throws a ShellError in the shell's words when the text is not well formed. */
export function parseFor(shell: Shell, source: string): ParsedScript {
  const script = parse(source)
  const [error] = script.errors ?? []
  if (error === undefined) return script
  shell.source = source
  shell.position = error.pos
  throw new ShellError(syntaxComplaint(shell.flavour.name, error.message), 2)
}

/** Whether more lines could make the text complete, so that PS2 asks for them. */
export function isIncomplete(source: string): boolean {
  if (/(^|[^\\])(\\\\)*\\\n?$/.test(source)) return true
  const [error] = parse(source).errors ?? []
  return error !== undefined && /^(unterminated|expected)/.test(error.message)
}

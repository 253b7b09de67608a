import { type Run, write } from '#engine'
import { parse, type ParsedScript } from 'unbash'
import { bashismIn } from './bashisms.ts'
import { ShellError, ShellExit } from './failure.ts'
import { complain } from './run/outcome.ts'
import { runCommand } from './run/command.ts'
import { runAndOr, runStatements } from './run/statements.ts'
import type { Interpreter, Shell } from './shell.ts'
import { endsOpen, problemOf, type SyntaxProblem } from './syntax.ts'
import { piecesOf, textOfParts } from './words/pieces.ts'

export const interpreter: Interpreter = {
  text: evaluateText,
  statements: runStatements,
  andOr: runAndOr,
  command: runCommand,
  pieces: piecesOf,
  parts: textOfParts,
}

/** Carries out a text of commands in the shell that runs, line after line. */
export function* evaluateText(shell: Shell, source: string): Run {
  const { source: outer, position } = shell
  shell.source = source
  shell.depth++
  try {
    return yield* evaluateLines(shell, source)
  } catch (error) {
    if (error instanceof ShellError) error.lead ??= shell.leadFor(error.called)
    throw error
  } finally {
    shell.source = outer
    shell.position = position
    shell.depth--
  }
}

function* evaluateLines(shell: Shell, source: string): Run {
  const script = parse(source)
  const problem = problemIn(shell, source, script)
  if (problem === undefined) return yield* runWhole(shell, script)
  // What stands on earlier lines is carried out before the mistake is noticed.
  const end = beginningOfProblem(shell, source)
  const { isLast } = shell
  shell.isLast = false
  if (end > 0) yield* runWhole(shell, parse(source.slice(0, end)))
  shell.isLast = isLast
  yield* complainOfSyntax(shell, source, problem)
  if (shell.isInteractive) return 2
  throw new ShellExit(2)
}

function problemIn(
  { flavour }: Shell,
  source: string,
  script: ParsedScript,
): SyntaxProblem | undefined {
  return problemOf(source, script) ?? bashismIn(source, script, flavour.name)
}

/** The end of the last line up to which all commands are whole. */
function beginningOfProblem(shell: Shell, source: string): number {
  let begin = 0
  let end = 0
  while (end < source.length) {
    const newline = source.indexOf('\n', end)
    end = newline < 0 ? source.length : newline + 1
    const text = source.slice(begin, end)
    const problem = problemIn(shell, text, parse(text))
    if (problem?.isIncomplete === true || (problem === undefined && endsOpen(text))) continue
    if (problem !== undefined) return begin
    begin = end
  }
  return begin
}

function* runWhole(shell: Shell, script: ParsedScript): Run {
  let rest = script.commands
  for (;;)
    try {
      return yield* runStatements(shell, rest)
    } catch (error) {
      if (!(error instanceof ShellError) || error.reach !== 'line') throw error
      if (shell.depth > 1) throw error
      yield* complain(shell, error)
      shell.status = error.status
      // The rest of the line is given up, and the next one begins.
      const lineEnd = shell.source.indexOf('\n', shell.position)
      rest = lineEnd < 0 ? [] : rest.filter(({ pos }) => pos > lineEnd)
      if (rest.length === 0) return error.status
    }
}

function* complainOfSyntax(shell: Shell, source: string, problem: SyntaxProblem): Run<void> {
  const lines = source.split('\n')
  const isBash = shell.flavour.name === 'bash'
  const last = source.endsWith('\n') || isBash ? source.length + 1 : source.length
  shell.source = isBash && !source.endsWith('\n') ? `${source}\n` : source
  shell.position = problem.isAtEnd ? last : problem.position
  const { line } = shell
  const lead = leadOf(shell)
  yield* write(shell.process, 2, `${lead}${shell.wordsOf(problem.words)}\n`)
  if (!isBash) return
  if (problem.showsLine) yield* write(shell.process, 2, `${lead}\`${lines[line - 1] ?? ''}'\n`)
  else if (!problem.isAtEnd && shell.flavour.version.startsWith('4')) {
    shell.position = last
    yield* write(shell.process, 2, `${leadOf(shell)}syntax error: unexpected end of file\n`)
  }
}

/** bash says where a mistake of grammar stands even on line 0. */
function leadOf(shell: Shell): string {
  if (shell.flavour.name !== 'bash' || shell.isInteractive) return shell.leadFor(null)
  if (!shell.isCommandString) return `${shell.name}: line ${shell.line}: `
  const line = shell.flavour.version.startsWith('4') ? shell.line - 1 : shell.line
  return `${shell.name}: -c: line ${line}: `
}

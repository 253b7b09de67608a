// The command language that containers and the learner's own prompt share.

export { cellWidth } from './cell-width.ts'
export { type Candidates, candidatesFor, commonPrefix, type Finder } from './complete.ts'
export { ASH, BASH, DASH, type Flavour } from './flavour.ts'
export {
  edit,
  type Edited,
  type EditorEvent,
  type EditorState,
  insert,
  newLine,
  paint,
  textOf,
  unpaint,
} from './line-editor.ts'
export { createShell } from './program.ts'
export { echoText } from './builtins/echo.ts'
export { formatPrintf } from './builtins/printf.ts'
export { evaluateTest } from './builtins/test.ts'
export { ShellError as TestError } from './failure.ts'
export {
  compileRegex,
  quoteRegex,
  type Regex,
  type RegexMatch,
  type RegexStyle,
} from './posix-regex.ts'
export { RegexError } from './regex-error.ts'
export { compilePattern, type Pattern } from './words/pattern.ts'

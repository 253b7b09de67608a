// The command language that containers and the learner's own prompt share.

export { cellWidth } from './cell-width.ts'
export { type Candidates, candidatesFor, commonPrefix, type Finder } from './complete.ts'
export { echoText } from './builtins/echo.ts'
export { formatPrintf } from './builtins/printf-format.ts'
export { ASH, BASH, BASH_4, DASH, type Flavour } from './flavour.ts'
export { type EditorState, newLine, textOf } from './editor-state.ts'
export { edit, type Edited, type EditorEvent, insert, leaveSearch } from './line-editor.ts'
export { paint, unpaint } from './line-painter.ts'
export { createShell } from './program.ts'
export {
  compileRegex,
  quoteRegex,
  type Regex,
  type RegexMatch,
  type RegexStyle,
} from './posix-regex.ts'
export { decimalText, generalText } from './number-format.ts'
export { RegexError } from './regex-error.ts'
export { strftime } from './strftime.ts'
export { evaluateTest } from './run/test-expression.ts'
export { TestError } from './run/tests.ts'
export { compilePattern, type Pattern } from './words/pattern.ts'

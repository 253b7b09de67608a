// The large editor, loaded after everything else. Nothing here knows React.
import 'monaco-editor/features/bracketMatching/register'
import 'monaco-editor/features/clipboard/register'
import 'monaco-editor/features/comment/register'
import 'monaco-editor/features/contextmenu/register'
import 'monaco-editor/features/cursorUndo/register'
import 'monaco-editor/features/find/register'
import 'monaco-editor/features/folding/register'
import 'monaco-editor/features/gotoError/register'
import 'monaco-editor/features/hover/register'
import 'monaco-editor/features/indentation/register'
import 'monaco-editor/features/linesOperations/register'
import 'monaco-editor/features/multicursor/register'
import 'monaco-editor/features/toggleTabFocusMode/register'
import 'monaco-editor/features/wordHighlighter/register'
import 'monaco-editor/features/wordOperations/register'
import 'monaco-editor/languages/definitions/yaml/register'
import { editor, KeyCode, KeyMod, MarkerSeverity } from 'monaco-editor/editor'
import EditorWorker from 'monaco-editor/editor/editor.worker?worker'
import { colourOf, fontOf, isDark } from '../theme/colours.ts'
import type { Diagnostic } from '#manifest'

self.MonacoEnvironment = { getWorker: () => new EditorWorker() }

export interface RichOptions {
  readonly text: string
  readonly label: string
  readonly onEdit: (text: string) => void
  readonly onApply: () => void
}

/** A selection by offsets in the text, and how far the text is scrolled. */
export interface Cursor {
  readonly from: number
  readonly to: number
  readonly hasFocus: boolean
  readonly scrollTop: number
}

export interface RichHandle {
  readonly setText: (text: string) => void
  readonly setDiagnostics: (diagnostics: readonly Diagnostic[]) => void
  readonly wearTheme: () => void
  readonly takeCursor: (cursor: Cursor) => void
  readonly dispose: () => void
}

const OWNER = 'glasspod'
const THEME = 'glasspod'

/** Opens Monaco in an element of the page. */
export function openRichEditor(host: HTMLElement, options: RichOptions): RichHandle {
  wearTheme()
  const model = editor.createModel(options.text, 'yaml')
  model.setEOL(editor.EndOfLineSequence.LF)
  const view = editor.create(host, { ...settings(), model, ariaLabel: options.label })
  view.addCommand(KeyMod.CtrlCmd | KeyCode.Enter, options.onApply)
  model.onDidChangeContent(() => {
    options.onEdit(model.getValue())
  })
  return {
    setText: (text) => {
      if (model.getValue() !== text) replaceAll(view, model, text)
    },
    setDiagnostics: (diagnostics) => {
      editor.setModelMarkers(model, OWNER, diagnostics.map(markerOf))
    },
    wearTheme,
    takeCursor: (cursor) => {
      takeCursor(view, model, cursor)
    },
    dispose: () => {
      view.dispose()
      model.dispose()
    },
  }
}

function settings(): editor.IStandaloneEditorConstructionOptions {
  return {
    theme: THEME,
    automaticLayout: true,
    fontFamily: fontOf('mono'),
    fontLigatures: false,
    fontSize: 13,
    lineHeight: 20,
    padding: { top: 8, bottom: 24 },
    lineNumbersMinChars: 3,
    lineDecorationsWidth: 8,
    glyphMargin: false,
    minimap: { enabled: false },
    overviewRulerLanes: 0,
    renderLineHighlight: 'none',
    scrollBeyondLastLine: false,
    tabSize: 2,
    insertSpaces: true,
    detectIndentation: false,
    unicodeHighlight: { ambiguousCharacters: false },
    fixedOverflowWidgets: true,
    stickyScroll: { enabled: false },
    guides: { indentation: true },
    scrollbar: { alwaysConsumeMouseWheel: false },
  }
}

/** As one edit, so that Monaco's own undo goes back over it. */
function replaceAll(
  view: editor.IStandaloneCodeEditor,
  model: editor.ITextModel,
  text: string,
): void {
  const edit = { range: model.getFullModelRange(), text }
  model.pushEditOperations(view.getSelections() ?? [], [edit], () => null)
}

function takeCursor(
  view: editor.IStandaloneCodeEditor,
  model: editor.ITextModel,
  { from, to, hasFocus, scrollTop }: Cursor,
): void {
  const start = model.getPositionAt(from)
  const end = model.getPositionAt(to)
  view.setSelection({
    startLineNumber: start.lineNumber,
    startColumn: start.column,
    endLineNumber: end.lineNumber,
    endColumn: end.column,
  })
  view.setScrollTop(scrollTop)
  if (!hasFocus) return
  view.revealPosition(end)
  view.focus()
}

function markerOf(diagnostic: Diagnostic): editor.IMarkerData {
  const { line, column, endLine, endColumn, severity, message, source } = diagnostic
  return {
    startLineNumber: line,
    startColumn: column,
    endLineNumber: endLine,
    endColumn,
    severity: severity === 'error' ? MarkerSeverity.Error : MarkerSeverity.Warning,
    message,
    source,
  }
}

/** Ours in Monaco's terms; it has one theme for all editors of the page. */
function wearTheme(): void {
  const rule = (token: string, colour: string) => ({
    token,
    foreground: colourOf(colour).slice(1),
  })
  editor.defineTheme(THEME, {
    base: isDark() ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      rule('', 'ink'),
      rule('type.yaml', 'code-key'),
      rule('string.yaml', 'code-string'),
      rule('number.yaml', 'code-number'),
      rule('keyword.yaml', 'code-word'),
      rule('comment.yaml', 'code-comment'),
      rule('operators.yaml', 'ink-soft'),
    ],
    colors: {
      'editor.background': colourOf('paper-raised'),
      'editor.foreground': colourOf('ink'),
      'editorLineNumber.foreground': colourOf('ink-soft'),
      'editorLineNumber.activeForeground': colourOf('ink'),
      'editorLineNumber.dimmedForeground': colourOf('ink-soft'),
      'editor.selectionBackground': colourOf('selection'),
      'editorCursor.foreground': colourOf('ink'),
      'editorIndentGuide.background1': colourOf('hairline'),
      'editorIndentGuide.activeBackground1': colourOf('edge'),
      'editorError.foreground': colourOf('failed'),
      'editorWarning.foreground': colourOf('waiting'),
      'editorWidget.background': colourOf('paper'),
      'editorHoverWidget.background': colourOf('paper'),
      focusBorder: colourOf('network'),
    },
  })
  editor.setTheme(THEME)
}

// Editor and terminal: a part of the page of its own, so that the lesson's words come first.
export { EditorPane } from './editor/EditorPane.tsx'
export { TerminalPane } from './terminal/TerminalPane.tsx'

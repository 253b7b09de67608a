import { expect, test } from 'vitest'
import { EditorText } from './editor-text.ts'

function editorText(text = 'a') {
  const kept: string[] = []
  const replaced: string[] = []
  const editor = new EditorText(text, {
    keep: (it) => kept.push(it) > 0,
    replaced: (it) => replaced.push(it),
  })
  return { editor, kept, replaced }
}

test('every change is kept at once', () => {
  const { editor, kept } = editorText()
  editor.edit('ab', 0)
  editor.edit('abc', 10)
  editor.replace('x')
  expect(kept).toEqual(['ab', 'abc', 'x'])
})

test('a text that another takes the place of as a whole is handed out, one that is typed on is not', () => {
  const { editor, replaced } = editorText()
  editor.edit('ab', 0)
  editor.replace('x')
  editor.replace('x')
  expect(replaced).toEqual(['ab'])
})

test('keys in quick succession are undone together, a pause begins a new step', () => {
  const { editor } = editorText()
  editor.edit('ab', 0)
  editor.edit('abc', 300)
  editor.edit('abcd', 2000)
  editor.undo()
  expect(editor.read()).toBe('abc')
  editor.undo()
  expect(editor.read()).toBe('a')
  expect(editor.canUndo).toBe(false)
})

test('what was undone can be redone until something else is typed', () => {
  const { editor } = editorText()
  editor.edit('ab', 0)
  editor.undo()
  editor.redo()
  expect(editor.read()).toBe('ab')
  editor.undo()
  editor.edit('ax', 5000)
  expect(editor.canRedo).toBe(false)
})

test('a solution that was taken over is undone as a whole, typing before it apart', () => {
  const { editor } = editorText()
  editor.edit('ab', 0)
  editor.replace('solution')
  editor.undo()
  expect(editor.read()).toBe('ab')
})

test('nothing to undo is no error, and no change tells nobody', () => {
  const { editor } = editorText()
  let told = 0
  editor.subscribe(() => told++)
  editor.undo()
  editor.redo()
  editor.edit('a', 0)
  editor.replace('a')
  expect(told).toBe(0)
})

test('a browser that keeps nothing is known', () => {
  const editor = new EditorText('a', { keep: () => false, replaced: () => undefined })
  editor.edit('ab', 0)
  expect(editor.isKept).toBe(false)
})

import { useCallback, useEffect, useState } from 'react'
import type { Lesson, Step } from '#lesson'
import type { Session } from '#session'
import { EditorText } from '../editor/editor-text.ts'
import { useEditorText } from '../editor/useEditorText.ts'
import { recall, remember } from '../memory.ts'

const QUIET_MS = 400

export function originalOf(lesson: Lesson): string {
  return lesson.start.find((file) => file.path === lesson.opens)?.text ?? ''
}

/** What the editor's file holds when a step is done. */
export function solutionOf(lesson: Lesson, step: Step | undefined): string {
  return step?.files.find((file) => file.path === lesson.opens)?.text ?? originalOf(lesson)
}

/** The lesson's file as it was left in this browser. */
export function useLessonText(lesson: Lesson): EditorText {
  const [text] = useState(() => {
    const key = `file/${lesson.id}/${lesson.opens}`
    return new EditorText(recall(key) ?? originalOf(lesson), {
      keep: (it) => remember(key, it),
    })
  })
  return text
}

/**
 * Saves what is typed on the learner's machine when the typing rests; the function that is given
 * back saves it at once, before a command reads it.
 */
export function useSaving(
  session: Session | undefined,
  path: string,
  editor: EditorText,
): () => void {
  const text = useEditorText(editor)
  const save = useCallback(() => {
    if (session !== undefined && saved.get(session) !== editor.read()) {
      saved.set(session, editor.read())
      session.setFile(path, editor.read())
    }
  }, [session, path, editor])
  useEffect(() => {
    const timer = setTimeout(save, QUIET_MS)
    return () => {
      clearTimeout(timer)
    }
  }, [save, text])
  return save
}

/** What each session was told last. */
const saved = new WeakMap<Session, string>()

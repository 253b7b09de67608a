import { useCallback, useEffect, useState } from 'react'
import type { Lesson, Step } from '#lesson'
import type { Session } from '#session'
import { EditorText } from '../editor/editor-text.ts'
import { recall, remember } from '../memory.ts'
import { keepOnShelf, type ShelvedText, shelfOf } from './shelf.ts'

const QUIET_MS = 400

/** The learner's files of a lesson, as they were left in this browser. */
export interface LearnerFiles {
  /** Each by its path; the one that the lesson opens first. */
  readonly editors: ReadonlyMap<string, EditorText>
  /** The path of the one that is shown. */
  readonly shown: string
  readonly editor: EditorText
  readonly show: (path: string) => void
  /** What the learner wrote before, the latest first. */
  readonly shelf: readonly ShelvedText[]
}

export function originalOf(lesson: Lesson, path: string): string {
  return lesson.start.find((file) => file.path === path)?.text ?? ''
}

/** What a file holds when a step is done. */
export function solutionOf(lesson: Lesson, step: Step | undefined, path: string): string {
  return step?.files.find((file) => file.path === path)?.text ?? originalOf(lesson, path)
}

export function useFiles(lesson: Lesson): LearnerFiles {
  const [shelf, setShelf] = useState(() => shelfOf(lesson.id))
  const [editors] = useState(() => {
    const toShelf = (path: string) => (text: string) => {
      if (isOfLesson(lesson, path, text)) return
      setShelf(keepOnShelf(lesson.id, { path, text, at: Date.now() }))
    }
    return new Map(pathsOf(lesson).map((it) => [it, editorOf(lesson, it, toShelf(it))]))
  })
  const [shown, show] = useState(lesson.opens)
  const editor = editors.get(shown)
  if (editor === undefined) throw new Error(`The lesson has no file ${shown}.`)
  return { editors, shown, editor, show, shelf }
}

function pathsOf({ opens, start }: Lesson): readonly string[] {
  return [opens, ...start.map(({ path }) => path).filter((path) => path !== opens)]
}

function editorOf(lesson: Lesson, path: string, replaced: (text: string) => void): EditorText {
  const key = `file/${lesson.id}/${path}`
  return new EditorText(recall(key) ?? originalOf(lesson, path), {
    keep: (text) => remember(key, text),
    replaced,
  })
}

/** Whether the lesson itself has this text, so that it can always be had again. */
function isOfLesson({ start, steps }: Lesson, path: string, text: string): boolean {
  return [start, ...steps.map(({ files }) => files)].some((files) =>
    files.some((file) => file.path === path && file.text === text),
  )
}

/** All of them as they are now. */
export function textsIn(editors: LearnerFiles['editors']): ReadonlyMap<string, string> {
  return new Map([...editors].map(([path, editor]) => [path, editor.read()]))
}

/**
 * Saves what is typed on the learner's machine when the typing rests; the function that is given
 * back saves it at once, before a command reads it.
 */
export function useSaving(
  session: Session | undefined,
  editors: LearnerFiles['editors'],
): () => void {
  const save = useCallback(() => {
    if (session === undefined) return
    const before = saved.get(session) ?? new Map<string, string>()
    for (const [path, editor] of editors) {
      const text = editor.read()
      if (before.get(path) === text) continue
      before.set(path, text)
      session.setFile(path, text)
    }
    saved.set(session, before)
  }, [session, editors])
  useEffect(() => {
    let timer = setTimeout(save, QUIET_MS)
    const stops = [...editors.values()].map((editor) =>
      editor.subscribe(() => {
        clearTimeout(timer)
        timer = setTimeout(save, QUIET_MS)
      }),
    )
    return () => {
      clearTimeout(timer)
      for (const stop of stops) stop()
    }
  }, [save, editors])
  return save
}

/** What each session was told last, by path. */
const saved = new WeakMap<Session, Map<string, string>>()

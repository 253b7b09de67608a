import { type Event, EVENT_ID, parseEvents, YAMLException } from 'js-yaml'
import { composeDocument } from './compose.ts'
import { Complaint } from './go-yaml/complaint.ts'
import { endOfDocument } from './go-yaml/grammar.ts'
import type { JsonValue } from './json-value.ts'
import type { Node } from './node.ts'
import { type Problem, Unreadable } from './problem.ts'
import { splitDocuments } from './split.ts'
import { valueOf } from './value.ts'

/** Deeper nesting is refused, so that no host's stack decides. */
const MAX_DEPTH = 500

export interface ReadableDocument {
  readonly ok: true
  /** Offset of the document in the whole text; positions in `tree` count from here. */
  readonly start: number
  readonly text: string
  readonly tree: Node
  /** null: nothing but comments. */
  readonly value: JsonValue
}

export interface UnreadableDocument {
  readonly ok: false
  readonly start: number
  readonly text: string
  /** Its offset counts from the beginning of the whole text. */
  readonly problem: Problem
}

export type ManifestDocument = ReadableDocument | UnreadableDocument

/**
 * Reads YAML or JSON as kubectl reads the file of `-f`: one entry for each document, in order.
 * kubectl stops at the first that cannot be read; an editor may go on. Never throws.
 */
export function readDocuments(text: string): readonly ManifestDocument[] {
  return [...documentsOf(text)]
}

/** The same, each document read when it is asked for. */
export function* documentsOf(text: string): Iterable<ManifestDocument> {
  const first = text.charCodeAt(0) === 0xfeff ? 1 : 0
  for (const chunk of splitDocuments(text.slice(first))) {
    const start = chunk.start + first
    const piece = text.slice(start, chunk.end + first)
    if (chunk.badSeparator === undefined) yield readDocument(piece, start)
    else {
      const message = `invalid Yaml document separator: ${chunk.badSeparator}`
      yield { ok: false, start, text: piece, problem: { message, offset: start } }
    }
  }
}

function readDocument(text: string, start: number): ManifestDocument {
  try {
    const tree = composeDocument(text, firstDocument(text))
    return { ok: true, start, text, tree, value: valueOf(tree) }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    const message = `error converting YAML to JSON: ${error.message}`
    return { ok: false, start, text, problem: { message, offset: start + error.offset } }
  }
}

/** go-yaml decides what is a document at all; js-yaml then knows where everything stands. */
function firstDocument(text: string): readonly Event[] {
  try {
    const document = text.slice(0, endOfDocument(text))
    return withoutDocument(parseEvents(document, { maxDepth: MAX_DEPTH }))
  } catch (error) {
    if (error instanceof Complaint) throw new Unreadable(error.message, error.offset)
    if (!(error instanceof YAMLException)) throw error
    const offset = Math.min(error.mark?.position ?? 0, text.length)
    const line = text.slice(0, offset).split('\n').length
    throw new Unreadable(`yaml: line ${line}: ${error.reason}`, offset)
  }
}

/** A text without a document has no value at all. */
function withoutDocument(events: readonly Event[]): readonly Event[] {
  return events[0]?.type === EVENT_ID.DOCUMENT ? events : []
}

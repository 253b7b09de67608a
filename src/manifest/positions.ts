import type { Range } from './diagnostic.ts'
import { type ManifestDocument, readDocuments } from './documents.ts'
import { findField, stepsOf } from './field-path.ts'
import type { Span } from './node.ts'
import { Places } from './places.ts'

/** Where a field stands in a text. */
export interface FieldPosition {
  /** False: what follows is the place of the nearest parent that is there. */
  readonly isThere: boolean
  /** The key; for an item of a list the item, for the document itself all of it. */
  readonly key: Range
  readonly value: Range
}

/**
 * Where a field such as `spec.containers[0].ports[1].containerPort` or
 * `metadata.labels[example.com/tier]` is written. Documents count from 0, empty ones included.
 * Nothing when there is no such document, or it cannot be read.
 */
export function positionOf(text: string, path: string, document = 0): FieldPosition | undefined {
  const found = readDocuments(text)[document]
  return found?.ok === true ? new Positions(text).ofField(found, path) : undefined
}

/** Finds fields in the documents of one text. */
export class Positions {
  readonly #text: string
  readonly #places: Places

  constructor(text: string) {
    this.#text = text
    this.#places = new Places(text)
  }

  ofField(document: ManifestDocument & { readonly ok: true }, path: string): FieldPosition {
    const { isThere, key, value } = findField(document.tree, stepsOf(path))
    const range = (span: Span) => this.range(document.start + span.start, document.start + span.end)
    return { isThere, key: range(key ?? value), value: range(value) }
  }

  range(start: number, end: number): Range {
    const from = this.#places.at(start)
    const to = this.#places.at(Math.max(start, end))
    return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column }
  }

  /** From there to the end of what stands on its line; at least one character. */
  restOfLine(start: number, end = this.#text.length): Range {
    const lineEnd = this.#text.slice(start, end).search(/[\t ]*(\r?\n|$)/)
    return this.range(start, start + Math.max(1, lineEnd))
  }
}

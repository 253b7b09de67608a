import { type CheckError, checkObject } from '#engine'
import type { Diagnostic } from './diagnostic.ts'
import { documentsOf, type ManifestDocument, type ReadableDocument } from './documents.ts'
import { findField, stepsOf } from './field-path.ts'
import { isJsonList, isJsonObject, type JsonValue } from './json-value.ts'
import type { Node, Span } from './node.ts'
import { Positions } from './positions.ts'
import { repeatedKeys } from './repeated-keys.ts'

/** More than anybody reads; a text of a megabyte may hold a hundred thousand mistakes. */
const MOST = 100

/** More values than that in one text would keep whoever is writing waiting. */
const MOST_VALUES = 20_000

/**
 * What there is to say about a manifest that nobody has sent yet: where it is no YAML, keys that
 * stand twice, unknown fields, and all that the API server would refuse or warn of. In the order
 * of the text, at most a hundred; beyond the size of any manifest it says that it checks no more.
 * Never throws.
 */
export function diagnose(text: string): readonly Diagnostic[] {
  const positions = new Positions(text)
  const found: Diagnostic[] = []
  let values = 0
  for (const document of documentsOf(text)) {
    if (document.ok) values += sizeOf(document.value, MOST_VALUES - values)
    if (values >= MOST_VALUES) return [...found, tooLarge(document, positions)]
    found.push(...inOrder(ofDocument(document, positions)))
    if (found.length >= MOST) break
  }
  return found.slice(0, MOST)
}

/** How many values there are, aliases written out; counted no further than asked. */
function sizeOf(value: JsonValue, most: number): number {
  let size = 1
  for (const child of isJsonObject(value) || isJsonList(value) ? Object.values(value) : []) {
    if (size >= most) break
    size += sizeOf(child, most - size)
  }
  return size
}

function tooLarge(document: ManifestDocument, positions: Positions): Diagnostic {
  const message = 'too large to be checked before it is sent'
  return { ...positions.restOfLine(document.start), severity: 'warning', source: 'yaml', message }
}

function inOrder(found: readonly Diagnostic[]): readonly Diagnostic[] {
  return found.toSorted((a, b) => a.line - b.line || a.column - b.column)
}

function ofDocument(document: ManifestDocument, positions: Positions): readonly Diagnostic[] {
  if (document.ok)
    return [...repetitions(document, positions), ...complaints(document, positions)].slice(0, MOST)
  const { message, offset } = document.problem
  const range = positions.restOfLine(offset)
  return [{ ...range, severity: 'error', source: 'yaml', message: withoutLine(message) }]
}

/** The line it names counts within its own document: here the place itself is told. */
function withoutLine(message: string): string {
  return message
    .replace(/^error converting YAML to JSON: /, '')
    .replace(/^yaml: (?:line \d+: )?/, '')
}

function repetitions(document: ReadableDocument, positions: Positions): readonly Diagnostic[] {
  return repeatedKeys(document.tree, MOST).map(({ key, keySpan }) => ({
    ...positions.range(document.start + keySpan.start, document.start + keySpan.end),
    severity: 'warning',
    source: 'yaml',
    message: `key ${JSON.stringify(key)} already set in map`,
  }))
}

/** What is said of one field. */
interface Remark {
  readonly severity: Diagnostic['severity']
  readonly field: string
  readonly message: string
  readonly isAboutKey: boolean
}

function complaints(document: ReadableDocument, positions: Positions): readonly Diagnostic[] {
  return remarksOn(document.value).map(({ severity, field, message, isAboutKey }) => {
    const { start, end } = spanOf(document.tree, field, isAboutKey)
    const at = document.start
    return { ...positions.restOfLine(at + start, at + end), severity, source: 'api', message }
  })
}

function remarksOn(value: JsonValue): readonly Remark[] {
  if (value === null) return []
  const items = itemsOf(value)
  if (items === undefined) return remarksOnObject(value, '')
  const remarks: Remark[] = []
  for (const [index, item] of items.entries()) {
    remarks.push(...remarksOnObject(item, `items[${index}]`))
    if (remarks.length >= MOST) break
  }
  return remarks
}

/** kubectl sends what is in a List one by one. */
function itemsOf(value: JsonValue): readonly JsonValue[] | undefined {
  if (!isJsonObject(value) || value.kind !== 'List' || value.apiVersion !== 'v1') return undefined
  return isJsonList(value.items) ? value.items : []
}

function remarksOnObject(value: JsonValue, parent: string): readonly Remark[] {
  const { errors, warnings } = checkObject(value)
  return [
    ...errors.slice(0, MOST).map((error) => ({
      severity: 'error' as const,
      field: `${parent}.${error.field}`,
      message: wordsOf(error),
      isAboutKey: error.reason === 'UnknownField',
    })),
    ...warnings.slice(0, MOST).map((message) => ({
      severity: 'warning' as const,
      field: `${parent}.${fieldIn(message)}`,
      message,
      isAboutKey: false,
    })),
  ]
}

/** The decoder's words name the field already. */
function wordsOf({ reason, field, message }: CheckError): string {
  const isWhole = reason === 'UnknownField' || reason === 'UnknownKind' || reason === 'WrongType'
  return isWhole || field === '' ? message : `${field}: ${message}`
}

/** Warnings begin with the field that they are about. */
function fieldIn(warning: string): string {
  return /^((?:\[[^\]]*\]|[^\s:[\]])+): /.exec(warning)?.[1] ?? ''
}

/** A scalar is marked itself, all else by its key; what is absent by its nearest parent. */
function spanOf(root: Node, field: string, isAboutKey: boolean): Span {
  const { isThere, key, value } = findField(root, stepsOf(field))
  return isThere && !isAboutKey && value.kind === 'scalar' ? value : (key ?? value)
}

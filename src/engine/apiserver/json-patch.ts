import { isObject } from './merge-patch.ts'
import { isSame } from './same.ts'

interface Operation {
  readonly op: string
  /** Undefined where none was said. */
  readonly path: string | undefined
  readonly from: string | undefined
  readonly value: unknown
}

/** Why a JSON patch cannot be applied, in the words of the library that Kubernetes uses. */
export class JsonPatchMistake extends Error {}

/** Nothing is where the last step would begin. */
class NoParent extends JsonPatchMistake {}

/** JSON patch (RFC 6902). Throws a JsonPatchMistake where an operation does not fit. */
export function jsonPatch(target: unknown, operations: unknown): unknown {
  return readOperations(operations).reduce(applyOrTell, target)
}

function readOperations(json: unknown): readonly Operation[] {
  if (!Array.isArray(json))
    throw new JsonPatchMistake(
      'json: cannot unmarshal object into Go value of type jsonpatch.Patch',
    )
  return json.map((item) => {
    const { op, path, from, value } = isObject(item) ? item : {}
    const text = (it: unknown) => (typeof it === 'string' ? it : undefined)
    return { op: text(op) ?? '', path: text(path), from: text(from), value }
  })
}

function applyOrTell(document: unknown, operation: Operation): unknown {
  try {
    return apply(document, operation)
  } catch (error) {
    if (!(error instanceof JsonPatchMistake)) throw error
    throw new JsonPatchMistake(wordsFor(error, operation))
  }
}

function wordsFor(mistake: JsonPatchMistake, { op, path = '', from = '' }: Operation): string {
  if (mistake instanceof NoParent) return noParentWords(op, path, from)
  switch (op) {
    case 'add':
    case 'remove':
      return `error in ${op} for path: '${path}': ${mistake.message}`
    case 'replace':
      return `replace operation does not apply: doc is missing key: ${path}: missing value`
    case 'move':
      return `error in move for path: '${from.split('/').at(-1) ?? ''}': ${mistake.message}`
    case 'copy':
      return `error in copy for from: '${from}': ${mistake.message}`
    default:
      return mistake.message
  }
}

function noParentWords(op: string, path: string, from: string): string {
  const what = new Map([
    ['add', `doc is missing path: "${path}"`],
    ['remove', `doc is missing path: "${path}"`],
    ['replace', `doc is missing path: ${path}`],
    ['test', `is missing path: ${path}`],
  ])
  return `${op} operation does not apply: ${what.get(op) ?? `doc is missing from path: ${from}`}: missing value`
}

function apply(document: unknown, { op, path, from, value }: Operation): unknown {
  switch (op) {
    case 'add':
      return change(document, stepsOf(path), (parent, key) => added(parent, key, value))
    case 'remove':
      return change(document, stepsOf(path), removed)
    case 'replace':
      if (path === '') return value
      return change(document, stepsOf(path), (parent, key) => replaced(parent, key, value))
    case 'move': {
      const moved = read(document, stepsOf(from))
      const without = change(document, stepsOf(from), removed)
      return change(without, stepsOf(path), (parent, key) => added(parent, key, moved))
    }
    case 'copy': {
      const copied = read(document, stepsOf(from))
      return change(document, stepsOf(path), (parent, key) => added(parent, key, copied))
    }
    case 'test':
      if (!isSame((path === '' ? document : read(document, stepsOf(path))) ?? null, value ?? null))
        throw new JsonPatchMistake(`testing value ${path ?? ''} failed: test failed`)
      return document
    default:
      throw new JsonPatchMistake(`Unexpected kind: ${op}`)
  }
}

/** The steps of a JSON pointer; a document as a whole has none. */
function stepsOf(path: string | undefined): readonly string[] {
  const [, ...steps] = path?.split('/') ?? []
  if (steps.length === 0) throw new NoParent(path)
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function read(document: unknown, steps: readonly string[]): unknown {
  const [last, ...parents] = steps.toReversed()
  const parent = parents.reduceRight(parentMember, document)
  return last === undefined ? document : member(parent, last)
}

/** A member that further steps go into. */
function parentMember(value: unknown, key: string): unknown {
  try {
    const inside = member(value, key)
    if (typeof inside === 'object' && inside !== null) return inside
  } catch (error) {
    if (!(error instanceof JsonPatchMistake)) throw error
  }
  throw new NoParent(key)
}

function member(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value[indexIn(key, value.length)] as unknown
  // What is not there reads as null, as in the library that Kubernetes uses.
  if (isObject(value)) return Object.hasOwn(value, key) ? value[key] : null
  throw new NoParent(key)
}

type ChangeIn = (parent: unknown, key: string) => unknown

/** A document in which the parent of the last step is another one. */
function change(document: unknown, steps: readonly string[], changeIn: ChangeIn): unknown {
  const [key = '', ...rest] = steps
  if (rest.length === 0) return changeIn(document, key)
  return replaced(document, key, change(parentMember(document, key), rest, changeIn))
}

function added(parent: unknown, key: string, value: unknown): unknown {
  if (Array.isArray(parent)) {
    const index = key === '-' ? parent.length : indexIn(key, parent.length + 1)
    return [...(parent.slice(0, index) as unknown[]), value, ...(parent.slice(index) as unknown[])]
  }
  if (!isObject(parent)) throw new NoParent(key)
  return Object.fromEntries(new Map(Object.entries(parent)).set(key, value))
}

function removed(parent: unknown, key: string): unknown {
  if (Array.isArray(parent)) {
    const index = indexIn(key, parent.length)
    return parent.filter((_, at) => at !== index) as unknown[]
  }
  if (!isObject(parent) || !Object.hasOwn(parent, key)) throw missing(key)
  return Object.fromEntries(Object.entries(parent).filter(([name]) => name !== key))
}

/** What is not there is put in, as in the library that Kubernetes uses. */
function replaced(parent: unknown, key: string, value: unknown): unknown {
  if (Array.isArray(parent)) return parent.with(indexIn(key, parent.length), value) as unknown[]
  if (!isObject(parent)) throw new NoParent(key)
  return Object.fromEntries(new Map(Object.entries(parent)).set(key, value))
}

/** A negative index counts from the end. */
function indexIn(key: string, bound: number): number {
  const written = /^-?\d{1,9}$/.test(key) ? Number(key) : bound
  const index = written < 0 ? written + bound : written
  if (index < 0 || index >= bound)
    throw new JsonPatchMistake(`Unable to access invalid index: ${key}: invalid index referenced`)
  return index
}

function missing(key: string): JsonPatchMistake {
  return new JsonPatchMistake(`Unable to remove nonexistent key: ${key}: missing value`)
}

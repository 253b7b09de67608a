import { isObject } from './merge-patch.ts'
import { isSame } from './same.ts'

interface Operation {
  readonly op: string
  readonly path: string
  readonly from: string
  readonly value: unknown
}

/** Why a JSON patch cannot be applied. */
export class JsonPatchMistake extends Error {}

/** JSON patch (RFC 6902). Throws a JsonPatchMistake where an operation does not fit. */
export function jsonPatch(target: unknown, operations: unknown): unknown {
  return readOperations(operations).reduce(apply, target)
}

function readOperations(json: unknown): readonly Operation[] {
  if (!Array.isArray(json))
    throw new JsonPatchMistake(
      'json: cannot unmarshal object into Go value of type jsonpatch.Patch',
    )
  return json.map((item) => {
    const { op, path, from, value } = isObject(item) ? item : {}
    const text = (it: unknown) => (typeof it === 'string' ? it : '')
    return { op: text(op), path: text(path), from: text(from), value }
  })
}

function apply(document: unknown, { op, path, from, value }: Operation): unknown {
  switch (op) {
    case 'add':
      return change(document, stepsOf(path), (parent, key) => added(parent, key, value))
    case 'remove':
      return change(document, stepsOf(path), removed)
    case 'replace':
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
      if (!isSame(read(document, stepsOf(path)) ?? null, value ?? null))
        throw new JsonPatchMistake(`testing value ${path} failed: test failed`)
      return document
    default:
      throw new JsonPatchMistake(`Unexpected kind: ${op}`)
  }
}

/** The steps of a JSON pointer. */
function stepsOf(path: string): readonly string[] {
  return path
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function read(document: unknown, steps: readonly string[]): unknown {
  return steps.reduce(member, document)
}

function member(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value[indexIn(value, key, value.length)] as unknown
  if (isObject(value) && Object.hasOwn(value, key)) return value[key]
  throw missing(key)
}

type ChangeIn = (parent: unknown, key: string) => unknown

/** A document in which the parent of the last step is another one. */
function change(document: unknown, steps: readonly string[], changeIn: ChangeIn): unknown {
  const [key, ...rest] = steps
  if (key === undefined) return (changeIn({ '': document }, '') as { readonly '': unknown })['']
  if (rest.length === 0) return changeIn(document, key)
  return replaced(document, key, change(member(document, key), rest, changeIn))
}

function added(parent: unknown, key: string, value: unknown): unknown {
  if (Array.isArray(parent)) {
    const index = key === '-' ? parent.length : indexIn(parent, key, parent.length + 1)
    return [...(parent.slice(0, index) as unknown[]), value, ...(parent.slice(index) as unknown[])]
  }
  if (!isObject(parent)) throw missing(key)
  return Object.fromEntries(new Map(Object.entries(parent)).set(key, value))
}

function removed(parent: unknown, key: string): unknown {
  if (Array.isArray(parent)) {
    const index = indexIn(parent, key, parent.length)
    return parent.filter((_, at) => at !== index) as unknown[]
  }
  if (!isObject(parent) || !Object.hasOwn(parent, key)) throw missing(key)
  return Object.fromEntries(Object.entries(parent).filter(([name]) => name !== key))
}

function replaced(parent: unknown, key: string, value: unknown): unknown {
  if (Array.isArray(parent))
    return parent.with(indexIn(parent, key, parent.length), value) as unknown[]
  if (!isObject(parent) || !Object.hasOwn(parent, key)) throw missing(key)
  return Object.fromEntries(new Map(Object.entries(parent)).set(key, value))
}

function indexIn(list: readonly unknown[], key: string, bound: number): number {
  const index = /^\d{1,9}$/.test(key) ? Number(key) : -1
  if (index < 0 || index >= bound)
    throw new JsonPatchMistake(`Unable to access invalid index: ${key} of ${list.length}`)
  return index
}

function missing(key: string): JsonPatchMistake {
  return new JsonPatchMistake(`Unable to find nonexistent key: ${key}: Missing value`)
}

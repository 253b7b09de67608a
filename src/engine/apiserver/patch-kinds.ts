import type { DecodeProblem, Mismatch } from '../api/decode.ts'
import { printGoJson } from '../api/go-json.ts'
import { jsonType } from '../api/scalars.ts'
import { type Body, duplicateWords } from './body.ts'
import { jsonPatch, JsonPatchMistake } from './json-patch.ts'
import { isObject, mergePatch } from './merge-patch.ts'
import { badRequest, rejected, tooLarge } from './refusals.ts'
import { goMap, strategicMergePatch } from './strategic-merge-patch.ts'

/** One way of saying what is to change. Source: apiserver, endpoints/handlers/patch.go. */
export interface PatchKind {
  readonly read: (body: Body) => ReadPatch
  readonly apply: (target: object, change: unknown, typeName: string) => object
  /** How it is shown when what it came to is refused. */
  readonly shown: (change: unknown, patched: unknown, before: unknown) => string
  /** Why what it came to cannot be read. */
  readonly words: (problem: DecodeProblem) => string
  /** Whether what it came to may name another kind. */
  readonly namesKind: boolean
}

interface ReadPatch {
  readonly change: unknown
  /** What only a strict reader refuses in the patch itself. */
  readonly strictErrors: readonly string[]
}

const asDecoder = ({ message }: DecodeProblem) => message

export const PATCH_KINDS: ReadonlyMap<string, PatchKind> = new Map<string, PatchKind>([
  [
    'application/json-patch+json',
    {
      read: readJsonPatch,
      apply: applyJsonPatch,
      shown: (_, patched, before) => printPatched(patched, before),
      words: asDecoder,
      namesKind: true,
    },
  ],
  [
    'application/merge-patch+json',
    {
      read: readMergePatch,
      apply: (target, change) => mergePatch(target, change) as object,
      shown: (_, patched, before) => printPatched(patched, before),
      words: asDecoder,
      namesKind: true,
    },
  ],
  [
    'application/strategic-merge-patch+json',
    {
      read: readStrategicPatch,
      apply: (target, change, typeName) => strategicMergePatch(target, change, typeName) as object,
      shown: goMap,
      words: ({ message, mismatch }) =>
        mismatch === undefined ? message : converterWords(mismatch),
      namesKind: false,
    },
  ],
])

const MOST_OPERATIONS = 10_000
const OPERATION_FIELDS = ['op', 'path', 'from', 'value']

function readJsonPatch({ value, error, duplicates }: Body): ReadPatch {
  if (error !== undefined) throw badRequest(`error decoding patch: ${error}`)
  const change = value ?? []
  if (!Array.isArray(change)) throw notOf(change, '[]handlers.jsonPatchOp')
  const stranger: unknown = change.find((operation) => !isObject(operation))
  if (stranger !== undefined) throw notOf(stranger, 'handlers.jsonPatchOp')
  if (change.length > MOST_OPERATIONS)
    throw tooLarge(
      `The allowed maximum operations in a JSON patch is ${MOST_OPERATIONS}, got ${change.length}`,
    )
  const unknown = change.flatMap((operation: object, index) =>
    Object.keys(operation)
      .filter((key) => !OPERATION_FIELDS.includes(key))
      .map((key) => `json patch unknown field "[${index}].${key}"`),
  )
  const twice = duplicates.map((field) => `json patch ${duplicateWords(field)}`)
  return { change, strictErrors: [...twice, ...unknown] }
}

function notOf(value: unknown, goType: string) {
  const why = `json: cannot unmarshal ${jsonType(value)} into Go value of type ${goType}`
  return badRequest(`error decoding patch: ${why}`)
}

function readMergePatch({ value, error, duplicates }: Body): ReadPatch {
  if (error !== undefined) throw badRequest(`error decoding patch: ${error}`)
  if (value === null) throw badRequest('Invalid JSON Patch')
  if (!isObject(value)) throw notOf(value, 'map[string]interface {}')
  return { change: value, strictErrors: duplicates.map(duplicateWords) }
}

function readStrategicPatch({ value, error, duplicates }: Body): ReadPatch {
  if (error !== undefined) throw badRequest(error)
  const change = value ?? {}
  if (!isObject(change))
    throw badRequest(
      `json: cannot unmarshal ${jsonType(change)} into Go value of type map[string]interface {}`,
    )
  return { change, strictErrors: duplicates.map(duplicateWords) }
}

function applyJsonPatch(target: object, operations: unknown): object {
  try {
    return jsonPatch(target, operations) as object
  } catch (mistake) {
    if (!(mistake instanceof JsonPatchMistake)) throw mistake
    throw rejected()
  }
}

/** What a patch went through is written anew, its keys in their order; the rest as it stood. */
function printPatched(value: unknown, before: unknown): string {
  if (value === before || typeof value !== 'object' || value === null) return printGoJson(value)
  if (Array.isArray(value)) {
    const old: readonly unknown[] = Array.isArray(before) ? before : []
    return `[${value.map((item, index) => printPatched(item, old[index])).join(',')}]`
  }
  if (!isObject(before)) return printGoJson(value)
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  const printed = members.map(
    ([key, member]) => `${printGoJson(key)}:${printPatched(member, before[key])}`,
  )
  return `{${printed.join(',')}}`
}

/** How Go's converter of untyped objects tells of a wrong type. Source: runtime/converter.go. */
function converterWords({ given, goType, type }: Mismatch): string {
  const kind = goKind(given)
  switch (type) {
    case 'own':
      return `json: cannot unmarshal ${given} into Go value of type ${goType}`
    case 'list':
      return `cannot restore slice from ${kind}`
    case 'map':
      return `cannot restore map from ${kind}`
    case 'struct':
      return `cannot restore struct from: ${kind}`
    case 'scalar':
      return scalarWords(kind, goType)
  }
}

function scalarWords(kind: string, goType: string): string {
  const wanted = ['bool', 'int32', 'int64'].includes(goType) ? goType : 'string'
  const converts =
    (kind === 'int64' && wanted === 'string') || (kind === 'float64' && wanted.startsWith('int'))
  return converts ? `cannot convert ${kind} to ${goType}` : `unrecognized type: ${wanted}`
}

function goKind(given: string): string {
  if (given.startsWith('number ')) return 'float64'
  return { array: 'slice', object: 'map', number: 'int64' }[given] ?? given
}

import { decode, type DecodeProblem } from './decode.ts'
import { setDefaults } from './defaults.ts'
import { bodyOf, type FieldError } from './field-error.ts'
import type { ObjectMeta } from './generated/types.ts'
import { findKind, type Kind } from './kinds.ts'

/** What the API server would say about a manifest, and where in it. */
export interface CheckError {
  readonly reason: FieldError['reason'] | DecodeProblem['reason'] | 'UnknownKind'
  /** Such as spec.containers[0].image; empty for the whole. */
  readonly field: string
  readonly message: string
}

export interface Checked {
  readonly errors: readonly CheckError[]
  readonly warnings: readonly string[]
  /** The object with everything filled in; absent when it could not be read. */
  readonly object?: object
}

/** Reads (strictly), fills in and validates a manifest as the API server does, without a server. */
export function checkObject(manifest: unknown): Checked {
  const { apiVersion, kind } = typeOf(manifest)
  const rules = findKind(apiVersion, kind)
  if (rules === undefined) return { errors: [unknownKind(apiVersion, kind)], warnings: [] }
  const { object, problems } = decode(manifest, rules.kind)
  const unread = problems.map(({ reason, field, message }) => ({ reason, field, message }))
  if (unread.some(({ reason }) => reason !== 'UnknownField'))
    return { errors: unread, warnings: [] }
  const given = placed(setDefaults(object, rules.kind), rules)
  const filled = rules.complete(given)
  const errors = rules.validate(filled).map((error) => ({
    reason: error.reason,
    field: error.field,
    message: bodyOf(error),
  }))
  const warnings = errors.length > 0 ? [] : rules.warnings(filled)
  return {
    errors: [...unread, ...errors],
    warnings: [...rules.corrections(given), ...warnings],
    object: filled,
  }
}

function typeOf(manifest: unknown): { readonly apiVersion: string; readonly kind: string } {
  const { apiVersion, kind } = (manifest ?? {}) as Readonly<Record<string, unknown>>
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  return { apiVersion: text(apiVersion), kind: text(kind) }
}

function unknownKind(apiVersion: string, kind: string): CheckError {
  const message =
    kind === ''
      ? "Object 'Kind' is missing"
      : `no matches for kind "${kind}" in version "${apiVersion}"`
  return { reason: 'UnknownKind', field: kind === '' ? '' : 'kind', message }
}

/** An object that names no namespace comes into the one that kubectl is set to. */
function placed(object: object, { isNamespaced }: Kind): { readonly metadata: ObjectMeta } {
  const given = object as { readonly metadata: ObjectMeta }
  const { namespace, generateName, name } = given.metadata as Partial<ObjectMeta>
  const isToBeNamed = (name ?? '') === '' && (generateName ?? '') !== ''
  const metadata = {
    ...given.metadata,
    ...(isNamespaced && (namespace ?? '') === '' ? { namespace: 'default' } : {}),
    ...(isToBeNamed ? { name: `${generateName ?? ''}xxxxx` } : {}),
  }
  return { ...given, metadata }
}

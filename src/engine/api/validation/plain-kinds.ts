import { forbiddenField, invalidValue, tooLong } from '../field-error.ts'
import type { ConfigMap, Lease, ObjectMeta, ServiceAccount } from '../generated/types.ts'
import { byteLength, configMapKey, dns1123Subdomain, type NameRule } from '../names.ts'
import { isAlike } from './alike.ts'
import {
  validateFixedMeta,
  validateObjectMeta,
  validateObjectMetaUpdate,
  validatePlainMeta,
} from './meta.ts'
import { eachKey, type Errors, fits, NEGATIVE } from './rules.ts'

/** What a ConfigMap or a Secret may hold. */
export const MOST_BYTES = 1024 * 1024

/** Kinds of which only the metadata has rules. */
export function validateMetaOf(
  { metadata }: { readonly metadata: ObjectMeta },
  isNamespaced: boolean,
  name: NameRule = dns1123Subdomain,
): Errors {
  return validateObjectMeta(metadata, { isNamespaced, name })
}

/** The error of the size is about the whole: its path is printed as `[]`. */
const WHOLE = '[]'

export function validateConfigMap(map: ConfigMap): Errors {
  const { data = {}, binaryData = {} } = map
  const texts = Object.values(data).reduce((sum, text) => sum + byteLength(text), 0)
  const size = texts + Object.values(binaryData).reduce((sum, text) => sum + bytesOf(text), 0)
  return [
    ...validateMetaOf(map, true),
    ...eachKey('data', data, (_, path, key) => [
      ...fits(path, key, configMapKey),
      ...(Object.hasOwn(binaryData, key)
        ? [invalidValue(path, key, 'duplicate of key present in binaryData')]
        : []),
    ]),
    ...eachKey('binaryData', binaryData, (_, path, key) => fits(path, key, configMapKey)),
    ...(size > MOST_BYTES ? [tooLong(WHOLE, MOST_BYTES)] : []),
  ]
}

export function validateConfigMapUpdate(map: ConfigMap, before: ConfigMap): Errors {
  return [
    ...validateObjectMetaUpdate(map.metadata, before.metadata),
    ...validateFrozen(map, before, ['data', 'binaryData']),
    ...validateConfigMap(map),
  ]
}

/** What was once declared immutable stays as it is. */
export function validateFrozen<T extends { readonly immutable?: boolean }>(
  object: T,
  before: T,
  fields: readonly (keyof T & string)[],
): Errors {
  if (before.immutable !== true) return []
  const words = 'field is immutable when `immutable` is set'
  return [
    ...(object.immutable === true ? [] : [forbiddenField('immutable', words)]),
    ...fields
      .filter((field) => !isAlike(object[field], before[field]))
      .map((field) => forbiddenField(field, words)),
  ]
}

const MOUNTABLE = 'kubernetes.io/enforce-mountable-secrets'

/** An account that begins to ask for what is no longer advised. */
export function accountWarnings(
  { metadata }: ServiceAccount,
  before?: ServiceAccount,
): readonly string[] {
  const asks = (it: ObjectMeta) => Object.hasOwn(it.annotations ?? {}, MOUNTABLE)
  if (!asks(metadata) || (before !== undefined && asks(before.metadata))) return []
  const words = 'prefer separate namespaces to isolate access to mounted secrets'
  return [`metadata.annotations[${MOUNTABLE}]: deprecated in v1.32+; ${words}`]
}

/** Its finalizers need no domain: Leases are of another group than those who ask for one. */
export function validateLease(lease: Lease): Errors {
  const rules = { isNamespaced: true, name: dns1123Subdomain }
  return [...validatePlainMeta(lease.metadata, rules), ...validateLeaseSpec(lease)]
}

export function validateLeaseUpdate(lease: Lease, before: Lease): Errors {
  return [...validateFixedMeta(lease.metadata, before.metadata), ...validateLeaseSpec(lease)]
}

function validateLeaseSpec({ spec }: Lease): Errors {
  const { leaseDurationSeconds: duration, leaseTransitions: transitions } = spec
  return [
    ...(duration !== undefined && duration <= 0
      ? [invalidValue('spec.leaseDurationSeconds', duration, 'must be greater than 0')]
      : []),
    ...((transitions ?? 0) < 0
      ? [invalidValue('spec.leaseTransitions', transitions, NEGATIVE)]
      : []),
  ]
}

/** The bytes that a text in base64 stands for. */
export function bytesOf(base64: string): number {
  return Math.floor((base64.replace(/=+$/, '').length * 3) / 4)
}

import { forbiddenField, invalidValue, required, tooLong } from '../field-error.ts'
import type {
  ConfigMap,
  Lease,
  Namespace,
  Node,
  ObjectMeta,
  Secret,
  ServiceAccount,
} from '../generated/types.ts'
import {
  byteLength,
  configMapKey,
  dns1123Label,
  dns1123Subdomain,
  type NameRule,
} from '../names.ts'
import { validateObjectMeta, validateObjectMetaUpdate } from './meta.ts'
import { eachKey, type Errors, fits, IMMUTABLE, isQualifiedName, NEGATIVE } from './rules.ts'

const MOST_BYTES = 1024 * 1024

/** Kinds of which only the metadata has rules. */
export function validateMetaOf(
  { metadata }: { readonly metadata: ObjectMeta },
  isNamespaced: boolean,
  name: NameRule = dns1123Subdomain,
): Errors {
  return validateObjectMeta(metadata, { isNamespaced, name })
}

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
    ...(size > MOST_BYTES ? [tooLong('', MOST_BYTES)] : []),
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
function validateFrozen<T extends { readonly immutable?: boolean }>(
  object: T,
  before: T,
  fields: readonly (keyof T & string)[],
): Errors {
  if (before.immutable !== true) return []
  const words = 'field is immutable when `immutable` is set'
  return [
    ...(object.immutable === true ? [] : [forbiddenField('immutable', words)]),
    ...fields
      .filter((field) => JSON.stringify(object[field]) !== JSON.stringify(before[field]))
      .map((field) => forbiddenField(field, words)),
  ]
}

/** Keys that a Secret of a type must have: all of a list, or (last) one of a list. */
const SECRET_KEYS: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
}

export function validateSecret(secret: Secret): Errors {
  const { data = {}, type = '' } = secret
  const size = Object.values(data).reduce((sum, text) => sum + bytesOf(text), 0)
  const missing = (SECRET_KEYS[type] ?? []).filter((key) => !Object.hasOwn(data, key))
  const account = secret.metadata.annotations?.['kubernetes.io/service-account.name'] ?? ''
  const isNameless = type === 'kubernetes.io/service-account-token' && account === ''
  const isUnknown = !Object.hasOwn(data, 'username') && !Object.hasOwn(data, 'password')
  return [
    ...validateMetaOf(secret, true),
    ...eachKey('data', data, (_, path, key) => fits(path, key, configMapKey)),
    ...(size > MOST_BYTES ? [tooLong('data', MOST_BYTES)] : []),
    ...(isNameless
      ? [required('metadata.annotations[kubernetes.io/service-account.name]', '')]
      : []),
    ...missing.map((key) => required(`data[${key}]`, '')),
    ...(type === 'kubernetes.io/basic-auth' && isUnknown
      ? [required('data[username]', ''), required('data[password]', '')]
      : []),
  ]
}

export function validateSecretUpdate(secret: Secret, before: Secret): Errors {
  return [
    ...validateObjectMetaUpdate(secret.metadata, before.metadata),
    ...(secret.type === before.type ? [] : [invalidValue('type', secret.type ?? '', IMMUTABLE)]),
    ...validateFrozen(secret, before, ['data']),
    ...validateSecret(secret),
  ]
}

export function validateNamespace(namespace: Namespace): Errors {
  return [
    ...validateMetaOf(namespace, false, dns1123Label),
    ...(namespace.spec.finalizers ?? []).flatMap((it) => isQualifiedName('spec.finalizers', it)),
  ]
}

export function validateServiceAccount(account: ServiceAccount): Errors {
  return validateMetaOf(account, true)
}

export function validateNode(node: Node): Errors {
  const taints = node.spec.taints ?? []
  return [
    ...validateMetaOf(node, false),
    ...taints.flatMap(({ key }, index) => isQualifiedName(`spec.taints[${index}].key`, key)),
  ]
}

export function validateLease(lease: Lease): Errors {
  const { leaseDurationSeconds, leaseTransitions } = lease.spec
  return [
    ...validateMetaOf(lease, true),
    ...(leaseDurationSeconds !== undefined && leaseDurationSeconds <= 0
      ? [invalidValue('spec.leaseDurationSeconds', leaseDurationSeconds, 'must be greater than 0')]
      : []),
    ...((leaseTransitions ?? 0) < 0
      ? [invalidValue('spec.leaseTransitions', leaseTransitions, NEGATIVE)]
      : []),
  ]
}

/** The bytes that a text in base64 stands for. */
function bytesOf(base64: string): number {
  return Math.floor((base64.replace(/=+$/, '').length * 3) / 4)
}

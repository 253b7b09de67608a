import { fromBase64 } from '../base64.ts'
import { invalidValue, required, tooLong } from '../field-error.ts'
import type { Secret } from '../generated/types.ts'
import { parseJson } from '../json.ts'
import { configMapKey } from '../names.ts'
import { jsonType } from '../scalars.ts'
import { validateObjectMetaUpdate } from './meta.ts'
import { bytesOf, MOST_BYTES, validateFrozen, validateMetaOf } from './plain-kinds.ts'
import { eachKey, type Errors, fits, IMMUTABLE } from './rules.ts'
import { mistakeInTlsPair } from './tls-pair.ts'

type Data = Readonly<Record<string, string>>

export function validateSecret(secret: Secret): Errors {
  const { data = {}, type = '' } = secret
  const size = Object.values(data).reduce((sum, text) => sum + bytesOf(text), 0)
  return [
    ...validateMetaOf(secret, true),
    ...eachKey('data', data, (_, path, key) => fits(path, key, configMapKey)),
    ...(size > MOST_BYTES ? [tooLong('data', MOST_BYTES)] : []),
    ...(OF_TYPE.get(type)?.(secret, data) ?? []),
  ]
}

const ACCOUNT = 'kubernetes.io/service-account.name'

/** What a Secret of a type must have. */
const OF_TYPE: ReadonlyMap<string, (secret: Secret, data: Data) => Errors> = new Map([
  [
    'kubernetes.io/service-account-token',
    ({ metadata: { annotations = {} } }) =>
      (annotations[ACCOUNT] ?? '') === '' ? [required(`metadata.annotations[${ACCOUNT}]`, '')] : [],
  ],
  ['kubernetes.io/dockercfg', (_, data) => isJsonObject(data, '.dockercfg')],
  ['kubernetes.io/dockerconfigjson', (_, data) => isJsonObject(data, '.dockerconfigjson')],
  [
    'kubernetes.io/basic-auth',
    (_, data) =>
      has(data, 'username') || has(data, 'password')
        ? []
        : [...isThere(data, 'username'), ...isThere(data, 'password')],
  ],
  [
    'kubernetes.io/ssh-auth',
    (_, data) =>
      (data['ssh-privatekey'] ?? '') === '' ? [required('data[ssh-privatekey]', '')] : [],
  ],
  ['kubernetes.io/tls', (_, data) => [...isThere(data, 'tls.crt'), ...isThere(data, 'tls.key')]],
])

function has(data: Data, key: string): boolean {
  return Object.hasOwn(data, key)
}

function isThere(data: Data, key: string): Errors {
  return has(data, key) ? [] : [required(`data[${key}]`, '')]
}

/** Nothing of a Secret is repeated in an error. */
function isJsonObject(data: Data, key: string): Errors {
  const missing = isThere(data, key)
  if (missing.length > 0) return missing
  const parsed = parseJson(textOf(data[key]))
  const why = 'error' in parsed ? parsed.error : mismatch(parsed.value)
  return why === undefined ? [] : [invalidValue(`data[${key}]`, '<secret contents redacted>', why)]
}

function mismatch(value: unknown): string | undefined {
  return typeof value === 'object' && !Array.isArray(value)
    ? undefined
    : `json: cannot unmarshal ${jsonType(value)} into Go value of type map[string]interface {}`
}

function textOf(base64 = ''): string {
  return new TextDecoder('utf-8').decode(fromBase64(base64) ?? new Uint8Array())
}

export function validateSecretUpdate(secret: Secret, before: Secret): Errors {
  return [
    ...validateObjectMetaUpdate(secret.metadata, before.metadata),
    ...(secret.type === before.type ? [] : [invalidValue('type', secret.type ?? '', IMMUTABLE)]),
    ...validateFrozen(secret, before, ['data']),
    ...validateSecret(secret),
  ]
}

/** A certificate and a key that cannot belong together are taken, and warned of. */
export function secretWarnings({ type, data = {} }: Secret): readonly string[] {
  if (type !== 'kubernetes.io/tls') return []
  const mistake = mistakeInTlsPair(textOf(data['tls.crt']), textOf(data['tls.key']))
  return mistake === undefined ? [] : [mistake]
}

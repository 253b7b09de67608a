import { setDefaults } from '../api/defaults.ts'
import { zeroOf } from '../api/empty.ts'
import { type FieldError, invalidValue } from '../api/field-error.ts'
import type {
  BoundObjectReference,
  Node,
  Pod,
  ServiceAccount,
  TokenRequestSpec,
} from '../api/generated/types.ts'
import {
  signatureFrom,
  TOKEN_ISSUER,
  type TokenClaims,
  tokenOf,
} from '../api/service-account-token.ts'
import { timeAt } from '../api/times.ts'
import { newUid, nowMs, nowTime } from './backend.ts'
import { readObject } from './body.ts'
import type { Call, Decision } from './call.ts'
import { inNamespaceOf } from './create.ts'
import { trackCreate } from './managed-fields/track.ts'
import { type ApiObject, objectKey, withMetadata } from './object.ts'
import { existing } from './read.ts'
import { badRequest, conflict, invalid, notFound } from './refusals.ts'

const GROUP = 'authentication.k8s.io'
const KIND = 'TokenRequest'

/** As it is written: what is not bound to anything says so. */
interface TokenRequest extends ApiObject {
  readonly spec: Omit<TokenRequestSpec, 'boundObjectRef'> & {
    readonly boundObjectRef?: BoundObjectReference | null
  }
}

/**
 * POST to …/token of a service account: a token for it, as long-lived and for whom it is asked.
 * Source: registry/core/serviceaccount/storage/token.go.
 */
export function requestToken(call: Call): Decision {
  const expected = { kind: KIND, type: KIND, groupVersion: `${GROUP}/v1` }
  const { object, warnings } = readObject<TokenRequest>(call, expected)
  const asked = placed(call, object)
  const account = existing(call) as ServiceAccount
  const request = withAccount(call, asked, account)
  const errors = lifeErrors(request)
  if (errors.length > 0) throw invalid({ group: GROUP, kind: KIND, name: '' }, errors)
  const claims = claimsOf(call, request, account)
  return {
    code: 201,
    warnings,
    carryOut: () => {
      const { random } = call.backend
      const token = tokenOf({ ...claims, id: newUid(random) }, signatureFrom(random))
      const { expirationSeconds } = request.spec
      const expirationTimestamp = timeAt(nowMs(call.backend) + expirationSeconds * 1000)
      return { ...request, status: { token, expirationTimestamp } }
    },
  }
}

/** The request, filled in, with a note of who asked; name and namespace are those of the path. */
function placed(call: Call, object: TokenRequest): TokenRequest {
  const defaulted = inNamespaceOf(call, setDefaults(object, KIND))
  const { name } = call.route
  const given = (object.metadata as { readonly name?: string }).name ?? ''
  if (given !== '' && given !== name) {
    const why = 'must match the service account name if specified'
    throw invalid({ group: GROUP, kind: KIND, name }, [invalidValue('metadata.name', given, why)])
  }
  const resource = { ...call.resource, group: GROUP, version: 'v1', kind: KIND, type: KIND }
  return trackCreate({ ...call, resource }, defaulted, nothingSaid()) as TokenRequest
}

/** What is written even where nothing was said is not noted as somebody's. */
function nothingSaid(): TokenRequest {
  const nothing = zeroOf({ shape: 'named', name: KIND }) as TokenRequest
  return { ...nothing, spec: { ...nothing.spec, boundObjectRef: {} } }
}

function withAccount(call: Call, asked: TokenRequest, account: ServiceAccount): TokenRequest {
  const { name, uid } = account.metadata
  const given = (asked.metadata as { readonly uid?: string }).uid ?? ''
  if (given !== '' && given !== uid) {
    const why = `the UID in the token request (${given}) does not match the UID of the service account (${uid})`
    throw conflict({ group: GROUP, resource: KIND }, name, why)
  }
  const { audiences, expirationSeconds, boundObjectRef = null } = asked.spec
  const spec = {
    audiences: audiences.length === 0 ? [TOKEN_ISSUER] : audiences,
    expirationSeconds,
    boundObjectRef,
  }
  const creationTimestamp = nowTime(call.backend)
  return { ...withMetadata(asked, { name, uid, creationTimestamp }), spec }
}

/** Source: pkg/apis/authentication/validation. */
function lifeErrors({ spec: { expirationSeconds } }: TokenRequest): readonly FieldError[] {
  const refuse = (why: string) => [invalidValue('spec.expirationSeconds', expirationSeconds, why)]
  if (expirationSeconds < 600) return refuse('may not specify a duration less than 10 minutes')
  const isLong = expirationSeconds > 2 ** 32
  return isLong ? refuse('may not specify a duration larger than 2^32 seconds') : []
}

/** So long the token lives that a Pod mounts by itself: it is used for a year, with a warning. */
const MOUNTED_SECONDS = 3607
const YEAR_SECONDS = 365 * 24 * 60 * 60

function claimsOf(call: Call, { spec }: TokenRequest, account: ServiceAccount): TokenClaims {
  const { name, namespace, uid } = account.metadata
  const { audiences, expirationSeconds: asked } = spec
  const issuedAt = Math.floor(nowMs(call.backend) / 1000)
  const bound = boundTo(call, spec.boundObjectRef ?? null, name)
  const isExtended =
    bound.pod !== undefined &&
    asked === MOUNTED_SECONDS &&
    audiences.every((audience) => audience === TOKEN_ISSUER)
  return {
    audiences,
    issuedAt,
    expiresAt: issuedAt + (isExtended ? YEAR_SECONDS : asked),
    ...(isExtended ? { warnAfter: issuedAt + asked } : {}),
    namespace,
    account: { name, uid },
    ...bound,
  }
}

/** What the token is to end with, as the token names it. */
function boundTo(
  call: Call,
  to: BoundObjectReference | null,
  account: string,
): Pick<TokenClaims, 'node' | 'pod' | 'secret'> {
  if (to === null) return {}
  const { kind = '', apiVersion = '' } = to
  const group = apiVersion.includes('/') ? apiVersion.replace(/\/.*/, '') : ''
  const resource = group === '' ? BINDABLE.get(kind) : undefined
  if (resource === undefined)
    throw badRequest(`cannot bind token to object of type ${gvk(apiVersion)}, Kind=${kind}`)
  const object = found(call, resource, to.name ?? '')
  const pod = resource === 'pods' ? (object as Pod) : undefined
  if (pod !== undefined && pod.spec.serviceAccountName !== account)
    throw badRequest(
      `cannot bind token for serviceaccount "${account}" to pod running with different serviceaccount name.`,
    )
  const { name, uid } = object.metadata
  if ((to.uid ?? '') !== '' && to.uid !== uid) {
    const why = `the UID in the bound object reference (${to.uid ?? ''}) does not match the UID in record. The object might have been deleted and then recreated`
    throw conflict({ group: '', resource: kind }, name, why)
  }
  if (pod === undefined) return { [resource === 'nodes' ? 'node' : 'secret']: { name, uid } }
  return { pod: { name, uid }, ...nodeOf(call, pod) }
}

const BINDABLE: ReadonlyMap<string, string> = new Map([
  ['Pod', 'pods'],
  ['Node', 'nodes'],
  ['Secret', 'secrets'],
])

/** A version as Go writes it with its group. */
function gvk(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion : `/${apiVersion}`
}

function found({ backend, route }: Call, resource: string, name: string): ApiObject {
  if (name === '') throw badRequest('Name parameter required.')
  const namespace = resource === 'nodes' ? '' : route.namespace
  const object = backend.store.get(resource, objectKey(namespace, name))
  if (object === undefined) throw notFound({ group: '', resource }, name)
  return object
}

/** The node of a Pod is named even when it is gone. */
function nodeOf({ backend }: Call, { spec }: Pod): Pick<TokenClaims, 'node'> {
  const name = spec.nodeName ?? ''
  if (name === '') return {}
  const node = backend.store.get('nodes', name) as Node | undefined
  return { node: node === undefined ? { name } : { name, uid: node.metadata.uid } }
}

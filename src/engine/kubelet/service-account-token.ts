import type { Pod } from '../api/generated/types.ts'
import { toBase64 } from '../api/base64.ts'
import type { TokenRequest } from '../volumes/volume-kind.ts'

const ISSUER = 'https://kubernetes.default.svc.cluster.local'

/**
 * A token of the form that the TokenRequest API gives: the claims of the real one, and a signature
 * that nothing in the simulation verifies. Times are seconds since 1970.
 */
export function serviceAccountToken(
  { metadata, spec }: Pod,
  request: TokenRequest,
  of: { readonly issuedAt: number; readonly nodeName: string; readonly signature: string },
): string {
  const account = spec.serviceAccountName ?? 'default'
  const header = { alg: 'RS256', kid: 'glasspod' }
  const claims = {
    aud: [request.audience === '' ? ISSUER : request.audience],
    exp: of.issuedAt + request.expirationSeconds,
    iat: of.issuedAt,
    iss: ISSUER,
    'kubernetes.io': {
      namespace: metadata.namespace,
      node: { name: of.nodeName },
      pod: { name: metadata.name, uid: metadata.uid },
      serviceaccount: { name: account },
    },
    nbf: of.issuedAt,
    sub: `system:serviceaccount:${metadata.namespace}:${account}`,
  }
  return [urlText(JSON.stringify(header)), urlText(JSON.stringify(claims)), of.signature].join('.')
}

function urlText(text: string): string {
  return toBase64(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

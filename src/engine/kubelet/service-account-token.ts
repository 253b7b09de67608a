import { TOKEN_ISSUER, tokenOf } from '../api/service-account-token.ts'
import type { Pod } from '../api/generated/types.ts'
import type { TokenRequest } from '../volumes/volume-kind.ts'

/** The token that a Pod mounts. Times are seconds since 1970. */
export function serviceAccountToken(
  { metadata, spec }: Pod,
  request: TokenRequest,
  of: { readonly issuedAt: number; readonly nodeName: string; readonly signature: string },
): string {
  const { issuedAt, nodeName, signature } = of
  const claims = {
    audiences: [request.audience === '' ? TOKEN_ISSUER : request.audience],
    issuedAt,
    expiresAt: issuedAt + request.expirationSeconds,
    namespace: metadata.namespace,
    account: { name: spec.serviceAccountName ?? 'default' },
    node: { name: nodeName },
    pod: { name: metadata.name, uid: metadata.uid },
  }
  return tokenOf(claims, signature)
}

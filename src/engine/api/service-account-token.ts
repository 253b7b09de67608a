import { base64Url } from './base64.ts'

/** Who issues the tokens of service accounts, and whom they are for unless somebody else is named. */
export const TOKEN_ISSUER = 'https://kubernetes.default.svc.cluster.local'

interface Named {
  readonly name: string
  readonly uid?: string
}

/** What a token says. Times are seconds since 1970. */
export interface TokenClaims {
  readonly audiences: readonly string[]
  readonly issuedAt: number
  readonly expiresAt: number
  /** The time from which its use is noted, where it lives on for longer than was asked for. */
  readonly warnAfter?: number
  readonly id?: string
  readonly namespace: string
  readonly account: Named
  /** What it ends with. */
  readonly pod?: Named
  readonly node?: Named
  readonly secret?: Named
}

/**
 * A token of the form that the TokenRequest API gives: the claims of the real one, and a signature
 * that nothing in the simulation verifies. Source: pkg/serviceaccount/claims.go.
 */
export function tokenOf(claims: TokenClaims, signature: string): string {
  const { audiences, issuedAt, expiresAt, warnAfter, id, namespace, account } = claims
  const { node, pod, secret } = claims
  const header = { alg: 'RS256', kid: 'glasspod' }
  const payload = {
    aud: audiences,
    exp: expiresAt,
    iat: issuedAt,
    iss: TOKEN_ISSUER,
    jti: id,
    'kubernetes.io': {
      namespace,
      node,
      pod,
      secret,
      serviceaccount: account,
      warnafter: warnAfter,
    },
    nbf: issuedAt,
    sub: `system:serviceaccount:${namespace}:${account.name}`,
  }
  return [base64Url(JSON.stringify(header)), base64Url(JSON.stringify(payload)), signature].join(
    '.',
  )
}

/** As long as that of an RSA key of 2048 bits. */
const SIGNATURE_LENGTH = 342
const BASE64_URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Something that looks like a signature. */
export function signatureFrom(random: { text(length: number, alphabet: string): string }): string {
  return random.text(SIGNATURE_LENGTH, BASE64_URL)
}

import type { TokenRequest } from '../volumes/volume-kind.ts'

/** A token is renewed after this part of its life. */
const RENEWED_AFTER = 0.8

/** The tokens of one Pod: each is kept until it is due for renewal. Times are seconds since 1970. */
export class ServiceAccountTokens {
  readonly #tokens = new Map<string, { readonly token: string; readonly issuedAt: number }>()

  of(request: TokenRequest, nowMs: number, issue: (issuedAt: number) => string): string {
    const key = `${request.audience} ${request.expirationSeconds}`
    const now = Math.floor(nowMs / 1000)
    const known = this.#tokens.get(key)
    if (known !== undefined && now - known.issuedAt < request.expirationSeconds * RENEWED_AFTER)
      return known.token
    const token = issue(now)
    this.#tokens.set(key, { token, issuedAt: now })
    return token
  }
}

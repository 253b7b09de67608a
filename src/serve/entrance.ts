import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { forbidden, Refusal, unauthorized } from './refusals.ts'

export interface EntranceOptions {
  /** What everybody has to show; without it, only this machine's own clients are let in. */
  readonly token: string | undefined
}

/** Refuses who may not ask at all. */
export function demandEntrance(headers: IncomingHttpHeaders, { token }: EntranceOptions): void {
  if (token !== undefined) {
    if (!isSame(headers.authorization ?? '', `Bearer ${token}`)) throw new Refusal(unauthorized())
    return
  }
  // A page from elsewhere, in this machine's browser, must not reach the cluster: it would come
  // under a foreign name (a name server may say anything) or with its own origin.
  const { host, origin } = headers
  if (host !== undefined && !isLoopback(host)) refuse(`host "${host}" is not this machine`)
  if (origin !== undefined && !isLoopback(origin.replace(/^[a-z]+:\/\//, '')))
    refuse(`origin "${origin}" is not this machine`)
}

export function isLoopback(host: string): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i.test(host)
}

function refuse(why: string): never {
  throw new Refusal(forbidden(why))
}

/** Without telling by its duration how much of it is right. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}

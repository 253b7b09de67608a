import { base64Url, fromBase64 } from '../api/base64.ts'
import { badRequest } from './refusals.ts'

/** Where the next page of a list begins, and in which state of the store. */
export interface Continue {
  readonly revision: number
  readonly after: string
}

/** The token as the real server writes it: JSON in base64 for URLs. */
export function writeContinue({ revision, after }: Continue): string {
  const json = JSON.stringify({ v: 'meta.k8s.io/v1', rv: revision, start: `${after}\u0000` })
  return base64Url(json)
}

export function readContinue(token: string): Continue {
  const wrong = badRequest('continue key is not valid: illegal base64 data')
  const bytes = fromBase64(token)
  if (bytes === undefined) throw wrong
  try {
    const { rv, start } = JSON.parse(new TextDecoder('utf-8').decode(bytes)) as {
      readonly rv?: unknown
      readonly start?: unknown
    }
    if (typeof rv !== 'number' || typeof start !== 'string') throw wrong
    return { revision: rv, after: start.replace(/\0$/, '') }
  } catch {
    throw wrong
  }
}

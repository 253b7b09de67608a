import { headerHas, headerOf, type RequestHead, type ResponseHead } from './message.ts'

/** How long the body of a message is: RFC 9112, section 6. */
export type Framing =
  | { readonly kind: 'none' }
  | { readonly kind: 'length'; readonly length: number }
  | { readonly kind: 'chunked' }
  | { readonly kind: 'until the end' }

export function framingOfRequest(head: RequestHead): Framing {
  if (headerHas(head.headers, 'Transfer-Encoding', 'chunked')) return { kind: 'chunked' }
  const length = contentLength(head)
  return length === undefined ? { kind: 'none' } : { kind: 'length', length }
}

export function framingOfResponse(head: ResponseHead, method: string): Framing {
  const { status } = head
  if (method === 'HEAD' || status < 200 || status === 204 || status === 304) return { kind: 'none' }
  if (headerHas(head.headers, 'Transfer-Encoding', 'chunked')) return { kind: 'chunked' }
  const length = contentLength(head)
  return length === undefined ? { kind: 'until the end' } : { kind: 'length', length }
}

function contentLength(head: RequestHead | ResponseHead): number | undefined {
  const value = headerOf(head.headers, 'Content-Length')
  return value !== undefined && /^[0-9]{1,15}$/.test(value) ? Number(value) : undefined
}

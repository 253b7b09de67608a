/** An answer of Redis. */
export type Reply =
  | { readonly kind: 'status'; readonly text: string }
  | { readonly kind: 'error'; readonly text: string }
  | { readonly kind: 'integer'; readonly value: number }
  | { readonly kind: 'text'; readonly text: string | null }
  | { readonly kind: 'list'; readonly items: readonly Reply[] }

export const OK: Reply = { kind: 'status', text: 'OK' }
export const NIL: Reply = { kind: 'text', text: null }

export function text(value: string): Reply {
  return { kind: 'text', text: value }
}

export function integer(value: number): Reply {
  return { kind: 'integer', value }
}

export function list(values: readonly string[]): Reply {
  return { kind: 'list', items: values.map(text) }
}

export function error(message: string): Reply {
  return { kind: 'error', text: message }
}

const encoder = new TextEncoder()

/** RESP2. */
export function encodeReply(reply: Reply): string {
  switch (reply.kind) {
    case 'status':
      return `+${reply.text}\r\n`
    case 'error':
      return `-${reply.text}\r\n`
    case 'integer':
      return `:${reply.value}\r\n`
    case 'text':
      return reply.text === null
        ? '$-1\r\n'
        : `$${encoder.encode(reply.text).length}\r\n${reply.text}\r\n`
    case 'list':
      return `*${reply.items.length}\r\n${reply.items.map(encodeReply).join('')}`
  }
}

export function encodeCommand(words: readonly string[]): string {
  return encodeReply(list(words))
}

/** What has arrived, taken apart; undefined as long as it is not whole. */
export interface Parsed<T> {
  readonly value: T
  readonly rest: string
}

/** A command: a list of texts, or words on a line as telnet would send them. */
export function parseCommand(input: string): Parsed<readonly string[]> | undefined {
  if (!input.startsWith('*')) {
    const end = input.indexOf('\n')
    if (end < 0) return undefined
    const line = input.slice(0, end).trim()
    return { value: line === '' ? [] : line.split(/\s+/), rest: input.slice(end + 1) }
  }
  const parsed = parseReply(input)
  if (parsed?.value.kind !== 'list') return undefined
  const words = parsed.value.items.map((it) => (it.kind === 'text' ? (it.text ?? '') : ''))
  return { value: words, rest: parsed.rest }
}

export function parseReply(input: string): Parsed<Reply> | undefined {
  const end = input.indexOf('\r\n')
  if (end < 0) return undefined
  const [mark, head, rest] = [input.charAt(0), input.slice(1, end), input.slice(end + 2)]
  switch (mark) {
    case '+':
      return { value: { kind: 'status', text: head }, rest }
    case '-':
      return { value: error(head), rest }
    case ':':
      return { value: integer(Number(head)), rest }
    case '$':
      return textOf(Number(head), rest)
    case '*':
      return listOf(Number(head), rest)
    default:
      return undefined
  }
}

function textOf(length: number, input: string): Parsed<Reply> | undefined {
  if (length < 0) return { value: NIL, rest: input }
  const bytes = encoder.encode(input)
  if (bytes.length < length + 2) return undefined
  const decoder = new TextDecoder()
  const value = text(decoder.decode(bytes.subarray(0, length)))
  return { value, rest: decoder.decode(bytes.subarray(length + 2)) }
}

function listOf(count: number, input: string): Parsed<Reply> | undefined {
  const items: Reply[] = []
  let rest = input
  for (let at = 0; at < count; at++) {
    const item = parseReply(rest)
    if (item === undefined) return undefined
    items.push(item.value)
    rest = item.rest
  }
  return { value: { kind: 'list', items }, rest }
}

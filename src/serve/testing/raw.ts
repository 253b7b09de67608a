import { connect, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import type { TestServing } from './serving.ts'

/** A client that says whatever it likes. */
export interface RawClient {
  readonly socket: Socket
  /** All that was answered, until the answer holds that. */
  hears(words: string): Promise<string>
  /** All that was answered, once the server has hung up. */
  readonly closed: Promise<string>
}

export function dial({ port }: TestServing, said = '', address = '127.0.0.1'): RawClient {
  const socket = connect({ port, host: address, allowHalfOpen: true })
  let heard = ''
  const news = new Set<() => void>()
  const tell = () => {
    for (const hear of news) hear()
  }
  socket.setEncoding('latin1').on('data', (text: string) => {
    heard += text
    tell()
  })
  socket.on('error', () => undefined)
  const closed = new Promise<string>((done) => {
    const finish = () => {
      tell()
      done(heard)
    }
    socket.on('end', finish)
    socket.on('close', finish)
  })
  if (said !== '') socket.write(said, 'latin1')
  onTestFinished(() => {
    socket.destroy()
  })
  return {
    socket,
    closed,
    hears: (words) =>
      new Promise((done, fail) => {
        let searched = 0
        const hear = () => {
          const isThere = heard.includes(words, searched)
          searched = Math.max(0, heard.length - words.length)
          if (isThere) done(heard)
          else if (socket.destroyed) fail(new Error(`hung up after: ${heard}`))
          else return
          news.delete(hear)
        }
        news.add(hear)
        hear()
      }),
  }
}

/** A request as text; the headers that every request has are added. */
export function request(line: string, headers: Record<string, string> = {}, body = ''): string {
  const all = { host: 'localhost', ...headers }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return `${line} HTTP/1.1\r\n${lines.join('')}\r\n${body}`
}

/** The bodies of answers that came one after the other, each with its length or in chunks. */
export function bodiesIn(answers: string): readonly string[] {
  const bodies: string[] = []
  let rest = answers
  while (rest !== '') {
    const end = rest.indexOf('\r\n\r\n') + 4
    const head = rest.slice(0, end)
    const [, length = 0] = /content-length: (\d+)/i.exec(head) ?? []
    const isChunked = /transfer-encoding: chunked/i.test(head)
    const [body, used] = isChunked
      ? chunksAt(rest, end)
      : [rest.slice(end, end + Number(length)), end + Number(length)]
    bodies.push(body)
    rest = rest.slice(used)
  }
  return bodies
}

/** The chunks that begin there, put together, and where they end. */
function chunksAt(text: string, start: number): readonly [body: string, end: number] {
  let body = ''
  for (let at = start; ;) {
    const line = text.indexOf('\r\n', at)
    const length = line < 0 ? 0 : parseInt(text.slice(at, line), 16)
    if (length === 0) return [body, line < 0 ? text.length : line + 4]
    body += text.slice(line + 2, line + 2 + length)
    at = line + 2 + length + 2
  }
}

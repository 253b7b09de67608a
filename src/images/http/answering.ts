import { type Process, read, type Run, write } from '#engine'

/** For tests: what the server of the recordings answers to which path. */
export const ANSWERS: Readonly<Record<string, string>> = {
  '/len': 'HTTP/1.1 200 OK\r\nContent-Length: 6\r\nContent-Type: text/plain\r\n\r\nhello\n',
  '/chunked':
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1\r\n\n\r\n0\r\n\r\n',
  '/close': 'HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nuntil close\n',
  '/short': 'HTTP/1.1 200 OK\r\nContent-Length: 60\r\n\r\nhello\n',
  '/redir': 'HTTP/1.1 302 Found\r\nLocation: /len\r\nContent-Length: 0\r\n\r\n',
  '/loop': 'HTTP/1.1 301 Moved Permanently\r\nLocation: /loop\r\nContent-Length: 0\r\n\r\n',
  '/404': 'HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\n\r\nnope\n',
  '/500': 'HTTP/1.1 500 Internal Server Error\r\nContent-Length: 5\r\n\r\noops\n',
  '/empty': '',
  '/204': 'HTTP/1.1 204 No Content\r\n\r\n',
  '/bad': 'garbage that is no http\n',
}

/** For tests: the server of the recordings, on 127.0.0.1:8099. Fixed answers, an echo, and one who never answers. */
export function* answering(process: Process): Run {
  const listening = process.sockets.socket('inet', 'stream')
  process.sockets.bind(listening, { family: 'inet', address: '127.0.0.1', port: 8099 })
  process.sockets.listen(listening, 20)
  for (;;) {
    const fd = process.sockets.tryAccept(listening)
    if (fd === 'again') yield { do: 'wait', for: [{ fd: listening, for: 'read' }] }
    else {
      process.fork((child) => converse(child, fd))
      process.close(fd)
    }
  }
}

function* converse(process: Process, fd: number): Run {
  let heard = ''
  for (;;) {
    const bytes = yield* read(process, fd)
    if (bytes.length === 0) return 0
    heard += new TextDecoder().decode(bytes)
    const [head = '', ...rest] = heard.split('\r\n\r\n')
    const length = Number(/^Content-Length: (\d+)$/im.exec(head)?.[1] ?? 0)
    const body = rest.join('\r\n\r\n')
    if (rest.length === 0 || body.length < length) continue
    heard = ''
    const [method = '', path = ''] = head.split(' ')
    if (path === '/slow') continue
    const echo = `${head}\r\n\r\n${body}`
    const answer =
      path === '/echo'
        ? `HTTP/1.1 200 OK\r\nContent-Length: ${echo.length}\r\n\r\n${echo}`
        : (ANSWERS[path] ?? '')
    yield* write(
      process,
      fd,
      method === 'HEAD' ? `${answer.split('\r\n\r\n')[0] ?? ''}\r\n\r\n` : answer,
    )
    if (['/close', '/short', '/empty', '/bad'].includes(path)) return 0
  }
}

import { type Errno, messageOf } from '#engine'

const LIBRARY = '/usr/local/lib/python2.7'
const TORNADO = `${LIBRARY}/site-packages/tornado`

const ERRNO_NUMBERS: Partial<Record<Errno, number>> = {
  EACCES: 13,
  EMFILE: 24,
  EAFNOSUPPORT: 97,
  EADDRINUSE: 98,
  EADDRNOTAVAIL: 99,
}

type Frame = readonly [file: string, line: number, within: string, source: string]

const LISTENING: readonly Frame[] = [
  ['./simpleservice.py', 141, '<module>', "app.listen(PORT, address='0.0.0.0')"],
  [`${TORNADO}/web.py`, 1825, 'listen', 'server.listen(port, address)'],
  [`${TORNADO}/tcpserver.py`, 126, 'listen', 'sockets = bind_sockets(port, address=address)'],
]

/** What Python prints when the socket cannot be bound. */
export function bindTraceback(errno: Errno): string {
  const last: readonly Frame[] = [
    [`${TORNADO}/netutil.py`, 196, 'bind_sockets', 'sock.bind(sockaddr)'],
    [`${LIBRARY}/socket.py`, 228, 'meth', 'return getattr(self._sock,name)(*args)'],
  ]
  const number = ERRNO_NUMBERS[errno] ?? 0
  return traceback([...LISTENING, ...last], `socket.error: [Errno ${number}] ${messageOf(errno)}`)
}

/** PORT0 is no number. */
export function portTraceback(): string {
  const last: Frame = [`${TORNADO}/netutil.py`, 155, 'bind_sockets', '0, flags)):']
  return traceback(
    [...LISTENING, last],
    'socket.gaierror: [Errno -8] Servname not supported for ai_socktype',
  )
}

/** SIGINT while it waits for connections. */
export function interruptTraceback(): string {
  return traceback(
    [
      ['./simpleservice.py', 143, '<module>', 'tornado.ioloop.IOLoop.current().start()'],
      [`${TORNADO}/ioloop.py`, 858, 'start', 'event_pairs = self._impl.poll(poll_timeout)'],
    ],
    'KeyboardInterrupt',
  )
}

function traceback(frames: readonly Frame[], error: string): string {
  const lines = frames.map(
    ([file, line, within, source]) =>
      `  File "${file}", line ${line}, in ${within}\n    ${source}\n`,
  )
  return `Traceback (most recent call last):\n${lines.join('')}${error}\n`
}

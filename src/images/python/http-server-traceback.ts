import { type Errno, messageOf } from '#engine'

const LIBRARY = '/usr/local/lib/python3.11'

const NUMBERS: Partial<Record<Errno, number>> = { EACCES: 13, EADDRINUSE: 98, EADDRNOTAVAIL: 99 }

/** What Python 3.11 prints when http.server cannot have its port. */
export function bindTraceback(errno: Errno): string {
  const kind = errno === 'EACCES' ? 'PermissionError' : 'OSError'
  return `Traceback (most recent call last):
  File "<frozen runpy>", line 198, in _run_module_as_main
  File "<frozen runpy>", line 88, in _run_code
  File "${LIBRARY}/http/server.py", line 1309, in <module>
    test(
  File "${LIBRARY}/http/server.py", line 1256, in test
    with ServerClass(addr, HandlerClass) as httpd:
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  File "${LIBRARY}/socketserver.py", line 456, in __init__
    self.server_bind()
  File "${LIBRARY}/http/server.py", line 1303, in server_bind
    return super().server_bind()
           ^^^^^^^^^^^^^^^^^^^^^
  File "${LIBRARY}/http/server.py", line 136, in server_bind
    socketserver.TCPServer.server_bind(self)
  File "${LIBRARY}/socketserver.py", line 472, in server_bind
    self.socket.bind(self.server_address)
${kind}: [Errno ${NUMBERS[errno] ?? 0}] ${messageOf(errno)}
`
}

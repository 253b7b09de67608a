import { type ImageFile, type Process, readAll, type Run, write } from '#engine'
import { describe, expect, test } from 'vitest'
import { lab, type Lab } from '../http/test-support.ts'
import { ConfigError, parseConfig } from './config-syntax.ts'
import { chooseLocation } from './choose-location.ts'
import { interpret } from './interpret.ts'
import { nginxFiles } from './image.ts'
import { createNginx } from './nginx.ts'
import { rangeOf } from './static-file.ts'
import { parseUri } from './uri.ts'

const BUILD = { version: '1.22.1', compiler: 'gcc 12.2.0 (Debian 12.2.0-14)' }
const PASSWD = { '/etc/passwd': { text: 'root:x:0:0::/root:\nnginx:x:101:101::/nonexistent:\n' } }
const NOW = 'Thu, 01 Jan 2026 00:00:00 GMT'
const BUILT = 'Mon, 03 Nov 2025 09:00:00 GMT'

function place(files: Readonly<Record<string, ImageFile>> = {}): Lab {
  return lab({ ...Object.fromEntries(nginxFiles(BUILD)), ...PASSWD, ...files })
}

function serving(files: Readonly<Record<string, ImageFile>> = {}) {
  const at = place(files)
  const argv = ['nginx', '-g', 'daemon off;']
  const server = at.start(createNginx(BUILD), { argv })
  at.clock.advanceBy(100)
  const ask = (text: string): string => at.run(asking(text)).stdout
  return { at, server, ask, get: (path: string) => ask(request('GET', path)) }
}

function request(method: string, path: string, headers = ''): string {
  return `${method} ${path} HTTP/1.1\r\nHost: localhost\r\n${headers}\r\n`
}

function asking(text: string) {
  return function* (process: Process): Run {
    const fd = process.sockets.socket('inet', 'stream')
    process.sockets.connect(fd, { family: 'inet', address: '127.0.0.1', port: 80 })
    yield { do: 'wait', for: [{ fd, for: 'write' }] }
    process.sockets.checkConnected(fd)
    yield* write(process, fd, text)
    process.sockets.shutdown(fd, 'write')
    yield* write(process, 1, yield* readAll(process, fd))
    return 0
  }
}

function page(title: string): string {
  return (
    `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n` +
    `<center><h1>${title}</h1></center>\r\n<hr><center>nginx/1.22.1</center>\r\n</body>\r\n</html>\r\n`
  )
}

describe('answers, as nginx 1.22.1 gave them', () => {
  const HEAD =
    `HTTP/1.1 200 OK\r\nServer: nginx/1.22.1\r\nDate: ${NOW}\r\nContent-Type: text/html\r\n` +
    `Content-Length: 615\r\nLast-Modified: ${BUILT}\r\nConnection: keep-alive\r\n` +
    'ETag: "69086f10-267"\r\nAccept-Ranges: bytes\r\n\r\n'

  test('the page that greets', () => {
    const answer = serving().get('/')
    expect(answer.slice(0, HEAD.length)).toBe(HEAD)
    expect(answer.length - HEAD.length).toBe(615)
  })

  test.each([
    { method: 'HEAD', path: '/', answer: HEAD },
    {
      method: 'GET',
      path: '/nope',
      answer: error({ title: '404 Not Found', length: 153 }),
    },
    {
      method: 'GET',
      path: '/empty/',
      answer: error({ title: '403 Forbidden', length: 153 }),
    },
    {
      method: 'DELETE',
      path: '/',
      answer: error({ title: '405 Not Allowed', length: 157 }),
    },
    {
      method: 'GET',
      path: '/empty',
      answer: error({
        title: '301 Moved Permanently',
        length: 169,
        location: 'Location: http://localhost/empty/\r\n',
      }),
    },
  ])('$method $path', ({ method, path, answer }) => {
    const { ask } = serving({ '/usr/share/nginx/html/empty': { directory: true } })
    expect(ask(request(method, path))).toBe(answer)
  })

  test('a part of a file, and one that is known already', () => {
    const { ask } = serving()
    expect(ask(request('GET', '/', 'Range: bytes=0-9\r\n'))).toBe(
      `HTTP/1.1 206 Partial Content\r\nServer: nginx/1.22.1\r\nDate: ${NOW}\r\n` +
        `Content-Type: text/html\r\nContent-Length: 10\r\nLast-Modified: ${BUILT}\r\n` +
        'Connection: keep-alive\r\nETag: "69086f10-267"\r\nContent-Range: bytes 0-9/615\r\n\r\n' +
        '<!DOCTYPE ',
    )
    expect(ask(request('GET', '/', `If-Modified-Since: ${BUILT}\r\n`))).toBe(
      `HTTP/1.1 304 Not Modified\r\nServer: nginx/1.22.1\r\nDate: ${NOW}\r\n` +
        `Last-Modified: ${BUILT}\r\nConnection: keep-alive\r\nETag: "69086f10-267"\r\n\r\n`,
    )
  })

  test('what is no request is answered with 400 and nothing more', () => {
    expect(serving().ask('GARBAGE\r\n\r\n').split('\r\n')[0]).toBe('HTTP/1.1 400 Bad Request')
  })

  function error(how: {
    readonly title: string
    readonly length: number
    readonly location?: string
  }): string {
    const { title, length, location = '' } = how
    return (
      `HTTP/1.1 ${title}\r\nServer: nginx/1.22.1\r\nDate: ${NOW}\r\nContent-Type: text/html\r\n` +
      `Content-Length: ${length}\r\n${location}Connection: keep-alive\r\n\r\n${page(title)}`
    )
  }
})

describe('the logs', () => {
  test('of a start, of requests and of an orderly end', () => {
    const { at, server, get } = serving()
    get('/')
    get('/nope')
    server.signal('QUIT')
    at.clock.advanceBy(100)
    expect(server.stdout()).toBe(
      '127.0.0.1 - - [01/Jan/2026:00:00:00 +0000] "GET / HTTP/1.1" 200 615 "-" "-" "-"\n' +
        '127.0.0.1 - - [01/Jan/2026:00:00:00 +0000] "GET /nope HTTP/1.1" 404 153 "-" "-" "-"\n',
    )
    const lines = server.stderr().split('\n').slice(0, -1)
    const worker = String.raw`(?:3|4|5|6)`
    const shapes = [
      String.raw`2#2: using the "epoll" event method`,
      String.raw`2#2: nginx/1\.22\.1`,
      String.raw`2#2: built by gcc 12\.2\.0 \(Debian 12\.2\.0-14\)`,
      String.raw`2#2: OS: Linux 6\.12\.48\+deb13-amd64`,
      String.raw`2#2: getrlimit\(RLIMIT_NOFILE\): 1048576:1048576`,
      String.raw`2#2: start worker processes`,
      ...[3, 4, 5, 6].map((pid) => `2#2: start worker process ${pid}`),
      String.raw`${worker}#${worker}: \*\d open\(\) "/usr/share/nginx/html/nope" failed \(2: No such file or directory\), client: 127\.0\.0\.1, server: localhost, request: "GET /nope HTTP/1\.1", host: "localhost"`,
      String.raw`2#2: signal 3 \(SIGQUIT\) received, shutting down`,
    ]
    for (const [index, shape] of shapes.entries())
      expect(lines[index]).toMatch(
        new RegExp(String.raw`^2026/01/01 00:00:00 \[(notice|error)\] ${shape}$`),
      )
    expect(
      lines
        .slice(shapes.length)
        .map((line) => line.replace(/^.*\[notice\] /, '').replace(/\b[3-6]\b/g, 'N'))
        .toSorted(),
    ).toEqual([
      '2#2: exit',
      ...Array<string>(4).fill('2#2: signal 17 (SIGCHLD) received from N'),
      ...Array<string>(4).fill('2#2: worker process N exited with code 0'),
      ...Array<string>(4).fill('N#N: exit'),
      ...Array<string>(4).fill('N#N: exiting'),
      ...Array<string>(4).fill('N#N: gracefully shutting down'),
    ])
    expect(server.code()).toBe(0)
  })

  test('an address in use is tried five times, half a second apart', () => {
    const { at } = serving()
    const second = at.run(createNginx(BUILD), { argv: ['nginx', '-g', 'daemon off;'] })
    const lines = second.stderr.split('\n').slice(0, -1)
    const refused = 'bind() to 0.0.0.0:80 failed (98: Address already in use)'
    expect(lines.map((line) => line.replace(/^2026\S+ \S+ (\S+) \d+#\d+:/, 'LOG $1'))).toEqual([
      ...Array.from({ length: 5 }, () => [
        `LOG [emerg] ${refused}`,
        `nginx: [emerg] ${refused}`,
        'LOG [notice] try again to bind() after 500ms',
      ]).flat(),
      'LOG [emerg] still could not bind()',
      'nginx: [emerg] still could not bind()',
    ])
    expect(second.code).toBe(1)
    expect(Math.floor(at.clock.now / 1000)).toBe(2)
  })
})

describe('a configuration', () => {
  const conf = (text: string) => ({ '/etc/nginx/conf.d/default.conf': { text } })

  test.each([
    { path: '/said', status: '201 Created', body: 'hello /said' },
    { path: '/there', status: '302 Moved Temporarily', body: page('302 Found') },
    { path: '/exact', status: '200 OK', body: 'exact' },
    { path: '/exact/more', status: '404 Not Found', body: page('404 Not Found') },
    { path: '/a.TXT', status: '200 OK', body: 'pattern' },
    { path: '/secret/x', status: '403 Forbidden', body: page('403 Forbidden') },
    { path: '/app/anything', status: '200 OK', body: 'the app' },
    { path: '/files/one.txt', status: '200 OK', body: 'one' },
  ])('$path: $status', ({ path, status, body }) => {
    const { get } = serving({
      ...conf(`server {
        listen 80 default_server;
        root /srv;
        location /said { return 201 "hello $uri"; }
        location /there { return 302 /said; }
        location = /exact { return 200 exact; }
        location ~* \\.txt$ { return 200 'pattern'; }
        location /secret/ { deny all; }
        location /app/ { try_files $uri /index.html; }
        location ^~ /files/ { alias /data/; }
      }`),
      '/srv/index.html': { text: 'the app' },
      '/data/one.txt': { text: 'one' },
    })
    const answer = get(path)
    const [head = '', ...rest] = answer.split('\r\n\r\n')
    expect([head.split('\r\n')[0], rest.join('\r\n\r\n')]).toEqual([`HTTP/1.1 ${status}`, body])
  })

  test('passes on to another server, with headers, and says 502 when that is not there', () => {
    const { at, get, server } = serving(
      conf(`server {
        listen 80;
        location /api/ { proxy_pass http://127.0.0.1:8080/; proxy_set_header X-Real-IP $remote_addr; }
        location /gone/ { proxy_pass http://127.0.0.1:9; }
        error_page 502 /sorry;
        location = /sorry { return 200 "sorry\\n"; }
      }`),
    )
    at.start(function* (process): Run {
      const listening = process.sockets.socket('inet', 'stream')
      process.sockets.bind(listening, { family: 'inet', address: '127.0.0.1', port: 8080 })
      process.sockets.listen(listening, 5)
      yield { do: 'wait', for: [{ fd: listening, for: 'read' }] }
      const fd = process.sockets.tryAccept(listening)
      if (fd === 'again') return 1
      yield { do: 'wait', for: [{ fd, for: 'read' }] }
      const heard = process.tryRead(fd, 4096)
      yield* write(process, fd, 'HTTP/1.0 200 OK\r\nServer: other\r\nX-App: yes\r\n\r\n')
      yield* write(process, fd, heard === 'again' ? '' : heard)
      return 0
    })
    at.clock.advanceBy(10)
    const heard =
      'GET /x?y=1 HTTP/1.0\r\nHost: 127.0.0.1:8080\r\nConnection: close\r\n' +
      'X-Real-IP: 127.0.0.1\r\n\r\n'
    expect(get('/api/x?y=1')).toBe(
      `HTTP/1.1 200 OK\r\nServer: nginx/1.22.1\r\nDate: ${NOW}\r\n` +
        `Transfer-Encoding: chunked\r\nConnection: keep-alive\r\nX-App: yes\r\n\r\n` +
        `${heard.length.toString(16)}\r\n${heard}\r\n0\r\n\r\n`,
    )
    const [head = '', body] = get('/gone/x').split('\r\n\r\n')
    expect([head.split('\r\n')[0], body]).toEqual(['HTTP/1.1 502 Bad Gateway', 'sorry\n'])
    expect(server.stderr()).toContain(
      'connect() failed (111: Connection refused) while connecting to upstream, ' +
        'client: 127.0.0.1, server: , request: "GET /gone/x HTTP/1.1", ' +
        'upstream: "http://127.0.0.1:9/gone/x", host: "localhost"',
    )
  })

  test.each([
    ['server { lissten 80; }', 'unknown directive "lissten" in FILE:1'],
    ['server {\n listen 80;\n', 'unexpected end of file, expecting "}" in FILE:3'],
    ['server { listen 80 }', 'directive "listen" is not terminated by ";" in FILE:1'],
    ['listen 80;', '"listen" directive is not allowed here in FILE:1'],
    ['server { listen 99999; }', 'invalid port in "99999" of the "listen" directive in FILE:1'],
    ['}', 'unexpected "}" in FILE:1'],
    ['server { root; }', 'invalid number of arguments in "root" directive in FILE:1'],
    [
      'server { location / { proxy_pass http://nobody; } }',
      'host not found in upstream "nobody" in FILE:1',
    ],
  ])('%j: %s', (text, message) => {
    const { stderr, code } = place(conf(text)).run(createNginx(BUILD), { argv: ['nginx', '-t'] })
    const said = message.replace('FILE', '/etc/nginx/conf.d/default.conf')
    expect(stderr.split('\n')).toEqual([
      expect.stringMatching(/^2026\/01\/01 00:00:\d\d \[emerg\] 2#2: /),
      `nginx: [emerg] ${said}`,
      'nginx: configuration file /etc/nginx/nginx.conf test failed',
      '',
    ])
    expect(code).toBe(1)
  })

  test('that is good is said to be so', () => {
    expect(place().run(createNginx(BUILD), { argv: ['nginx', '-t'] })).toEqual({
      stdout: '',
      stderr:
        'nginx: the configuration file /etc/nginx/nginx.conf syntax is ok\n' +
        'nginx: configuration file /etc/nginx/nginx.conf test is successful\n',
      code: 0,
    })
  })

  test('is read again at a SIGHUP: new workers take over', () => {
    const { at, server, get } = serving(conf('server { listen 80; return 200 old; }'))
    expect(get('/').split('\r\n\r\n')[1]).toBe('old')
    const path = '/etc/nginx/conf.d/default.conf'
    const file = at.kernel.mounts.view().open(path, { write: true, truncate: true })
    file.tryWrite(new TextEncoder().encode('server { listen 80; return 200 new; }'))
    file.close()
    server.signal('HUP')
    at.clock.advanceBy(100)
    expect(get('/').split('\r\n\r\n')[1]).toBe('new')
  })
})

test('a worker that is killed is replaced', () => {
  const { at, server, get } = serving()
  at.kernel.signal(3, 'KILL')
  at.clock.advanceBy(100)
  expect(server.stderr()).toContain('[alert] 2#2: worker process 3 exited on signal 9')
  expect(get('/').startsWith('HTTP/1.1 200 OK')).toBe(true)
})

test.each([
  ['/a/b', { path: '/a/b', query: '', raw: '/a/b' }],
  ['/a//b/../c?x=1', { path: '/a/c', query: '?x=1', raw: '/a//b/../c?x=1' }],
  ['/%41%20b/', { path: '/A b/', query: '', raw: '/%41%20b/' }],
  ['/..', undefined],
  ['/%zz', undefined],
  ['nowhere', undefined],
  ['http://host/x', { path: '/x', query: '', raw: '/x' }],
])('%s asks for %o', (target, uri) => {
  expect(parseUri(target)).toEqual(uri)
})

test.each([
  ['bytes=0-9', { from: 0, to: 9 }],
  ['bytes=90-', { from: 90, to: 99 }],
  ['bytes=-10', { from: 90, to: 99 }],
  ['bytes=50-500', { from: 50, to: 99 }],
  ['bytes=100-', 'unsatisfiable'],
  ['bytes=-', undefined],
  ['lines=1-2', undefined],
])('%s of a hundred bytes', (header, range) => {
  expect(rangeOf(header, 100)).toEqual(range)
})

test('the most exact location is chosen', () => {
  const { servers } = interpret(
    parseConfig(
      `http { server {
        location / { return 200 root; }
        location /a { return 200 a; }
        location /a/b { return 200 ab; }
        location = /a { return 200 exact; }
        location ~ \\.php$ { return 200 php; }
        location ^~ /static/ { return 200 static; }
      } }`,
      'x',
    ),
  )
  const chosen = ['/', '/a', '/ax', '/a/b/c', '/a/x.php', '/static/x.php'].map(
    (path) => chooseLocation(servers[0]?.locations ?? [], path)?.settings.returns?.text,
  )
  expect(chosen).toEqual(['root', 'exact', 'a', 'ab', 'php', 'static'])
})

test('words, quotes, comments and variables in braces', () => {
  const [directive] = parseConfig(`a 'b c' "d\\"e" f\\ g \${x}y # no\n z;`, 'x')
  expect(directive?.args).toEqual(['b c', 'd"e', 'f\\ g', '${x}y', 'z'])
  expect(() => parseConfig(`a "b;`, 'x')).toThrow(ConfigError)
})

import { type ImageFile, type RuntimeBench, runtimeBench } from '#engine'
import { expect, test } from 'vitest'
import { curlImage } from '../curl/image.ts'
import { httpdImage } from './image.ts'

function started(files: Readonly<Record<string, string>> = {}) {
  const texts = Object.entries(files).map(([path, text]): [string, ImageFile] => [path, { text }])
  const image = { ...httpdImage, files: new Map([...httpdImage.files, ...texts]) }
  const it = runtimeBench([image, curlImage])
  const sandbox = it.sandbox()
  const id = it.run({ sandbox, name: 'httpd', image: 'httpd:2.4' })
  const client = it.run({
    sandbox,
    name: 'client',
    image: 'curlimages/curl',
    command: ['sleep', '9999'],
  })
  it.clock.advanceBy(1000)
  const curl = (...args: readonly string[]): string =>
    it.exec(client, ['curl', '-s', ...args]).stdout
  return { it, id, sandbox, curl }
}

/** What it has said, times and ports left out. */
function logOf(it: RuntimeBench, id: string): readonly string[] {
  return it.logOf(id).map((line) =>
    line
      .replace(/\[\w{3} \w{3} \d\d [0-9:.]+ \d{4}\]|\[\d\d\/\w{3}[^\]]*\]/, '[TIME]')
      .replace(/:\d+\] AH/, ':PORT] AH')
      .replace(/using [0-9.]+\./, 'using IP.'),
  )
}

const FIRST_LINES = [
  "stderr AH00558: httpd: Could not reliably determine the server's fully qualified domain name, using IP. Set the 'ServerName' directive globally to suppress this message",
  "stderr AH00558: httpd: Could not reliably determine the server's fully qualified domain name, using IP. Set the 'ServerName' directive globally to suppress this message",
  'stderr [TIME] [mpm_event:notice] [pid 1:tid 1] AH00489: Apache/2.4.62 (Unix) configured -- resuming normal operations',
  "stderr [TIME] [core:notice] [pid 1:tid 1] AH00094: Command line: 'httpd -D FOREGROUND'",
]

test('it works, logs what it was asked in the common format, and stops gracefully', () => {
  const { it, id, curl } = started()
  expect(curl('-i', '127.0.0.1').replace(/(Date|Last-Modified|ETag): .*\r\n/g, '')).toBe(
    'HTTP/1.1 200 OK\r\nServer: Apache/2.4.62 (Unix)\r\nAccept-Ranges: bytes\r\n' +
      'Content-Length: 45\r\nContent-Type: text/html\r\n\r\n' +
      '<html><body><h1>It works!</h1></body></html>\n',
  )
  curl('127.0.0.1/nothing?x=1')
  const titles =
    'for it in 1 3 4 5; do stat -c %U /proc/$it; tr "\\0" " " < /proc/$it/cmdline; echo; done'
  expect(it.exec(id, ['sh', '-c', titles]).stdout).toBe(
    ['root', 'www-data', 'www-data', 'www-data']
      .map((user) => `${user}\nhttpd -DFOREGROUND \n`)
      .join(''),
  )
  it.ask('stopContainer', { container: id, graceSeconds: 30 })
  expect(logOf(it, id)).toEqual([
    ...FIRST_LINES,
    'stdout 127.0.0.1 - - [TIME] "GET / HTTP/1.1" 200 45',
    'stdout 127.0.0.1 - - [TIME] "GET /nothing?x=1 HTTP/1.1" 404 196',
    'stderr [TIME] [mpm_event:notice] [pid 1:tid 1] AH00492: caught SIGWINCH, shutting down gracefully',
    '(end)',
  ])
  expect(it.events.findLast(({ kind }) => kind === 'exited')).toMatchObject({ code: 0 })
})

test('what it says where there is nothing, or nothing may be seen', () => {
  const closed = [...httpdImage.files].map(([path, file]) =>
    path.endsWith('httpd.conf') && 'text' in file
      ? file.text.replace('Options Indexes', 'Options')
      : '',
  )
  const { it, id, curl } = started({
    '/usr/local/apache2/conf/httpd.conf': closed.join(''),
    '/usr/local/apache2/htdocs/docs/a.txt': 'a',
  })
  expect(curl('127.0.0.1/nothing')).toBe(
    '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n' +
      '<title>404 Not Found</title>\n</head><body>\n<h1>Not Found</h1>\n' +
      '<p>The requested URL was not found on this server.</p>\n</body></html>\n',
  )
  expect(curl('127.0.0.1/docs/')).toContain(
    "<h1>Forbidden</h1>\n<p>You don't have permission to access this resource.</p>\n",
  )
  expect(curl('-X', 'DELETE', '127.0.0.1/docs/a.txt')).toContain(
    '<p>The requested method DELETE is not allowed for this URL.</p>',
  )
  expect(curl('-w', '%{http_code} %{redirect_url}', '-o', '/dev/null', '127.0.0.1/docs')).toBe(
    '301 http://127.0.0.1/docs/',
  )
  expect(logOf(it, id).find((line) => line.includes('AH01276'))).toMatch(
    /^stderr \[TIME\] \[autoindex:error\] \[pid \d+:tid \d+\] \[client 127\.0\.0\.1:PORT\] AH01276: Cannot serve directory \/usr\/local\/apache2\/htdocs\/docs\/: No matching DirectoryIndex \(index\.html\) found, and server-generated directory index forbidden by Options directive$/,
  )
})

test('a directory without an index is listed', () => {
  const { curl } = started({ '/usr/local/apache2/htdocs/docs/a.txt': 'a' })
  expect(curl('127.0.0.1/docs/')).toBe(
    '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">\n<html>\n <head>\n' +
      '  <title>Index of /docs</title>\n </head>\n <body>\n<h1>Index of /docs</h1>\n' +
      '<ul><li><a href="/"> Parent Directory</a></li>\n' +
      '<li><a href="a.txt"> a.txt</a></li>\n</ul>\n</body></html>\n',
  )
})

test('a second server cannot have the port', () => {
  const { it, sandbox } = started()
  const two = it.run({ sandbox, name: 'two', image: 'httpd:2.4' })
  it.clock.advanceBy(1000)
  expect(logOf(it, two).slice(2)).toEqual([
    'stderr (98)Address already in use: AH00072: make_sock: could not bind to address [::]:80',
    'stderr (98)Address already in use: AH00072: make_sock: could not bind to address 0.0.0.0:80',
    'stderr no listening sockets available, shutting down',
    'stderr AH00015: Unable to open logs',
    '(end)',
  ])
  expect(it.events.findLast(({ kind }) => kind === 'exited')).toMatchObject({ code: 1 })
})

test('a directive that nobody knows keeps it from starting', () => {
  const { it, id } = started({
    '/usr/local/apache2/conf/httpd.conf': 'Listen 80\nRewriteEngine on\n',
  })
  expect(it.logOf(id)).toEqual([
    'stderr AH00526: Syntax error on line 2 of /usr/local/apache2/conf/httpd.conf:',
    "stderr Invalid command 'RewriteEngine', perhaps misspelled or defined by a module not included in the server configuration",
    '(end)',
  ])
})

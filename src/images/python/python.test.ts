import { runtimeBench } from '#engine'
import { expect, test } from 'vitest'
import { pythonImage } from './image.ts'

function started(args: readonly string[]) {
  const it = runtimeBench([pythonImage])
  const sandbox = it.sandbox()
  const id = it.run({ sandbox, image: 'python:3.11', args })
  it.clock.advanceBy(500)
  const curl = (...how: readonly string[]): string => it.exec(id, ['curl', '-s', ...how]).stdout
  return { it, id, sandbox, curl }
}

const withoutTime = (line: string): string => line.replace(/\[\d.*?\]/, '[TIME]')

test('http.server lists, serves and refuses, and tells of each request at once', () => {
  const { it, id, curl } = started(['python', '-m', 'http.server', '-d', '/srv'])
  it.exec(id, ['sh', '-c', 'echo hi > /srv/a.txt; mkdir /srv/dir'])
  expect(curl('127.0.0.1:8000/')).toContain(
    '<ul>\n<li><a href="a.txt">a.txt</a></li>\n<li><a href="dir/">dir/</a></li>\n</ul>\n',
  )
  expect(curl('-i', '127.0.0.1:8000/a.txt').split('\r\n')).toEqual([
    'HTTP/1.0 200 OK',
    'Server: SimpleHTTP/0.6 Python/3.11.14',
    expect.stringMatching(/^Date: /),
    'Content-type: text/plain',
    'Content-Length: 3',
    expect.stringMatching(/^Last-Modified: /),
    '',
    'hi\n',
  ])
  expect(curl('-o', '/dev/null', '-w', '%{http_code}', '127.0.0.1:8000/none')).toBe('404')
  expect(it.logOf(id).map(withoutTime)).toEqual([
    'stderr 127.0.0.1 - - [TIME] "GET / HTTP/1.1" 200 -',
    'stderr 127.0.0.1 - - [TIME] "GET /a.txt HTTP/1.1" 200 -',
    'stderr 127.0.0.1 - - [TIME] code 404, message File not found',
    'stderr 127.0.0.1 - - [TIME] "GET /none HTTP/1.1" 404 -',
  ])
})

test('its greeting comes at once only when nothing is buffered', () => {
  const { it, id } = started(['python', '-u', '-m', 'http.server'])
  expect(it.logOf(id)).toEqual([
    'stdout Serving HTTP on 0.0.0.0 port 8000 (http://0.0.0.0:8000/) ...',
  ])
})

test('a second server on its port ends in a traceback', () => {
  const { it, sandbox } = started(['python', '-m', 'http.server'])
  const two = it.run({
    sandbox,
    name: 'two',
    image: 'python:3.11',
    args: ['python', '-m', 'http.server'],
  })
  it.clock.advanceBy(1000)
  const log = it.logOf(two)
  expect(log[0]).toBe('stderr Traceback (most recent call last):')
  expect(log.slice(-2)).toEqual(['stderr OSError: [Errno 98] Address already in use', '(end)'])
  expect(it.events.findLast(({ kind }) => kind === 'exited')).toMatchObject({ code: 1 })
})

test('as process 1 it does not hear SIGTERM', () => {
  const { it, id } = started(['python', '-m', 'http.server'])
  it.ask('stopContainer', { container: id, graceSeconds: 5 })
  expect(it.events.findLast(({ kind }) => kind === 'exited')).toMatchObject({ code: 137 })
})

test.each([
  [['python', '-V'], 'stdout Python 3.11.14', 0],
  [['python', '-m', 'nosuch'], 'stderr python: No module named nosuch', 1],
  [
    ['python', '-m', 'http.server', 'x'],
    "stderr server.py: error: argument port: invalid int value: 'x'",
    2,
  ],
  [
    ['python', 'app.py'],
    "stderr python: can't open file '//app.py': [Errno 2] No such file or directory",
    2,
  ],
] as const)('%j', (args, line, code) => {
  const { it, id } = started(args)
  expect(it.logOf(id).at(-2)).toBe(line)
  expect(it.events.findLast(({ kind }) => kind === 'exited')).toMatchObject({ code })
})

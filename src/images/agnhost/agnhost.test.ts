import { type RuntimeBench, runtimeBench } from '#engine'
import { expect, test } from 'vitest'
import { agnhostImage } from './image.ts'

const IMAGE = 'registry.k8s.io/e2e-test-images/agnhost:2.56'

interface Started {
  readonly it: RuntimeBench
  readonly id: string
  /** What curl prints. */
  readonly curl: (...args: readonly string[]) => string
}

function started(
  args: readonly string[],
  env: readonly (readonly [string, string])[] = [],
): Started {
  const it = runtimeBench([agnhostImage])
  const id = it.run({ sandbox: it.sandbox(), image: IMAGE, args, env })
  it.clock.advanceBy(500)
  return { it, id, curl: (...how) => it.exec(id, ['curl', '-s', ...how]).stdout }
}

/** The log of a run that ends by itself, and its exit code. */
function ended(args: readonly string[]): readonly unknown[] {
  const { it, id } = started(args)
  it.clock.advanceBy(300_000, { isEnough: () => it.events.some(({ kind }) => kind === 'exited') })
  const exit = it.events.find((event) => event.kind === 'exited')
  return [...it.logOf(id), exit?.kind === 'exited' ? exit.code : undefined]
}

const withoutTime = (line: string): string => line.replace(/\d{4}\/\d\d\/\d\d [\d:]+ /, '')

test('without a subcommand of its own the image pauses, and ends with 2 on SIGTERM', () => {
  const { it, id } = started(['pause'])
  expect(it.logOf(id)).toEqual(['stdout Paused'])
  it.ask('stopContainer', { container: id, graceSeconds: 30 })
  expect(it.events.findLast(({ kind }) => kind === 'exited')).toMatchObject({ code: 2 })
})

test('entrypoint-tester prints all its arguments', () => {
  expect(ended(['entrypoint-tester', 'override', 'arguments'])).toEqual([
    'stdout [/agnhost entrypoint-tester override arguments]',
    '(end)',
    0,
  ])
})

test.each([
  [
    ['mounttest', '--fs_type=/dev/shm'],
    ['stdout mount type of "/dev/shm": tmpfs', '(end)', 0],
  ],
  [
    ['mounttest', '--new_file_0644=/tmp/new', '--file_perm=/tmp/new', '--file_mode=/tmp'],
    [
      'stdout content of file "/tmp/new": mount-tester new file',
      'stdout ',
      'stdout mode of file "/tmp": dtrwxrwxrwx',
      'stdout perms of file "/tmp/new": -rw-r--r--',
      '(end)',
      0,
    ],
  ],
  [
    ['mounttest', '--file_owner=/uploads', '--file_content', '/nowhere'],
    [
      'stdout owner UID of "/uploads": 0',
      'stdout owner GID of "/uploads": 0',
      'stdout error reading file content for "/nowhere": open /nowhere: no such file or directory',
      '(end)',
      1,
    ],
  ],
  [
    ['mounttest', '--file_content_in_loop=/none', '--retry_time=3'],
    [
      ...Array.from(
        { length: 2 },
        () => 'stdout Error reading file /none: open /none: no such file or directory, retrying',
      ),
      '(end)',
      1,
    ],
  ],
] as const)('%j', (args, expected) => {
  expect(ended(args)).toEqual(expected)
})

test('liveness is well for ten seconds, and then no longer', () => {
  const { it, curl } = started(['liveness'])
  expect(curl('-i', '127.0.0.1:8080/healthz').split('\r\n')).toEqual([
    'HTTP/1.1 200 OK',
    expect.stringMatching(/^Date: /),
    'Content-Length: 2',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'ok',
  ])
  it.clock.advanceBy(10_000)
  expect(curl('-w', ' %{http_code}', '127.0.0.1:8080/healthz')).toMatch(/^error: 10\.\d+ 500$/)
  expect(curl('127.0.0.1:8080/other')).toBe('404 page not found\n')
})

test('a Go program that is process 1 and asked for no signal ends with 2', () => {
  const { it, id } = started(['liveness'])
  it.ask('stopContainer', { container: id, graceSeconds: 30 })
  expect(it.events.findLast(({ kind }) => kind === 'exited')).toMatchObject({ code: 2 })
})

const UPLOAD = [
  '-H',
  'Content-Type: multipart/form-data; boundary=cut',
  '--data-binary',
  '--cut\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nwhat is in it\r\n--cut--\r\n',
]

test('netexec answers on its endpoints and tells of each request', () => {
  const { it, id, curl } = started(['netexec'])
  expect([
    curl('127.0.0.1:8080/hostname'),
    curl('127.0.0.1:8080/echo?msg=hello+there'),
    curl('-w', ' %{http_code}', '127.0.0.1:8080/echo?msg=teapot&code=418'),
    curl('-w', '%{http_code}', '127.0.0.1:8080/healthz'),
    curl('127.0.0.1:8080/clientip').replace(/\d+$/, 'PORT'),
    curl('127.0.0.1:8080/header?key=x-asked', '-H', 'X-Asked: yes'),
    curl('-g', '127.0.0.1:8080/shell?cmd=echo%20a%3B%20exit%203'),
    curl('127.0.0.1:8080/dial?host=127.0.0.1&port=8080&request=hostname&tries=2'),
    curl('127.0.0.1:8080/dial?host=127.0.0.1&port=8081&protocol=udp&request=hostname'),
    curl('127.0.0.1:8080/dial?host=127.0.0.1&port=9&request=hostname'),
    curl(...UPLOAD, '127.0.0.1:8080/upload').replace(/\d+/, 'N'),
    curl(
      '-o',
      '/dev/null',
      '-w',
      '%{http_code} %{redirect_url}',
      '127.0.0.1:8080/redirect?location=/echo',
    ),
  ]).toEqual([
    'web',
    'hello there',
    'teapot 418',
    '200',
    '127.0.0.1:PORT',
    'yes',
    '{"error":"exit status 3","output":"a\\n"}',
    '{"responses":["web","web"]}',
    '{"responses":["web"]}',
    '{"errors":["Get \\"http://127.0.0.1:9/hostname\\": dial tcp 127.0.0.1:9: connect: connection refused"]}',
    '{"output":"/uploads/uploadN"}',
    '302 http://127.0.0.1:8080/echo',
  ])
  expect(it.logOf(id).slice(0, 4).map(withoutTime)).toEqual([
    'stderr Started UDP server on port  8081',
    'stderr Started HTTP server on port 8080',
    'stderr GET /hostname',
    'stderr hostname: web',
  ])
})

test('netexec waits as long as it is told before it ends', () => {
  const { it, id, curl } = started(['netexec', '--delay-shutdown', '10'])
  it.runtime.request(100, 'stopContainer', { container: id, graceSeconds: 30 })
  it.clock.advanceBy(5000)
  expect(curl('-w', ' %{http_code}', '127.0.0.1:8080/readyz')).toBe('shutting down 503')
  const before = it.clock.now
  it.clock.advanceBy(60_000, { isEnough: () => it.events.some(({ kind }) => kind === 'exited') })
  expect(Math.round((it.clock.now - before) / 1000)).toBe(5)
  expect(it.events.findLast(({ kind }) => kind === 'exited')).toMatchObject({ code: 0 })
})

test('netexec can be told to end, with a code, after a while', () => {
  const { it, id } = started(['netexec'])
  it.exec(id, ['curl', '-s', '127.0.0.1:8080/exit?code=5&wait=3s'])
  it.clock.advanceBy(100)
  expect(it.events.findLast(({ kind }) => kind === 'exited')).toMatchObject({ code: 5 })
})

test('a port that is taken ends it in the words of Go', () => {
  const { it } = started(['netexec'])
  const sandbox = it.sandbox({ podUid: 'uid-2' })
  it.run({ sandbox, name: 'one', image: IMAGE, args: ['netexec'] })
  const two = it.run({ sandbox, name: 'two', image: IMAGE, args: ['netexec', '--udp-port=-1'] })
  it.clock.advanceBy(1000)
  expect(it.logOf(two).map(withoutTime)).toEqual([
    'stderr Started HTTP server on port 8080',
    'stderr listen tcp :8080: bind: address already in use',
    '(end)',
  ])
})

test('porter serves on every port that a variable names', () => {
  const { curl } = started(
    ['porter'],
    [
      ['SERVE_PORT_80', 'foo'],
      ['SERVE_TCP_PORT_81', 'bar'],
    ],
  )
  expect([curl('127.0.0.1:80'), curl('127.0.0.1:81/any')]).toEqual(['foo', 'bar'])
})

test('serve-hostname goes on for a minute after SIGTERM', () => {
  const { it, id, curl } = started(['serve-hostname'])
  expect(curl('127.0.0.1:9376')).toBe('web')
  it.ask('stopContainer', { container: id, graceSeconds: 2 })
  expect(it.events.findLast(({ kind }) => kind === 'exited')).toMatchObject({ code: 137 })
})

test('test-webserver serves the files of its container', () => {
  const { curl } = started(['test-webserver'])
  expect([curl('127.0.0.1/etc/group'), curl('127.0.0.1/etc/')]).toEqual([
    'root:x:0:root\nnobody:x:65534:\n',
    expect.stringContaining('<a href="passwd">passwd</a>\n'),
  ])
})

test('guestbook keeps what is set', () => {
  const { curl } = started(['guestbook', '--http-port', '6379'])
  expect([
    curl('127.0.0.1:6379/set?key=messages&value=hello'),
    curl('127.0.0.1:6379/get?key=messages'),
    curl('127.0.0.1:6379/guestbook?cmd=drop'),
  ]).toEqual(['{"message":"Updated"}', '{"data":"hello"}', "unsupported cmd: 'drop'\n"])
})

test('logs-generator writes so many lines in so much time', () => {
  const { it, id } = started(['logs-generator', '-t', '20', '-d', '20s'])
  it.clock.advanceBy(30_000)
  const lines = it.logOf(id)
  expect(lines).toHaveLength(21)
  expect(lines[3]).toMatch(
    /^stderr I0101 00:\d\d:\d\d\.\d{6} {7}1 logs_generator\.go:49\] 3 (GET|POST|PUT) \/api\/v1\/namespaces\/(kube-system|default|ns)\/pods\/\w{3,4} \d{3}$/,
  )
})

test.each([
  [['nothing'], ['stderr Error: unknown command "nothing" for "app"', '(end)', 1]],
  [
    ['pause', 'more'],
    ['stderr Error: accepts at most 0 arg(s), received 1', '(end)', 1],
  ],
  [['--version'], ['stdout app version 2.63', '(end)', 0]],
  [
    ['connect', '127.0.0.1:1'],
    ['stderr REFUSED', '(end)', 1],
  ],
  [
    ['connect', 'nowhere'],
    ['stderr UNKNOWN: address nowhere: missing port in address', '(end)', 1],
  ],
  [['dns-suffix'], ['stdout svc.cluster.local', '(end)', 0]],
  [['nonewprivs'], ['stdout Effective uid: 0', '(end)', 0]],
] as const)('%j', (args, expected) => {
  expect(ended(args)).toEqual(expected)
})

test('a flag that it does not know is refused with how it is used', () => {
  const [first, ...rest] = ended(['netexec', '--nothing'])
  expect(first).toBe('stderr Usage:')
  expect(rest.slice(-3)).toEqual(['stderr Error: unknown flag: --nothing', '(end)', 1])
})

test('grpc-health-checking serves until it is told not to, and speaks HTTP/2 only', () => {
  const { it, id, curl } = started(['grpc-health-checking'])
  expect(it.logOf(id).map(withoutTime)).toEqual([
    'stderr Http server starting to listen on :8080',
    'stderr gRPC server starting to listen on :5000',
  ])
  expect(curl('-d', '', '127.0.0.1:8080/make-not-serving')).toMatch(/^\d+\.?\d*m?s$/)
  expect(it.logOf(id).map(withoutTime).at(-1)).toBe('stderr Mark as unhealthy')
  expect(it.exec(id, ['curl', '-sS', '127.0.0.1:5000/'])).toMatchObject({
    stderr: 'curl: (1) Received HTTP/0.9 when not allowed\n',
  })
})

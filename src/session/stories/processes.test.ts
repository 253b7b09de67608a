import { expect, test } from 'vitest'
import type { Session } from '../session.ts'
import { sessionWith } from '../testing.ts'

const POD = `apiVersion: v1
kind: Pod
metadata: {name: desk}
spec:
  containers:
  - {name: shell, image: 'centos:7', command: [sleep, inf]}
`
const PROMPT = '[root@desk /]# '
/** Steps of the simulation: what a story may cost at most, on whatever machine. */
const AFFORDABLE = 100_000

interface Desk {
  readonly session: Session
  /** Presses keys and gives what the terminal shows in that time, with its own line ends. */
  readonly press: (keys: string, ms?: number) => string
}

/** bash in a container, on a terminal of 80 columns, as `kubectl exec -it` gives it. */
function desk(more = ''): Desk {
  const session = sessionWith({ 'pod.yaml': `${POD}${more === '' ? '' : `  ${more}\n`}` })
  session.resize(80, 24)
  let shown = ''
  session.onScreen((text) => {
    shown += text
  })
  const press: Desk['press'] = (keys, ms = 200) => {
    shown = ''
    const begun = session.cluster.clock.seq
    session.type(keys)
    session.elapse(ms)
    expect(session.cluster.clock.seq - begun).toBeLessThan(AFFORDABLE)
    return shown
  }
  press('kubectl create -f pod.yaml\r', 8000)
  press('kubectl exec -it desk -- bash\r', 1000)
  return { session, press }
}

test('yes | head -1 ends: who writes into a pipe that nobody reads gets SIGPIPE', () => {
  const { press } = desk()
  expect(press('yes | head -1; echo ${PIPESTATUS[*]}\r')).toBe(
    `yes | head -1; echo \${PIPESTATUS[*]}\r\ny\r\n141 0\r\n${PROMPT}`,
  )
})

test('Ctrl-C ends an endless loop of the shell itself', () => {
  const { press } = desk()
  expect(press('while :; do :; done\r', 1000)).toBe('while :; do :; done\r\n')
  expect(press('\x03')).toBe(`^C\r\n${PROMPT}`)
  expect(press('echo $?\r')).toBe(`echo $?\r\n130\r\n${PROMPT}`)
})

test('a trapped signal interrupts wait, which says so, and can be waited for again', () => {
  const { press } = desk()
  press("trap 'echo trapped' USR1\r")
  press('(sleep 1; kill -USR1 $$; sleep 1; exit 7) &\r')
  expect(press('wait; echo $?\r', 1000)).toBe(`wait; echo $?\r\ntrapped\r\n138\r\n${PROMPT}`)
  expect(press('wait $!; echo $?\r', 2000)).toBe(`wait $!; echo $?\r\n7\r\n${PROMPT}`)
})

test('stty -a: bash hands on a terminal that takes lines and echoes', () => {
  const { press } = desk()
  expect(press('stty -a\r')).toBe(
    [
      'stty -a',
      'speed 38400 baud; rows 24; columns 80; line = 0;',
      'intr = ^C; quit = ^\\; erase = ^?; kill = ^U; eof = ^D; eol = <undef>;',
      'eol2 = <undef>; swtch = <undef>; start = ^Q; stop = ^S; susp = ^Z; rprnt = ^R;',
      'werase = ^W; lnext = ^V; discard = ^O; min = 1; time = 0;',
      '-parenb -parodd -cmspar cs8 -hupcl -cstopb cread -clocal -crtscts',
      '-ignbrk -brkint -ignpar -parmrk -inpck -istrip -inlcr -igncr icrnl ixon -ixoff',
      '-iuclc -ixany -imaxbel -iutf8',
      'opost -olcuc -ocrnl onlcr -onocr -onlret -ofill -ofdel nl0 cr0 tab0 bs0 vt0 ff0',
      'isig icanon iexten echo echoe echok -echonl -noflsh -xcase -tostop -echoprt',
      'echoctl echoke -flusho -extproc',
      PROMPT,
    ].join('\r\n'),
  )
})

test('cat leaves the editing to the terminal, bash edits by itself', () => {
  const { press } = desk()
  expect(press('cat\r')).toBe('cat\r\n')
  // Canonical: erased characters are wiped out, ^A is none of its keys, the line goes in whole.
  expect(press('helo\x7f\x7flo')).toBe('helo\b \b\b \blo')
  expect(press('\x01\r')).toBe('^A\r\nhelo\x01\r\n')
  expect(press('\x04')).toBe(PROMPT)
  // Raw: ^A moves to the beginning.
  press('cho well')
  press('\x01')
  press('e')
  expect(press('\r')).toContain(`\r\nwell\r\n${PROMPT}`)
})

test('a new size of the window reaches the program in the foreground', () => {
  const { session, press } = desk()
  expect(press('stty size\r')).toBe(`stty size\r\n24 80\r\n${PROMPT}`)
  press('bash -c \'trap "stty size" WINCH; while :; do sleep 0.1; done\'\r')
  session.resize(132, 43)
  expect(press('', 500)).toBe('43 132\r\n')
  press('\x03')
  expect(press('stty size\r')).toBe(`stty size\r\n43 132\r\n${PROMPT}`)
})

test('a fork bomb meets the limit on processes and burns out; the shell goes on', () => {
  const { press } = desk()
  const shown = press(':(){ :|:& };:\r', 150_000)
  expect(new Set(shown.replaceAll(PROMPT, '').split('\r\n'))).toEqual(
    new Set([
      ':(){ :|:& };:',
      '[1] 3',
      'bash: fork: retry: Resource temporarily unavailable',
      'bash: fork: Resource temporarily unavailable',
      '',
    ]),
  )
  expect(press('\r')).toBe(`\r\n[1]+  Done                    :|:\r\n${PROMPT}`)
  expect(press('exit\r', 2000)).toBe('exit\r\nexit\r\n$ ')
})

test('a fork bomb whose dead are reaped goes on, slowly, until the Pod is deleted', () => {
  const { press } = desk('shareProcessNamespace: true')
  press(':(){ :|:& };:\r', 2000)
  press('exit\r', 1000)
  expect(press('kubectl delete pod desk --now\r', 5000)).toMatch(
    /\r\npod "desk" deleted from default namespace\r\n\$ $/,
  )
})

test.each([
  {
    what: 'a function that calls itself',
    line: 'f() { f; }; f',
    says: 'f: maximum function nesting level exceeded (125)',
  },
  {
    what: 'one that does so within other commands',
    line: 'g() { if :; then { g; }; fi; }; g',
    says: 'g: maximum function nesting level exceeded (63)',
  },
])('$what ends before the stack of the host does', ({ line, says }) => {
  const { press } = desk()
  expect(press(`${line}\r`)).toBe(`${line}\r\nbash: ${says}\r\n${PROMPT}`)
})

test('a variable that doubles itself ends its process, not the page', () => {
  const { press } = desk()
  expect(press("bash -c 'x=ab; while :; do x=$x$x; done'; echo $?\r", 2000)).toMatch(
    /\r\nbash: Cannot allocate memory\r\n1\r\n/,
  )
})

import type { CurlEdition } from './edition.ts'
import { PLAIN, type DataPart, type Settings } from './settings.ts'

type Change = Partial<Settings>
type Flag = (settings: Settings, on: boolean) => Change
type Valued = (settings: Settings, value: string) => Change | 'not a number'

/** Options that stand alone; the long ones can be undone with --no-NAME. */
const FLAGS: ReadonlyMap<string, Flag> = new Map<string, Flag>([
  ['s silent', (_, on) => ({ silent: on })],
  ['S show-error', (_, on) => ({ showError: on })],
  ['v verbose', (_, on) => ({ verbose: on })],
  ['i include', (_, on) => ({ include: on })],
  ['I head', (_, on) => ({ head: on })],
  ['L location', (_, on) => ({ follow: on })],
  ['f fail', (_, on) => ({ fail: on })],
  ['G get', (_, on) => ({ dataInUrl: on })],
  ['# progress-bar', (_, on) => ({ progressBar: on })],
  ['0 http1.0', () => ({ http10: true })],
  ['4 ipv4', () => ({ family: 'inet' })],
  ['6 ipv6', () => ({ family: 'inet6' })],
  ['O remote-name', (it) => ({ outputs: [...it.outputs, 'remote name'] })],
  [' compressed', (_, on) => ({ compressed: on })],
  // Certificates do not exist here, buffers are not seen, globs and .curlrc not read.
  ['k insecure', () => ({})],
  ['N no-buffer', () => ({})],
  ['g globoff', () => ({})],
  ['q disable', () => ({})],
  ['j junk-session-cookies', () => ({})],
  [' http1.1', () => ({})],
  [' tcp-nodelay', () => ({})],
  [' keepalive', () => ({})],
])

const VALUED: ReadonlyMap<string, Valued> = new Map<string, Valued>([
  ['X request', (_, method) => ({ method })],
  ['d data', (it, text) => data(it, { kind: 'ascii', text })],
  [' data-ascii', (it, text) => data(it, { kind: 'ascii', text })],
  [' data-binary', (it, text) => data(it, { kind: 'binary', text })],
  [' data-raw', (it, text) => data(it, { kind: 'raw', text })],
  [' data-urlencode', (it, text) => data(it, { kind: 'urlencode', text })],
  ['H header', (it, line) => ({ headers: [...it.headers, headerIn(line)] })],
  ['o output', (it, file) => ({ outputs: [...it.outputs, { file }] })],
  ['w write-out', (_, writeOut) => ({ writeOut })],
  ['m max-time', (_, value) => number(value, (it) => ({ maxTimeMs: it * 1000 }))],
  [' connect-timeout', (_, value) => number(value, (it) => ({ connectTimeoutMs: it * 1000 }))],
  [' retry', (_, value) => number(value, (retries) => ({ retries }))],
  [' retry-delay', (_, value) => number(value, (it) => ({ retryDelaySeconds: it }))],
  [' max-redirs', (_, value) => number(value, (mostRedirects) => ({ mostRedirects }))],
  ['A user-agent', (_, userAgent) => ({ userAgent })],
  ['e referer', (_, referer) => ({ referer })],
  ['u user', (_, user) => ({ user })],
  ['b cookie', (_, cookie) => ({ cookie })],
  ['r range', (_, range) => ({ range })],
  ['D dump-header', (_, dumpHeader) => ({ dumpHeader })],
  ['T upload-file', (_, upload) => ({ upload })],
  [' url', (it, url) => ({ urls: [...it.urls, url] })],
  [' resolve', (it, entry) => ({ resolved: [...it.resolved, entry] })],
  [' noproxy', () => ({})],
  [' unix-socket', (_, unixSocket) => ({ unixSocket })],
])

const HINT = "curl: try 'curl --help' or 'curl --manual' for more information\n"

export type Parsed =
  | { readonly kind: 'settings'; readonly settings: Settings }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  /** What is printed to the standard error; the exit code is 2. */
  | { readonly kind: 'refused'; readonly message: string }

export function parseOptions(args: readonly string[], edition: CurlEdition): Parsed {
  let settings = PLAIN
  const rest = [...args]
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === '--help' || arg === '-h') return { kind: 'help' }
    if (arg === '--version' || arg === '-V') return { kind: 'version' }
    const change = arg.startsWith('--')
      ? readLong({ arg, rest, settings, edition })
      : arg.startsWith('-') && arg !== '-'
        ? readShort({ arg, rest, settings, edition })
        : { urls: [...settings.urls, arg] }
    if (typeof change === 'string') return { kind: 'refused', message: `${change}${HINT}` }
    settings = { ...settings, ...change }
  }
  // curl does not say what is missing, only where to read about it.
  if (settings.urls.length === 0) return { kind: 'refused', message: HINT }
  return { kind: 'settings', settings }
}

interface Reading {
  readonly arg: string
  readonly rest: string[]
  readonly settings: Settings
  readonly edition: CurlEdition
}

/** A change, or a complaint. */
function readLong({ arg, rest, settings, edition }: Reading): Change | string {
  const name = arg.slice(2)
  const flag = optionNamed(FLAGS, name)
  if (flag !== undefined) return flag(settings, true)
  if (name.startsWith('no-')) {
    const negated = optionNamed(FLAGS, name.slice('no-'.length))
    if (negated !== undefined) return negated(settings, false)
  }
  const valued = optionNamed(VALUED, name)
  if (valued === undefined || (name === 'unix-socket' && !edition.hasUnixSockets))
    return `curl: option ${arg}: is unknown\n`
  return withValue({ name: arg, option: valued, value: rest.shift(), settings })
}

/** Several may stand in one word; the first that wants a value takes the rest of it. */
function readShort({ arg, rest, settings }: Reading): Change | string {
  let changed = settings
  for (let at = 1; at < arg.length; at++) {
    const letter = arg.charAt(at)
    const flag = optionLettered(FLAGS, letter)
    const valued = optionLettered(VALUED, letter)
    if (flag !== undefined) changed = { ...changed, ...flag(changed, true) }
    else if (valued === undefined) return `curl: option ${arg}: is unknown\n`
    else {
      const inWord = arg.slice(at + 1)
      const value = inWord === '' ? rest.shift() : inWord
      const change = withValue({ name: `-${letter}`, option: valued, value, settings: changed })
      return typeof change === 'string' ? change : { ...changed, ...change }
    }
  }
  return changed
}

function withValue(given: {
  readonly name: string
  readonly option: Valued
  readonly value: string | undefined
  readonly settings: Settings
}): Change | string {
  const { name, option, value, settings } = given
  if (value === undefined) return `curl: option ${name}: requires parameter\n`
  const change = option(settings, value)
  if (change !== 'not a number') return change
  return `curl: option ${name}: expected a proper numerical parameter\n`
}

/** By its whole name, or as much of it as no other begins with. */
function optionNamed<Option>(
  options: ReadonlyMap<string, Option>,
  name: string,
): Option | undefined {
  const named = [...options].map(
    ([key, option]) => [key.slice(key.indexOf(' ') + 1), option] as const,
  )
  const exact = named.find(([long]) => long === name)
  if (exact !== undefined) return exact[1]
  const matching = named.filter(([long]) => long.startsWith(name))
  return matching.length === 1 ? matching[0]?.[1] : undefined
}

function optionLettered<Option>(
  options: ReadonlyMap<string, Option>,
  letter: string,
): Option | undefined {
  for (const [key, option] of options) if (key.startsWith(`${letter} `)) return option
  return undefined
}

function number(value: string, change: (number: number) => Change): Change | 'not a number' {
  return /^[0-9]+(\.[0-9]+)?$/.test(value) ? change(Number(value)) : 'not a number'
}

function data(settings: Settings, part: DataPart): Change {
  return { data: [...settings.data, part] }
}

/** `Name: value`; `Name:` removes it; `Name;` sends it empty. */
function headerIn(line: string): readonly [string, string | undefined] {
  const colon = line.indexOf(':')
  if (colon < 0) return [line.replace(/;$/, ''), line.endsWith(';') ? '' : undefined]
  const value = line.slice(colon + 1).trim()
  return [line.slice(0, colon), value === '' ? undefined : value]
}

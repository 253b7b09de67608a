import { type Call, Refusal } from '../call.ts'
import { type Options, type OptionSpec, parseOptions } from '../options.ts'

const TAKES = 'fC'

const LONG = {
  create: 'c',
  extract: 'x',
  get: 'x',
  list: 't',
  file: 'f',
  directory: 'C',
  verbose: 'v',
  touch: 'm',
  'keep-old-files': 'k',
  'to-stdout': 'O',
  dereference: 'h',
  'absolute-names': 'P',
  'no-same-owner': 'o',
  'same-owner': 'same-owner',
  'no-same-permissions': 'no-same-permissions',
  'same-permissions': 'p',
  'preserve-permissions': 'p',
  'numeric-owner': 'numeric',
  'strip-components': 'strip',
  exclude: 'exclude',
  gzip: 'z',
} as const

const GNU: OptionSpec = {
  flags: 'cxtvmkOhPopzjJ',
  takes: TAKES,
  long: LONG,
  longTakes: ['strip-components', 'exclude'],
  status: 64,
}
const BUSYBOX: OptionSpec = {
  flags: 'cxtvmkOhop',
  takes: TAKES,
  long: { 'strip-components': 'strip', exclude: 'exclude' },
  longTakes: ['strip-components', 'exclude'],
}

export type Mode = 'create' | 'extract' | 'list'

export interface TarRequest {
  readonly mode: Mode
  /** `-` is the standard input or output. */
  readonly archive: string
  readonly members: readonly string[]
  readonly options: Options
  readonly strip: number
}

/** What the words of the line ask for; throws a Refusal in the words of the tool. */
export function requestOf(call: Call): TarRequest {
  const options = readOptions(call)
  const mode = modeOf(call, options)
  const archive = options.value('f') ?? '-'
  const members = options.operands
  if (mode === 'create' && members.length === 0)
    throw usage(
      call,
      call.isBusybox ? 'empty archive' : 'Cowardly refusing to create an empty archive',
    )
  return { mode, archive, members, options, strip: Number(options.value('strip') ?? 0) }
}

function readOptions(call: Call): Options {
  const args = withDashes(call.args)
  try {
    return parseOptions({ args }, call.isBusybox ? BUSYBOX : GNU)
  } catch (error) {
    if (!(error instanceof Refusal) || call.isBusybox) throw error
    throw new Refusal(`${error.message}\n${HINT}`, { status: error.status })
  }
}

/** The first word may be letters without a dash, whose values follow in their order. */
function withDashes(args: readonly string[]): readonly string[] {
  const [first = '', ...rest] = args
  if (first === '' || first.startsWith('-')) return args
  const given: string[] = []
  for (const letter of first) {
    given.push(`-${letter}`)
    const value = TAKES.includes(letter) ? rest.shift() : undefined
    if (value !== undefined) given.push(value)
  }
  return [...given, ...rest]
}

const MODES: Readonly<Record<string, Mode>> = { c: 'create', x: 'extract', t: 'list' }
const CHOICE = "'-Acdtrux', '--delete' or"

function modeOf(call: Call, options: Options): Mode {
  const letters = new Set(options.given.map(([name]) => name).filter((name) => name in MODES))
  const [letter] = letters
  const mode = MODES[letter ?? '']
  if (call.isBusybox && letters.size !== 1) throw new Refusal('', { usage: true })
  if (mode === undefined)
    throw usage(call, `You must specify one of the ${CHOICE} '--test-label' options`)
  if (letters.size > 1)
    throw usage(call, `You may not specify more than one ${CHOICE}  '--test-label' option`)
  return mode
}

const HINT = "Try 'tar --help' or 'tar --usage' for more information."

function usage(call: Call, message: string): Refusal {
  return call.isBusybox ? new Refusal(message) : new Refusal(`${message}\n${HINT}`, { status: 2 })
}

import type { Terminal, TerminalModes } from '#engine'
import { type Call, isTerminal, Refusal, type Tool } from './call.ts'

const NAMES: readonly (keyof TerminalModes)[] = [
  'icanon',
  'echo',
  'isig',
  'icrnl',
  'onlcr',
  'opost',
]

const SANE: TerminalModes = {
  icanon: true,
  echo: true,
  isig: true,
  icrnl: true,
  onlcr: true,
  opost: true,
}

const RAW: Partial<TerminalModes> = { icanon: false, isig: false, icrnl: false, opost: false }

export const stty: Tool = function* (call) {
  const { process } = call
  if (!isTerminal(process, 0)) {
    const what = call.isBusybox ? 'standard input' : "'standard input'"
    throw new Refusal(`${what}: Inappropriate ioctl for device`)
  }
  const terminal = process.terminal(0)
  const [first] = call.args
  if (first === undefined) yield* call.print(`${brief(terminal)}\n`)
  else if (first === '-a' || first === '--all') yield* call.print(inFull(terminal))
  else if (first === '-g') yield* call.print(`${saved(terminal.modes)}\n`)
  else if (first === 'size') yield* call.print(`${terminal.size.rows} ${terminal.size.cols}\n`)
  else terminal.modes = changed(call, terminal.modes)
  return 0
}

function changed(call: Call, before: TerminalModes): TerminalModes {
  let modes = before
  const args = [...call.args]
  for (let word = args.shift(); word !== undefined; word = args.shift()) {
    if (['erase', 'intr', 'kill', 'eof', 'min', 'time', 'rows', 'cols', 'columns'].includes(word)) {
      args.shift()
      continue
    }
    const change = changeOf(word)
    if (change === undefined)
      throw new Refusal(`invalid argument ${call.quote(word)}`, { usage: true })
    modes = { ...modes, ...change }
  }
  return modes
}

function changeOf(word: string): Partial<TerminalModes> | undefined {
  switch (word) {
    case 'sane':
    case '-raw':
    case 'cooked':
      return SANE
    case 'raw':
    case '-cooked':
      return RAW
    case 'cbreak':
      return { icanon: false }
    case '-cbreak':
      return { icanon: true }
  }
  if (/^(0x)?[0-9a-f]+:/.test(word)) return restored(word)
  const name = word.replace(/^-/, '')
  const mode = NAMES.find((it) => it === name)
  if (mode !== undefined) return { [mode]: !word.startsWith('-') }
  return OTHERS.includes(name) ? {} : undefined
}

/** Settings of a real terminal that make no difference here. */
const OTHERS =
  'echoe echok echonl echoctl echoke ixon ixoff ixany iexten brkint inlcr igncr istrip iutf8 noflsh tostop hupcl'.split(
    ' ',
  )

function saved(modes: TerminalModes): string {
  const bits = NAMES.reduce((sum, name, index) => sum | (modes[name] ? 1 << index : 0), 0)
  return `${bits.toString(16)}:0:0:0`
}

function restored(word: string): TerminalModes {
  const bits = Number.parseInt(word.split(':')[0] ?? '0', 16)
  const modes = Object.fromEntries(NAMES.map((name, index) => [name, (bits & (1 << index)) !== 0]))
  return { ...SANE, ...modes }
}

function brief({ modes }: Terminal): string {
  const differing = NAMES.filter((name) => modes[name] !== SANE[name])
  const shown = differing.map((name) => (modes[name] ? name : `-${name}`))
  return ['speed 38400 baud; line = 0;', ...(shown.length > 0 ? [shown.join(' ')] : [])].join('\n')
}

function inFull({ modes, size }: Terminal): string {
  const flag = (name: keyof TerminalModes): string => (modes[name] ? name : `-${name}`)
  return [
    `speed 38400 baud; rows ${size.rows}; columns ${size.cols}; line = 0;`,
    'intr = ^C; quit = ^\\; erase = ^?; kill = ^U; eof = ^D; eol = <undef>;',
    'eol2 = <undef>; swtch = <undef>; start = ^Q; stop = ^S; susp = ^Z; rprnt = ^R;',
    'werase = ^W; lnext = ^V; discard = ^O; min = 1; time = 0;',
    '-parenb -parodd -cmspar cs8 -hupcl -cstopb cread -clocal -crtscts',
    `-ignbrk -brkint -ignpar -parmrk -inpck -istrip -inlcr -igncr ${flag('icrnl')} ixon -ixoff`,
    '-iuclc -ixany -imaxbel -iutf8',
    `${flag('opost')} -olcuc -ocrnl ${flag('onlcr')} -onocr -onlret -ofill -ofdel nl0 cr0 tab0 bs0 vt0 ff0`,
    `${flag('isig')} ${flag('icanon')} iexten ${flag('echo')} echoe echok -echonl -noflsh -xcase -tostop -echoprt`,
    'echoctl echoke -flusho -extproc',
    '',
  ].join('\n')
}

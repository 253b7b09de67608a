import type { Run } from '#engine'
import type { Shell } from './shell.ts'
import { expandText } from './words/expand.ts'

const DEFAULTS = {
  bash: { PS1: '\\s-\\v\\$ ', PS2: '> ' },
  dash: { PS1: '\\$ ', PS2: '> ' },
  ash: { PS1: '\\w \\$ ', PS2: '> ' },
} as const

/** PS1 or PS2 with what its backslashes and expansions stand for. */
export function* promptOf(shell: Shell, name: 'PS1' | 'PS2'): Run<string> {
  const source = shell.variables.get(name) ?? DEFAULTS[shell.flavour.name][name]
  const { status } = shell
  // What a backslash stands for is not expanded again.
  const decoded = source.replaceAll(/\\(\[|\]|[0-7]{3}|[\s\S])/g, (_, code: string) =>
    meaningOf(shell, code).replaceAll(/[\\$`]/g, '\\$&'),
  )
  const text = yield* expandText(shell, decoded)
  shell.status = status
  return decoded === text ? text.replaceAll(/\\([\\$`])/g, '$1') : text
}

function meaningOf(shell: Shell, code: string): string {
  const { process } = shell
  switch (code) {
    case 'u':
      return process.credentials.uid === 0
        ? 'root'
        : (shell.variables.get('USER') ?? 'I have no name!')
    case 'h':
      return process.hostname.split('.')[0] ?? ''
    case 'H':
      return process.hostname
    case 'w':
      return shortened(shell, process.cwd)
    case 'W':
      return lastName(shortened(shell, process.cwd))
    case '$':
      return process.credentials.uid === 0 ? '#' : '$'
    case 's':
      return shell.name.split('/').at(-1) ?? shell.name
    case 'v':
      return shell.flavour.version.split('.').slice(0, 2).join('.')
    case 'j':
      return `${shell.jobs.all.length}`
    case 'n':
      return '\n'
    case 'e':
      return '\x1b'
    case '[':
    case ']':
      return ''
    case '\\':
      return '\\'
    default:
      return /^[0-7]{3}$/.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : `\\${code}`
  }
}

function shortened(shell: Shell, path: string): string {
  const home = shell.variables.get('HOME')
  if (home === undefined || home === '/' || home === '') return path
  return path === home ? '~' : path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path
}

function lastName(path: string): string {
  return path === '/' ? '/' : (path.split('/').at(-1) ?? path)
}

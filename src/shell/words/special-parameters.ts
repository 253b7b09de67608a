import { knowsLetter, OPTION_LETTERS } from '../shell-options.ts'
import type { Shell } from '../shell.ts'

/** The value of a variable, a positional or a special parameter; undefined when it is not set. */
export function valueOf(shell: Shell, name: string): string | undefined {
  if (/^\d+$/.test(name))
    return Number(name) === 0 ? shell.name : shell.parameters[Number(name) - 1]
  switch (name) {
    case '?':
      return `${shell.status}`
    case '$':
      return `${shell.shellPid}`
    case '!':
      return shell.lastBackground === null ? undefined : `${shell.lastBackground}`
    case '#':
      return `${shell.parameters.length}`
    case '@':
    case '*':
      return shell.parameters.length === 0 ? undefined : shell.parameters.join(' ')
    case '-':
      return flagLetters(shell)
    case 'LINENO':
      return lineNumber(shell)
    default:
      return shell.variables.get(name) ?? dynamicValue(shell, name)
  }
}

/** dash is built without it; ash counts the lines of -c from 0. */
function lineNumber(shell: Shell): string | undefined {
  if (shell.flavour.name === 'dash') return shell.variables.get('LINENO')
  return `${shell.flavour.name === 'ash' && shell.isCommandString ? shell.line - 1 : shell.line}`
}

/** Variables that the shell itself keeps up to date. */
function dynamicValue(shell: Shell, name: string): string | undefined {
  if (name === 'PPID') return `${shell.process.ppid}`
  const isBash = shell.flavour.name === 'bash'
  if (!shell.flavour.hasBashisms) return undefined
  switch (name) {
    case 'RANDOM':
      return `${shell.process.randomBelow(32_768)}`
    case 'SECONDS':
      return isBash ? `${Math.floor((shell.process.now - shell.startedAt) / 1000)}` : undefined
    case 'HOSTNAME':
      return shell.process.hostname
    default:
      return isBash ? bashValue(shell, name) : undefined
  }
}

function bashValue(shell: Shell, name: string): string | undefined {
  switch (name) {
    case 'UID':
    case 'EUID':
      return `${shell.process.credentials.uid}`
    case 'BASHPID':
      return `${shell.process.pid}`
    case 'BASH':
      return '/bin/bash'
    case 'BASH_VERSION':
      return shell.flavour.version
    case 'EPOCHSECONDS':
      return `${Math.floor(shell.process.wallClock / 1000)}`
    case '_':
      return shell.lastArgument
    case 'OSTYPE':
      return 'linux-gnu'
    case 'HOSTTYPE':
      return 'x86_64'
    case 'MACHTYPE':
      return 'x86_64-pc-linux-gnu'
    case 'SHELLOPTS':
      return [...shell.options].sort().join(':')
    default:
      return dynamicElements(shell, name)?.get('0')
  }
}

/** Arrays that bash itself keeps up to date. */
export function dynamicElements(
  shell: Shell,
  name: string,
): ReadonlyMap<string, string> | undefined {
  if (shell.flavour.name !== 'bash') return undefined
  switch (name) {
    case 'PIPESTATUS':
      return numbered(shell.statuses.map(String))
    case 'BASH_REMATCH':
      return numbered(shell.matched)
    case 'FUNCNAME':
      return shell.calls.length === 0 ? new Map() : numbered([...shell.calls].reverse())
    case 'BASH_SOURCE':
      return shell.isCommandString ? new Map() : numbered([shell.name])
    case 'GROUPS':
      return numbered([`${shell.process.credentials.gid}`])
    case 'DIRSTACK':
      return numbered([shell.process.cwd, ...shell.directories])
    case 'BASH_VERSINFO':
      return numbered([
        ...shell.flavour.version.split(/[.()-]+/).slice(0, 5),
        'x86_64-pc-linux-gnu',
      ])
    default:
      return undefined
  }
}

function numbered(texts: readonly string[]): ReadonlyMap<string, string> {
  return new Map(texts.map((text, index) => [`${index}`, text]))
}

/** $-: the letters of the options that are on. */
function flagLetters(shell: Shell): string {
  const isBash = shell.flavour.name === 'bash'
  const letters = [...OPTION_LETTERS]
    .filter(([letter, name]) => shell.has(name) && knowsLetter(shell.flavour.name, letter))
    .map(([letter]) => letter)
  if (shell.isInteractive) letters.push('i')
  if (shell.flavour.name !== 'dash' && shell.isCommandString) letters.push('c')
  if (!isBash && !shell.isCommandString && shell.isInteractive) letters.push('s')
  return letters.join('')
}

import type { Process } from '#engine'
import { SystemError } from '#engine'
import type { Shell } from '../shell.ts'

/** ~, ~user, and in bash ~+ and ~-, at the beginning of a text. */
export function expandTilde(
  shell: Shell,
  text: string,
): { readonly home: string; readonly rest: string } | undefined {
  const match = /^~([A-Za-z0-9_.+-]*)(?=\/|$)/.exec(text)
  if (match === null) return undefined
  const home = homeOf(shell, match[1] ?? '')
  return home === undefined ? undefined : { home, rest: text.slice(match[0].length) }
}

function homeOf(shell: Shell, user: string): string | undefined {
  if (user === '') return shell.variables.get('HOME') ?? accountHome(shell.process, undefined)
  if (user === '+' && shell.flavour.name === 'bash') return shell.variables.get('PWD')
  if (user === '-' && shell.flavour.name === 'bash') return shell.variables.get('OLDPWD')
  return accountHome(shell.process, user)
}

/** By the name, or one's own. */
function accountHome(process: Process, user: string | undefined): string | undefined {
  const lines = passwd(process).split('\n')
  for (const line of lines) {
    const [name, , uid, , , home] = line.split(':')
    if (user === undefined ? uid === `${process.credentials.uid}` : name === user) return home
  }
  return undefined
}

function passwd(process: Process): string {
  try {
    const fd = process.open('/etc/passwd', { read: true })
    const bytes = process.tryRead(fd, 65_536)
    process.close(fd)
    return bytes === 'again' ? '' : new TextDecoder().decode(bytes)
  } catch (error) {
    if (error instanceof SystemError) return ''
    throw error
  }
}

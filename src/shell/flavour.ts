/** One message in the words of each shell. */
export interface Words {
  readonly bash: string
  readonly dash: string
  readonly ash: string
  /** In busybox it is said by an applet, which begins with its name alone. */
  readonly byApplet?: boolean
}

/** Where something is said. */
export interface Place {
  /** What the shell was called as, or the script that it runs. */
  readonly name: string
  readonly line: number
  readonly isInteractive: boolean
  /** Text given with -c. */
  readonly isCommandString: boolean
  /** The builtin that says it. */
  readonly called: string | null
}

/** Which of the real shells a program stands for: what it can do, and how it speaks. */
export interface Flavour {
  readonly name: 'bash' | 'dash' | 'ash'
  readonly version: string
  /** [[ ]], ${x/a/b}, function f: bash and, of it, ash. */
  readonly hasBashisms: boolean
  /** What stands before a message: `bash: line 3: cd: `. */
  readonly lead: (place: Place) => string
}

/** CentOS 7: bash 4.2 counts the lines of -c from 0 and, but for builtins, does not show line 0. */
export const BASH_4: Flavour = {
  name: 'bash',
  version: '4.2.46(2)-release',
  hasBashisms: true,
  lead: ({ name, line, isInteractive, isCommandString, called }) => {
    const shown = isCommandString ? line - 1 : line
    const hasLine = !isInteractive && (shown > 0 || called !== null)
    return `${name}: ${hasLine ? `line ${shown}: ` : ''}${builtinLead(called)}`
  },
}

/** Debian 12. */
export const BASH: Flavour = {
  name: 'bash',
  version: '5.2.15(1)-release',
  hasBashisms: true,
  lead: ({ name, line, isInteractive, called }) =>
    `${name}: ${isInteractive ? '' : `line ${line}: `}${builtinLead(called)}`,
}

export const DASH: Flavour = {
  name: 'dash',
  version: '0.5.12',
  hasBashisms: false,
  lead: ({ name, line, called }) => `${name}: ${line}: ${builtinLead(called)}`,
}

export const ASH: Flavour = {
  name: 'ash',
  version: '1.36.1',
  hasBashisms: true,
  lead: ({ name, line, isInteractive, isCommandString, called }) => {
    if (isInteractive) return `${name}: ${builtinLead(called)}`
    if (isCommandString) return `${name}: ${called === null ? '' : `${called}: line ${line - 1}: `}`
    return `${name}: ${builtinLead(called)}line ${line}: `
  },
}

function builtinLead(called: string | null): string {
  return called === null ? '' : `${called}: `
}

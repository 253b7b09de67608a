/** Which of the real shells a program stands for: what it can do, and in whose words it complains. */
export interface Flavour {
  readonly name: 'bash' | 'dash' | 'ash'
  /** Brace expansion, [[ ]], (( )), arrays of the common kind, here-strings. */
  readonly hasBashisms: boolean
  /** The place before a complaint: `bash: line 3: ` or `sh: 3: `. */
  readonly place: (where: Place) => string
  readonly notFound: (name: string) => string
  readonly version: string
}

export interface Place {
  /** What the shell was called as, or the script that it runs. */
  readonly name: string
  readonly line: number
  readonly isInteractive: boolean
  /** Text given with -c. */
  readonly isCommandString: boolean
}

export const BASH: Flavour = {
  name: 'bash',
  hasBashisms: true,
  // bash 4.2 names the line in scripts only.
  place: ({ name, line, isInteractive, isCommandString }) =>
    isInteractive || isCommandString ? `${name}: ` : `${name}: line ${line}: `,
  notFound: (name) => `${name}: command not found`,
  version: '4.2.46(2)-release',
}

export const DASH: Flavour = {
  name: 'dash',
  hasBashisms: false,
  place: ({ name, line }) => `${name}: ${line}: `,
  notFound: (name) => `${name}: not found`,
  version: '0.5.12',
}

export const ASH: Flavour = {
  name: 'ash',
  hasBashisms: true,
  place: ({ name, line, isInteractive, isCommandString }) =>
    isInteractive || isCommandString ? `${name}: ` : `${name}: line ${line}: `,
  notFound: (name) => `${name}: not found`,
  version: '1.36.1',
}

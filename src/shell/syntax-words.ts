import type { Flavour } from './flavour.ts'

/** What each shell says of the parser's first complaint. */
export function syntaxComplaint(flavour: Flavour['name'], message: string): string {
  const token = /^unexpected token '(.*)'/s.exec(message)?.[1]
  if (token !== undefined) return unexpected(flavour, token)
  const quote = /^unterminated (double|single) quote/.exec(message)?.[1]
  if (quote !== undefined) return unterminated(flavour, quote === 'double' ? '"' : "'")
  const expecting = /^expected '([^']+)'/.exec(message)?.[1]
  return endOfFile(flavour, expecting)
}

function unexpected(flavour: Flavour['name'], token: string): string {
  const shown = token === '\n' ? 'newline' : token
  switch (flavour) {
    case 'bash':
      return `syntax error near unexpected token \`${shown}'`
    case 'dash':
      return `Syntax error: ${shown === 'newline' ? shown : `"${shown}"`} unexpected`
    case 'ash':
      return `syntax error: unexpected ${shown === 'newline' ? shown : `"${shown}"`}`
  }
}

function unterminated(flavour: Flavour['name'], quote: string): string {
  switch (flavour) {
    case 'bash':
      return `unexpected EOF while looking for matching \`${quote}'`
    case 'dash':
      return 'Syntax error: Unterminated quoted string'
    case 'ash':
      return 'syntax error: unterminated quoted string'
  }
}

function endOfFile(flavour: Flavour['name'], expecting: string | undefined): string {
  const hint = expecting === undefined ? '' : ` (expecting "${expecting}")`
  switch (flavour) {
    case 'bash':
      return 'syntax error: unexpected end of file'
    case 'dash':
      return `Syntax error: end of file unexpected${hint}`
    case 'ash':
      return `syntax error: unexpected end of file${hint}`
  }
}
